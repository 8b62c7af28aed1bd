package dev.leat.connect;

import dev.leat.model.Capture;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import java.util.List;

/**
 * What a capture reads of an entity.
 *
 * @param columns those that are captured, none of them refused
 * @param key     columns that name a row; may be empty for {@code append}
 * @param capture with its mode present
 */
public record Reading(EntityName entity, List<Column> columns, List<String> key, Capture capture) {
    /**
     * A last column that each read adds, {@code map<string,string>}: the values, by column and as text, that the column's type cannot hold
     * (NaN in a decimal, an infinite date); those columns are null then. Null in nearly every row.
     */
    public static final String UNREADABLE = "_leat_unreadable";
    /** The key in that map under which a record is kept whole, of which nothing could be read: no JSON, or a field that its column cannot hold. */
    public static final String RECORD = "_record";
    /** What a failure says of such a record. */
    public static final String UNLIKE = "it is not what the source's records are, or one of its fields is of another type";

    /**
     * A last column of events, {@code array<string>}: columns, none of the key, that are null here because the event does not tell their values, which are those from before it.
     * Null where an event tells all.
     */
    public static final String UNCHANGED = "_leat_unchanged";

    public Reading {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }
}
