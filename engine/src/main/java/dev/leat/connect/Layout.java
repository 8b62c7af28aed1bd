package dev.leat.connect;

import dev.leat.model.Column;
import dev.leat.model.Deletes;
import dev.leat.model.Entry;
import dev.leat.model.WriteMode;
import java.util.List;
import java.util.Optional;

/**
 * The fields of a destination as a mapping and its transformers make them.
 *
 * @param fields in order, each with its Spark SQL type present
 * @param key    destination fields that hold the key, where the mapping keeps it as it is; else empty
 * @param entry  for destinations that keep entries by key
 */
public record Layout(List<Column> fields, List<String> key, WriteMode mode, Deletes deletes, Optional<Entry> entry) {
    public Layout {
        fields = List.copyOf(fields);
        key = List.copyOf(key);
    }

    /** With hard deletes. */
    public Layout(List<Column> fields, List<String> key, WriteMode mode) {
        this(fields, key, mode, Deletes.HARD, Optional.empty());
    }

    /** The same with other fields. */
    public Layout with(List<Column> others) {
        return new Layout(others, key, mode, deletes, entry);
    }
}
