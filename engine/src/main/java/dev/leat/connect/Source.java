package dev.leat.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.model.CaptureMode;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Rows of a system's entities, read in ranges whose upper bound is fixed before anything is read. Failures of the system are
 * {@code LeatException}s of kind SYSTEM, a missing entity or a refused credential of kind WORKSPACE. Not thread-safe.
 */
public interface Source extends AutoCloseable {
    /** The entities that this connection offers, for messages and pulls; in the system's order. */
    List<EntityName> entities();

    /** The live schema with the fate of each column. @throws dev.leat.model.LeatException of kind WORKSPACE when it does not exist */
    EntitySchema schema(EntityName entity);

    /** Whether {@link #schema} is concluded from rows, so that it is dear and may differ from time to time though nothing has changed. */
    default boolean samplesSchema() {
        return false;
    }

    /** The ways in which this entity can be captured here. */
    Set<CaptureMode> modes(EntityName entity);

    /**
     * What there is to read after a position, with its upper bound fixed. Reads no more than the bound and what {@code Range.rows} needs;
     * starts no Spark.
     *
     * @param position of the last range that was committed ({@link Range#position()}); empty: from the beginning
     * @return empty when there is certainly nothing new
     */
    Optional<Range> next(Reading reading, Optional<JsonNode> position);

    /**
     * What lies behind this position and is lost, so that {@link #next} throws: going on would lose it in silence. Whoever accepts that goes on at {@link Loss#position}.
     *
     * @return empty when nothing is lost, or this kind of source loses nothing
     */
    default Optional<Loss> loss(Reading reading, JsonNode position) {
        return Optional.empty();
    }

    /**
     * What it still has, as it was, of what these ranges brought. Starts no Spark.
     *
     * @return empty where records change in place, or nothing tells which of them a range had
     */
    default Optional<Retained> retained(Reading reading, Passed passed) {
        return Optional.empty();
    }

    /**
     * Whether this range, when {@link #next} made it, reached as far as the entity had anything committed; false where it was cut to be no larger than one commit of the lake should be. Then the
     * next one follows at once.
     */
    default boolean reachesEnd(Reading reading, Range range) {
        return true;
    }

    /**
     * The rows of this range: the columns of {@link Reading#columns()} in that order, and {@link Reading#UNREADABLE}. The same range gives the same rows again as
     * long as they are in the source; rows that changed since may be missing, they are in a later range. The order is the source's within
     * a partition.
     *
     * <p>With {@link Batch#OP} behind them the rows are events, as {@code stream} and {@code change} have them: {@code c u r d}, {@link Batch#TRUNCATED} (all else null) and
     * {@link Batch#MOVED}, directly behind the {@code d} of the same record under its old key. Then may come {@link Reading#UNCHANGED}. All events of a key are in one partition.
     * Without it they are, for {@code snapshot} and {@code change}, all rows that the entity has now.
     */
    Dataset<Row> read(SparkSession spark, Reading reading, Range range);

    @Override
    void close();
}
