package dev.leat.run;

import dev.leat.connect.Batch;
import dev.leat.connect.Destination;
import dev.leat.connect.Layout;
import dev.leat.connect.Succession;
import dev.leat.connect.Written;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Problem;
import java.util.List;
import java.util.Optional;

/** A destination in which what is meant for the live entity goes to the one beside it. */
record Shadow(Destination destination, EntityName live, EntityName beside) implements Destination {
    @Override
    public Optional<EntitySchema> schema(EntityName entity) {
        return destination.schema(place(entity));
    }

    @Override
    public List<Problem> check(EntityName entity, Layout wanted) {
        return destination.check(place(entity), wanted);
    }

    @Override
    public boolean keepsVersions() {
        return destination.keepsVersions();
    }

    @Override
    public boolean keepsEntries() {
        return destination.keepsEntries();
    }

    @Override
    public void create(EntityName entity, Layout wanted) {
        destination.succession().orElseThrow().create(live, place(entity), wanted);
    }

    @Override
    public Written write(Batch batch) {
        return destination.write(new Batch(place(batch.entity()), batch.layout(), batch.rows(), batch.application(), batch.id(), batch.failures()));
    }

    private EntityName place(EntityName entity) {
        return entity.equals(live) ? beside : entity;
    }

    /** The destination itself is closed by whoever opened it. */
    @Override
    public void close() {}
}
