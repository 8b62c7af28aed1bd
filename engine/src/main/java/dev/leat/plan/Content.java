package dev.leat.plan;

import dev.leat.model.Approval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an approval binds, as hashes.
 *
 * @param hash   of everything
 * @param fields hash by destination field of {target, expression, used source columns with types, constraints}
 * @param parts  for telling a change, by name: what else is bound (short texts as they are, others as hash), and the type of each used column
 */
record Content(String hash, Map<String, String> fields, Map<String, String> parts) {
    static final String COLUMN = "column ";
    /** What the destination demands of a field. */
    static final String TARGET = "target ";
    /** Instead of the type of a column that was approved and is no more. */
    static final String GONE = "gone";

    Content {
        fields = Map.copyOf(fields);
        parts = Map.copyOf(parts);
    }

    /** The columns that an approval knows, with their types. */
    static Map<String, String> columns(Optional<Approval> approval) {
        Map<String, String> columns = new TreeMap<>();
        approval.ifPresent(given -> given.parts().forEach((part, type) -> {
            if (part.startsWith(COLUMN)) {
                columns.put(part.substring(COLUMN.length()), type);
            }
        }));
        return columns;
    }

    static List<String> readable() {
        return List.of("pipeline", "source", "destination", "key", "capture", "write", "exclude");
    }
}
