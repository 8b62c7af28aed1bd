package dev.leat.run;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.map_concat;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import dev.leat.connect.Batch;
import dev.leat.connect.Reading;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * What a source tells of changes, as rows of a capture: a truncate becomes a delete of each key that was there then, and what an event leaves out is filled with what was known before it,
 * from the events in front of it or from the lake. Events are taken from the source once, and kept until this is closed.
 */
final class EventRows implements AutoCloseable {
    /** The place of an event in the source's order; what the lake had before is in front of all. */
    private static final String PLACE = "_leat_place";
    private static final String KNOWN = "_leat_known_";
    private static final String READY = "_leat_ready";
    private static final String UNKNOWN = "not told by the change, and unknown before it";
    private static final int SORTED = 1024;
    private static final Column LEFT_OUT = col(Reading.UNCHANGED);
    private static final Column WAITING = col(Batch.OP).equalTo(Batch.MOVED).and(LEFT_OUT.isNotNull());

    private final Reading reading;
    private final Dataset<Row> read;
    private final List<Dataset<Row>> kept = new ArrayList<>();
    private Dataset<Row> events;
    private int partitions;

    /** @param read as {@link dev.leat.connect.Source#read} gives events */
    EventRows(Reading reading, Dataset<Row> read) {
        this.reading = reading;
        this.read = read;
    }

    private Dataset<Row> taken() {
        boolean told = Arrays.asList(read.columns()).contains(Reading.UNCHANGED);
        return keep((told ? read : read.withColumn(Reading.UNCHANGED, lit(null).cast("array<string>"))).withColumn(PLACE, monotonically_increasing_id()));
    }

    private Dataset<Row> keep(Dataset<Row> rows) {
        kept.add(rows.persist());
        return rows;
    }

    /**
     * Columns of the reading, what could not be read, and {@code _leat_op}, in the source's order.
     *
     * @param lake what was captured before, empty when nothing was
     */
    Dataset<Row> settled(Optional<Dataset<Row>> lake) {
        events = taken();
        Row found = events.agg(max(LEFT_OUT.isNotNull()), max(col(Batch.OP).equalTo(Batch.TRUNCATED))).first();
        boolean fill = !found.isNullAt(0) && found.getBoolean(0);
        boolean expand = !found.isNullAt(1) && found.getBoolean(1);
        Dataset<Row> filled = fill ? filled(lake) : events;
        Dataset<Row> rows = expand ? expanded(filled, lake) : filled;
        Dataset<Row> ordered = fill || expand ? rows.sort(PLACE) : rows;
        partitions = fill || expand ? SORTED : events.queryExecution().toRdd().getNumPartitions();
        return ordered.withColumn(Batch.OP, when(col(Batch.OP).equalTo(Batch.MOVED), "c").otherwise(col(Batch.OP))).drop(Reading.UNCHANGED, PLACE);
    }

    /**
     * Events of one key are filled from those before them. A record whose key changed goes on from the delete under its old key; where several such changes follow each other, each pass
     * settles one more.
     */
    private Dataset<Row> filled(Optional<Dataset<Row>> lake) {
        List<String> columns = events.select(explode(LEFT_OUT)).distinct().as(Encoders.STRING()).collectAsList();
        Dataset<Row> before = lake.map(this::before).orElseGet(() -> events.limit(0));
        Dataset<Row> rows = events;
        long left = Long.MAX_VALUE;
        while (true) {
            rows = keep(carried(rows.unionByName(before), columns).where(col(PLACE).geq(0)));
            long waiting = rows.where(WAITING).count();
            if (waiting == 0) {
                return rows;
            } else if (waiting >= left) {
                throw new LeatException(Kind.BUG, reading.entity().toString(), "a change of a key came without the delete that belongs directly before it", "Report it");
            }
            left = waiting;
            rows = arrived(rows, columns).localCheckpoint(); // rows are in it twice: with what led to them, each pass would take twice as long to plan
        }
    }

    /** At most so many {@link #settled} has, and their numbers follow the order. */
    int partitions() {
        return partitions;
    }

    /** The newest that the lake has of the keys of events that leave something out. */
    private Dataset<Row> before(Dataset<Row> lake) {
        Dataset<Row> keys = events.where(LEFT_OUT.isNotNull()).select(reading.key().stream().map(Changes::quoted).toArray(Column[]::new)).distinct();
        return asEvents(Changes.newestOfEach(lake.join(broadcast(keys), reading.key().toArray(String[]::new), "left_semi"), reading.key()));
    }

    private Dataset<Row> asEvents(Dataset<Row> captured) {
        return captured.withColumn(Reading.UNCHANGED, lit(null).cast("array<string>")).withColumn(PLACE, lit(-1L))
            .select(Arrays.stream(events.columns()).map(Changes::quoted).toArray(Column[]::new));
    }

