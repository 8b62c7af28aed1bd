package dev.leat.transform;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Replaces fields, or adds them at the end.
 *
 * @param columns by field a Spark SQL expression on the fields as they were before this transformer, under the same rules as a mapping's
 */
public record Sql(String name, Map<String, String> columns) implements Transformation {
    public Sql {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("sql names no columns; write columns: {FIELD: EXPRESSION}");
        }
    }

    @Override
    public void compile(Compilation compilation) {
        Replacing replacing = new Replacing();
        columns.forEach((field, text) -> compilation.expression(text, "columns." + field).ifPresent(value -> replacing.set(field, value)));
        replacing.addTo(compilation);
    }
}
