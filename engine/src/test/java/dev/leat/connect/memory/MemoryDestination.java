package dev.leat.connect.memory;

import dev.leat.connect.Batch;
import dev.leat.connect.Destination;
import dev.leat.connect.Layout;
import dev.leat.connect.Written;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Problem;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;

/** Writes documents of a store; takes fields of exactly the types it has. */
final class MemoryDestination implements Destination {
    private final String connection;
    private final MemoryStore store;

    MemoryDestination(String connection, MemoryStore store) {
        this.connection = connection;
        this.store = store;
        store.opened.incrementAndGet();
    }

    @Override
    public Optional<EntitySchema> schema(EntityName entity) {
        return Optional.ofNullable(store.targets.get(entity.toString())).flatMap(MemoryTarget::columns).map(columns -> new EntitySchema(entity, columns, List.of()));
    }

    @Override
    public List<Problem> check(EntityName entity, Layout wanted) {
        return schema(entity).stream().flatMap(live -> wanted.fields().stream().flatMap(field -> mismatch(live, field).stream())).toList();
    }

    private Optional<Problem> mismatch(EntitySchema live, Column field) {
        return live.column(field.name()).filter(column -> !column.type().map(DataType::fromDDL).equals(field.type().map(DataType::fromDDL))).map(column -> new Problem(connection + ": " + live.entity() + "." + field.name(),
            "it is " + column.type().orElse("refused") + ", and the mapping gives " + field.type().orElseThrow(), "Cast it in the mapping, or change the destination"));
    }

    @Override
    public void create(EntityName entity, Layout wanted) {
        MemoryTarget target = store.target(entity.toString());
        if (target.columns().isEmpty()) {
            target.columns(wanted.fields());
        }
    }

    @Override
    public Written write(Batch batch) {
        return store.target(batch.entity().toString()).write(batch, batch.rows().collectAsList());
    }

    @Override
    public void close() {}
}