    /** Within each key, but not behind one that still waits for what the record was under its old key. */
    private Dataset<Row> carried(Dataset<Row> rows, List<String> columns) {
        var soFar = Window.partitionBy(identity()).orderBy(PLACE).rowsBetween(Window.unboundedPreceding(), Window.currentRow());
        Dataset<Row> known = rows.withColumn(READY, LEFT_OUT.isNotNull().and(max(when(WAITING, true)).over(soFar).isNull()));
        for (int i = 0; i < columns.size(); i++) {
            known = known.withColumn(KNOWN + i, last(when(leftOut(columns.get(i)), lit(null)).otherwise(value(columns.get(i))), true).over(soFar));
        }
        return taken(known, columns);
    }

    /** From the delete under the old key, which is the event directly before. */
    private Dataset<Row> arrived(Dataset<Row> rows, List<String> columns) {
        List<Column> selected = new ArrayList<>(List.of(col(PLACE).plus(1).as("_leat_next"), LEFT_OUT.isNull().as(READY)));
        for (int i = 0; i < columns.size(); i++) {
            selected.add(value(columns.get(i)).as(KNOWN + i));
        }
        Dataset<Row> left = rows.where(col(Batch.OP).equalTo("d")).select(selected.toArray(Column[]::new));
        return taken(rows.join(left, col(PLACE).equalTo(col("_leat_next")).and(WAITING), "left_outer").withColumn(READY, coalesce(col(READY), lit(false))), columns);
    }

    /** Of rows that are ready: what is known into the columns that were left out. */
    private Dataset<Row> taken(Dataset<Row> rows, List<String> columns) {
        List<Column> texts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column known = col(KNOWN + i);
            texts.add(struct(lit(columns.get(i)).as("key"), when(leftOut(columns.get(i)), when(known.isNull(), UNKNOWN).otherwise(known.getField("text"))).as("value")));
        }
        Column added = map_from_entries(filter(array(texts.toArray(Column[]::new)), entry -> entry.getField("value").isNotNull()));
        Column unreadable = map_concat(coalesce(col(Reading.UNREADABLE), map().cast("map<string,string>")), added);
        List<Column> selected = new ArrayList<>();
        for (String name : events.columns()) {
            int known = columns.indexOf(name);
            Column now = Changes.quoted(name);
            if (known >= 0) {
                now = when(col(READY).and(leftOut(name)), col(KNOWN + known).getField("value")).otherwise(now);
            } else if (name.equals(Reading.UNREADABLE)) {
                now = when(col(READY), when(size(unreadable).gt(0), unreadable)).otherwise(now);
            } else if (name.equals(Reading.UNCHANGED)) {
                now = when(col(READY), lit(null)).otherwise(now);
            }
            selected.add(now.as(name));
        }
        return rows.select(selected.toArray(Column[]::new));
    }

    private static Column leftOut(String column) {
        return coalesce(array_contains(LEFT_OUT, column), lit(false));
    }

    private static Column value(String column) {
        return struct(Changes.quoted(column).as("value"), col(Reading.UNREADABLE).getItem(column).as("text"));
    }

    private Column[] identity() {
        return Changes.identity(reading.key(), Changes::quoted).toArray(Column[]::new);
    }

    /** The rows that live between two truncates are those whose last event there is no delete. */
    private Dataset<Row> expanded(Dataset<Row> rows, Optional<Dataset<Row>> lake) {
        Column truncates = array(rows.where(col(Batch.OP).equalTo(Batch.TRUNCATED)).select(PLACE).sort(PLACE).as(Encoders.LONG()).collectAsList().stream()
            .map(org.apache.spark.sql.functions::lit).toArray(Column[]::new));
        Dataset<Row> others = rows.where(col(Batch.OP).notEqual(Batch.TRUNCATED));
        Dataset<Row> all = lake.map(captured -> others.unionByName(asEvents(Changes.newestOfEach(captured, reading.key())))).orElse(others)
            .withColumn("_leat_passed", size(filter(truncates, place -> place.lt(col(PLACE))))).where(col("_leat_passed").lt(size(truncates)));
        List<Column> group = new ArrayList<>(List.of(identity()));
        group.add(col("_leat_passed"));
        Dataset<Row> last = all.withColumn("_leat_rank", row_number().over(Window.partitionBy(group.toArray(Column[]::new)).orderBy(col(PLACE).desc())))
            .where(col("_leat_rank").equalTo(1).and(col(Batch.OP).notEqual("d")));
        Dataset<Row> gone = last.withColumn(PLACE, element_at(truncates, col("_leat_passed").plus(1))).withColumn(Batch.OP, lit("d")).drop("_leat_passed", "_leat_rank");
        return others.unionByName(gone);
    }

    @Override
    public void close() {
        kept.forEach(rows -> rows.unpersist(false));
    }
}
