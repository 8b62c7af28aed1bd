package dev.leat.connect;

import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Problem;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Where rows go. Writes are replay-safe: the same batch written twice changes nothing the second time. Not thread-safe. */
public interface Destination extends AutoCloseable {
    /** The live schema; empty when the entity does not exist. */
    Optional<EntitySchema> schema(EntityName entity);

    /** What keeps rows of these fields from being written: a wanted type that the existing entity cannot take. Empty when it does not exist or fits. */
    List<Problem> check(EntityName entity, Layout wanted);

    /** Whether rows can be kept that the source has no more: marked as deleted, or as history. */
    default boolean keepsVersions() {
        return false;
    }

    /** Whether rows are kept as entries, of which {@link Layout#entry} says more. */
    default boolean keepsEntries() {
        return false;
    }

    /**
     * What upserts of this layout have written and what still counts. Empty when this system or entity cannot say.
     *
     * @param fields of the layout, wanted beside keys and versions; may be none
     */
    default Optional<Held> held(SparkSession spark, EntityName entity, Layout layout, List<String> fields) {
        return Optional.empty();
    }

    /** How one that was filled beside a live entity takes its place; empty where this system has no such step. */
    default Optional<Succession> succession() {
        return Optional.empty();
    }

    /**
     * Takes out rows and all memory of their versions, for a repair that was refused because something else had written newer ones. Who dies before they are written again leaves rows that are
     * missing, and the next repair finds them.
     *
     * @return false, with nothing done, where nothing else than what is written to it decides which version is newer
     */
    default boolean forget(EntityName entity, List<String> ids) {
        return false;
    }

    /** Makes the entity; does nothing when it exists. */
    void create(EntityName entity, Layout wanted);

    /**
     * Writes one batch of one pipeline. Records that the system refuses are given to {@link Batch#failures()}, their neighbours arrive.
     * An older version of a key than the destination has is not written and counted as older.
     *
     * @throws dev.leat.model.LeatException of kind SYSTEM after the retries of the site; parts of the batch may have arrived and come again
     */
    Written write(Batch batch);

    @Override
    void close();
}
