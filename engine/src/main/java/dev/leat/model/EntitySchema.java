package dev.leat.model;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * The live schema of an entity: its columns in their order and its primary key (empty when it has none).
 */
public record EntitySchema(EntityName entity, List<Column> columns, List<String> key) implements Serializable {

    public EntitySchema {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** The column of exactly this name; names are case-sensitive. */
    public Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }
}
