package dev.leat.transform;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Renames fields; their order stays.
 *
 * @param columns the new name by the old one
 */
public record Rename(String name, Map<String, String> columns) implements Transformation {
    public Rename {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }
}
