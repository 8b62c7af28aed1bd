package dev.leat.connect;

import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Problem;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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

    /**
     * {@link Batch#ID}, or instead of it the key's fields as text, and {@link Batch#SEQ} of each row that upserts of this layout have written and that still counts; SEQ is null where a row is not Leat's. Empty when this system or entity
     * cannot say.
     */
    default Optional<Dataset<Row>> versions(SparkSession spark, EntityName entity, Layout layout) {
        return Optional.empty();
    }

    /** How one that was filled beside a live entity takes its place; empty where this system has no such step. */
    default Optional<Succession> succession() {
        return Optional.empty();
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
