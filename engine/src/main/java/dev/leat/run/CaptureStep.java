package dev.leat.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.leat.connect.Batch;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Source;
import dev.leat.lake.CaptureLog;
import dev.leat.lake.Lease;
import dev.leat.model.CaptureMode;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.transform.Captured;
import dev.leat.transform.Retyped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Brings what is new in one entity into its capture. Position <i>n</i> is written first, then the rows are committed with <i>n</i> as transaction version; whoever comes after a crash
 * finds position <i>n</i> without a head and asks the table which of the two it was.
 */
final class CaptureStep {
    /** Names that Delta takes only under names of its own. */
    private static final String UNSPELLABLE = "(?s).*[ ,;{}()\\n\\t=].*";

    private final SparkSession spark;
    private final CaptureLog log;
    private final Reading reading;
    private final Source source;
    private final Consumer<String> notes;
    private Optional<CaptureLog.Look> look = Optional.empty();
    private final Map<String, String> places = new HashMap<>();
    private boolean checked;

    CaptureStep(SparkSession spark, CaptureLog log, Reading reading, Source source) {
        this(spark, log, reading, source, note -> { });
    }

    /** @param notes is told what a user should know of a range */
    CaptureStep(SparkSession spark, CaptureLog log, Reading reading, Source source, Consumer<String> notes) {
        this.spark = spark;
        this.log = log;
        this.reading = reading;
        this.source = source;
        this.notes = notes;
    }

    /** @return how many rows this call committed; an unfinished commit of an earlier run is finished first and counts */
    long run(String run, Lease lease) {
        long captured = 0;
        look = Optional.empty();
        Optional<CaptureLog.Position> unfinished = log.unfinished();
        if (unfinished.isPresent()) {
            check();
            captured += commit(unfinished.get(), run, lease);
        }
        Optional<CaptureLog.Head> head = log.head();
        long number = head.map(CaptureLog.Head::number).orElse(0L);
        Instant asked = Instant.now();
        Optional<Range> next = source.next(reading, head.map(CaptureLog.Head::position));
        if (next.isPresent()) {
            check();
            next.get().note().ifPresent(notes);
            number++;
            captured += commit(begin(next.get(), number, run), run, lease);
        }
        if (next.isEmpty() || source.reachesEnd(reading, next.get())) {
            look = Optional.of(new CaptureLog.Look(number, asked));
        }
        return captured;
    }

    /** Until when the lake has everything, after a {@link #run}; empty when the source had more already, cut off to bound the commit. */
    Optional<CaptureLog.Look> look() {
        return look;
    }

    /**
     * Before a position is begun that could never be committed: what names and orders records must stay what it was. Other columns that have another type now are kept beside what there is. Once:
     * afterwards only this writes to the table, under the lease.
     */
    private void check() {
        if (!checked && DeltaTables.exists(spark, log.table())) {
            StructType captured = lake().schema();
            Captured.check(captured, reading.columns().stream().filter(column -> reading.key().contains(column.name()) || reading.capture().incremental().filter(column.name()::equals).isPresent()).toList());
            for (dev.leat.model.Column column : reading.columns()) {
                String place = Retyped.place(captured, column);
                if (!place.equals(column.name())) {
                    places.put(column.name(), place);
                    if (!List.of(captured.fieldNames()).contains(place)) {
                        notes.accept("its column '" + column.name() + "' is " + column.type().orElseThrow() + " now and was captured as " + captured.apply(column.name()).dataType().catalogString()
                            + "; the lake keeps both, and what pipelines read is the type of now");
                    }
                }
            }
        }
        checked = true;
    }

    private CaptureLog.Position begin(Range range, long number, String run) {
        CaptureLog.Position position = new CaptureLog.Position(number, run, Instant.now(), range.position(), range.bounds(), range.overlap().orElse(null), range.rows());
        if (!log.begin(position)) {
            throw new LeatException(Kind.SYSTEM, "capture of " + reading.entity(), "another process has begun position " + position.number(), "Wait until it ends");
        }
        return position;
    }

    private long commit(CaptureLog.Position position, String run, Lease lease) {
        boolean committed = DeltaTables.transaction(spark, log.table(), CaptureLog.APPLICATION).orElse(0) >= position.number();
        long before = DeltaTables.version(spark, log.table());
        if (!committed) {
            Range range = new Range(position.position(), position.bounds() == null ? NullNode.instance : position.bounds(),
                Optional.ofNullable(position.overlap()), position.rows());
            write(source.read(spark, reading, range), range, position, lease);
        }
        long version = DeltaTables.version(spark, log.table());
        long rows = committed || version == before ? 0 : DeltaTables.rowsWritten(spark, log.table(), version);
        log.finish(new CaptureLog.Head(position.number(), version, position.position(), run, Instant.now(), rows));
        return rows;
    }

