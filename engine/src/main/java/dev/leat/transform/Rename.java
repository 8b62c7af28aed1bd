package dev.leat.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Renames fields; their order stays. All at once, so two fields may exchange their names.
 *
 * @param columns the new name by the old one
 */
public record Rename(String name, Map<String, String> columns) implements Transformation {
    public Rename {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("rename names no columns; write columns: {OLD: NEW}");
        }
    }

    @Override
    public void compile(Compilation compilation) {
        columns.keySet().forEach(old -> compilation.field(old, "columns." + old));
        List<Field> renamed = new ArrayList<>();
        for (Field field : compilation.fields()) {
            String newName = columns.getOrDefault(field.name(), field.name());
            if (renamed.stream().anyMatch(other -> other.name().equals(newName))) {
                compilation.problem("columns", "two fields would be called '" + newName + "'", "Give each field a name of its own");
            }
            renamed.add(field.named(newName));
        }
        compilation.renamed(renamed);
    }
}
