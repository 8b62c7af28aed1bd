package dev.leat.connect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import java.util.List;
import java.util.Map;

/**
 * Some rows of an entity, to look at, and what its system says of the columns.
 *
 * @param rows       by column; a column that is absent or JSON's null is null. A value of a system with types is the text that Spark casts it to (in UTC), within an
 *                   array or an object where the type is one; what the type cannot hold (NaN in a decimal) is the system's own text. A document ({@code files} of
 *                   JSON, Elasticsearch) has its own JSON values. Long texts are cut at {@link #LONGEST} characters, long binaries earlier
 * @param comments   the system's description by column; absent where it has none
 * @param references the declared foreign keys of one column each, by that column
 */
public record Sample(EntitySchema schema, List<ObjectNode> rows, Map<String, String> comments, Map<String, Reference> references) {
    public static final int LONGEST = 10_000;
    /** Characters of all rows after which no more are read: of rows with many long texts there are fewer. */
    public static final long MOST_CHARACTERS = 32L << 20;

    /** What a foreign key points at. */
    public record Reference(EntityName entity, String column) {}

    public Sample {
        rows = List.copyOf(rows);
        comments = Map.copyOf(comments);
        references = Map.copyOf(references);
    }
}
