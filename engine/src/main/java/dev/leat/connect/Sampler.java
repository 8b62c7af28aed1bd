package dev.leat.connect;

import dev.leat.model.EntityName;
import java.util.List;
import java.util.Optional;

/** Looks at the entities of a connection, whichever way rows go; starts no Spark, changes nothing. Failures as of {@link Source}. Not thread-safe. */
public interface Sampler extends AutoCloseable {
    /** The entities that this connection offers; in the system's order. */
    List<EntityName> entities();

    /**
     * The live schema and at most so many rows, spread over the entity where that is cheap. The same rows again as long as the entity stays as it is,
     * where the system has an order to ask for (not: views and tables without a key). Empty when there is no such entity.
     *
     * @param most 0 for the schema alone
     */
    Optional<Sample> sample(EntityName entity, int most);

    @Override
    void close();
}
