package dev.leat.connect.memory;

import dev.leat.model.CaptureMode;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A source table: rows by key, each with the number of its last change. Values are what Spark's rows hold. */
public final class MemoryTable {
    /** A row and when it was changed last. */
    record Changed(long change, Object[] values) {}

    private final Map<List<Object>, Changed> rows = new LinkedHashMap<>();
    private final EntityName entity;
    private List<Column> columns = List.of();
    private List<String> key = List.of();
    private Set<CaptureMode> modes = EnumSet.of(CaptureMode.INCREMENTAL, CaptureMode.SNAPSHOT);
    private long changes;

    MemoryTable(EntityName entity) {
        this.entity = entity;
    }

    /** {@code "id bigint not null"}; a type {@code refused(geometry)} is one that Leat refuses. Rows stay as they are. */
    public synchronized MemoryTable columns(String... definitions) {
        columns = Arrays.stream(definitions).map(MemoryTable::column).toList();
        return this;
    }

    private static Column column(String definition) {
        String[] parts = definition.split(" ", 2);
        String type = parts[1].replace(" not null", "");
        boolean refused = type.startsWith("refused(");
        return new Column(parts[0], refused ? type.substring(8, type.length() - 1) : type, refused ? Optional.empty() : Optional.of(type),
            !parts[1].endsWith(" not null"), refused ? "it has no Spark type" : "");
    }

    public synchronized MemoryTable key(String... names) {
        key = List.of(names);
        return this;
    }

    public synchronized MemoryTable modes(CaptureMode... possible) {
        modes = EnumSet.copyOf(List.of(possible));
        return this;
    }

    /** Inserts, or replaces the row of the same key. */
    public synchronized MemoryTable put(Object... values) {
        rows.put(keyOf(values), new Changed(++changes, values.clone()));
        return this;
    }

    public synchronized MemoryTable delete(Object... keyValues) {
        rows.remove(Arrays.asList(keyValues));
        changes++;
        return this;
    }

    synchronized EntitySchema schema() {
        return new EntitySchema(entity, columns, key);
    }

    synchronized Set<CaptureMode> modes() {
        return EnumSet.copyOf(modes);
    }

    synchronized long changes() {
        return changes;
    }

    /** Those changed after one number and up to another. */
    synchronized List<Object[]> rows(long after, long upTo) {
        return rows.values().stream().filter(row -> row.change() > after && row.change() <= upTo).map(Changed::values).toList();
    }

    synchronized Collection<Object[]> rows() {
        return new ArrayList<>(rows(0, Long.MAX_VALUE));
    }

    private List<Object> keyOf(Object[] values) {
        List<String> names = columns.stream().map(Column::name).toList();
        return key.isEmpty() ? List.of(changes) : key.stream().map(name -> values[names.indexOf(name)]).toList();
    }
}
