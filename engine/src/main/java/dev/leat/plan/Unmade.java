package dev.leat.plan;

import dev.leat.connect.Batch;
import dev.leat.connect.Destination;
import dev.leat.connect.Layout;
import dev.leat.connect.Succession;
import dev.leat.connect.Written;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import java.util.List;
import java.util.Optional;

/** A destination as it is where nothing has been made yet: what only the system demands of a new entity is checked. Not for writing. */
record Unmade(Destination destination) implements Destination {
    @Override
    public Optional<EntitySchema> schema(EntityName entity) {
        return Optional.empty();
    }

    @Override
    public List<Problem> check(EntityName entity, Layout wanted) {
        return destination.check(destination.succession().map(succession -> succession.beside(entity, "new")).orElse(entity), wanted);
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
    public Optional<Succession> succession() {
        return destination.succession();
    }

    @Override
    public void create(EntityName entity, Layout wanted) {
        throw planning(entity);
    }

    @Override
    public Written write(Batch batch) {
        throw planning(batch.entity());
    }

    private static LeatException planning(EntityName entity) {
        return new LeatException(Kind.BUG, entity.toString(), "a plan moves nothing", "Report it");
    }

    @Override
    public void close() {
        destination.close();
    }
}