    private void write(Dataset<Row> read, Range range, CaptureLog.Position position, Lease lease) {
        boolean known = DeltaTables.exists(spark, log.table());
        try (EventRows events = new EventRows(reading, read)) {
            Dataset<Row> changes = changes(read, events, range, position, known);
            lease.check();
            DataFrameWriter<Row> writer = changes.write().format("delta").mode("append").option("mergeSchema", "true") // the source may have got columns
                .option("txnAppId", CaptureLog.APPLICATION).option("txnVersion", position.number());
            fileSettings().forEach(spark.conf()::set);
            try {
                (known ? writer : writer.options(tableProperties())).save(log.table());
            } finally {
                fileSettings().keySet().forEach(spark.conf()::unset);
            }
        }
    }

    /** The columns by which the lake is looked up. Statistics of more would cost up to half the writing speed. */
    private List<String> lookedUp() {
        return Stream.concat(Stream.of(Batch.SEQ), reading.capture().incremental().stream()).toList();
    }

    private Map<String, String> tableProperties() {
        String columns = lookedUp().stream().map(column -> "`" + column.replace("`", "``") + "`").collect(Collectors.joining(","));
        Map<String, String> properties = new HashMap<>(Map.of("delta.dataSkippingStatsColumns", columns, "delta.appendOnly", "true", "delta.checkpointInterval", "50"));
        if (reading.columns().stream().anyMatch(column -> column.name().matches(UNSPELLABLE) || column.type().orElseThrow().matches("(?s).*`[^`]*[ ,;{}()\\n\\t=][^`]*`.*"))) {
            properties.put("delta.columnMapping.mode", "name");
        }
        return properties;
    }

    /** The same within files, and no dictionaries of what hardly repeats. Delta hands only settings of the session on to Parquet, none of a write. */
    private Map<String, String> fileSettings() {
        Map<String, String> settings = new HashMap<>(Map.of("parquet.column.statistics.enabled", "false", "parquet.size.statistics.enabled", "false"));
        lookedUp().forEach(column -> settings.put("parquet.column.statistics.enabled#" + column, "true"));
        Stream.concat(lookedUp().stream(), reading.key().stream()).forEach(column -> settings.put("parquet.enable.dictionary#" + column, "false"));
        return settings;
    }

    private Dataset<Row> changes(Dataset<Row> read, EventRows events, Range range, CaptureLog.Position position, boolean known) {
        CaptureMode mode = reading.capture().mode().orElseThrow();
        boolean told = Arrays.asList(read.columns()).contains(Batch.OP);
        if (told && mode == CaptureMode.CHANGE) {
            Dataset<Row> settled = events.settled(known ? Optional.of(Captured.fitted(lake(), reading.columns())) : Optional.empty());
            return numbered(settled, position, events.partitions());
        }
        if ((mode == CaptureMode.SNAPSHOT || mode == CaptureMode.CHANGE) && known) {
            return numbered(new Comparison(reading).changes(Captured.fitted(lake(), reading.columns()), read), position, 1024);
        }
        if (range.overlap().isPresent() && known) {
            return numbered(unseen(read, range.overlap().get()).withColumn(Batch.OP, lit("u")), position, 1024);
        }
        if (told) {
            return numbered(read, position, read.queryExecution().toRdd().getNumPartitions());
        }
        String op = mode == CaptureMode.APPEND ? "c" : known ? "u" : "r";
        return numbered(read.withColumn(Batch.OP, lit(op)), position, read.queryExecution().toRdd().getNumPartitions());
    }

    private Dataset<Row> lake() {
        return spark.read().format("delta").load(log.table());
    }

    /** Rows of the overlap that the lake has already, exactly so, are dropped. */
    private Dataset<Row> unseen(Dataset<Row> read, String overlap) {
        Column cursor = Changes.quoted(reading.capture().incremental().orElseThrow());
        Dataset<Row> lake = Captured.fitted(lake(), reading.columns()).where(cursor.geq(expr(overlap)).or(cursor.isNull()));
        Column hash = Changes.hash(reading).as("_leat_hash");
        Dataset<Row> seen = Changes.newestOfEach(lake, reading.key()).select(hash).distinct();
        return read.withColumn("_leat_hash", hash).join(seen, "_leat_hash", "left_anti").drop("_leat_hash");
    }

    private Dataset<Row> numbered(Dataset<Row> rows, CaptureLog.Position position, int partitions) {
        List<Column> columns = new ArrayList<>(reading.columns().stream().map(column -> Changes.quoted(column.name()).as(places.getOrDefault(column.name(), column.name()))).toList());
        columns.add(col(Reading.UNREADABLE));
        columns.add(col(Batch.OP));
        columns.add(Changes.seq(position.number(), partitions));
        columns.add(lit(String.valueOf(position.number())).as(Changes.POS));
        columns.add(lit(position.run()).as(Changes.RUN));
        columns.add(lit(position.at()).as(Changes.AT));
        return rows.select(columns.toArray(Column[]::new));
    }
}
