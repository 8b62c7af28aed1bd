package dev.leat.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import dev.leat.connect.Batch;
import dev.leat.connect.Passed;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Retained;
import dev.leat.connect.Source;
import dev.leat.lake.CaptureLog;
import dev.leat.lake.Certificate;
import dev.leat.model.CaptureMode;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.plan.ApprovedPipeline;
import dev.leat.transform.Captured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a source still has of records that never change, read again up to the position of the lake, against the lake's: of each place their number and a checksum. Of change events the offset, the key
 * and what happened count; what an event left out has been filled in the lake.
 */
final class RetainedStep {
    private static final int SHOWN = 10;
    private static final String PLACE = "_leat_place";
    private static final String AT = "_leat_record";
    private static final String HASH = "_leat_hash";

    private final SparkSession spark;
    private final ApprovedPipeline approved;
    private final CaptureLog capture;
    private final CaptureLog.Head head;
    private final Source source;
    private final Reading reading;
    private final boolean events;
    private Optional<LeatException> missed = Optional.empty();

    RetainedStep(SparkSession spark, ApprovedPipeline approved, CaptureLog capture, Source source) {
        this.spark = spark;
        this.approved = approved;
        this.capture = capture;
        this.head = capture.head().orElseThrow();
        this.source = source;
        this.reading = approved.reading();
        this.events = reading.capture().mode().orElseThrow() == CaptureMode.CHANGE;
    }

    /** Empty where the source has nothing as it was read. */
    Optional<Certificate.Side> run(String of) {
        return source.retained(reading, passed()).map(retained -> {
            String notes = retained.notes().isEmpty() ? null : String.join("; ", retained.notes());
            return retained.places().isEmpty() ? Certificate.Side.not(of, "not comparable: " + (notes == null ? "nothing of what was read is there any more" : notes)) : compare(of, retained.places(), notes);
        });
    }

    /** What differs, after {@link #run}. */
    Optional<LeatException> missed() {
        return missed;
    }

    private Passed passed() {
        return new Passed() {
            @Override
            public long first() {
                return 1;
            }

            @Override
            public long last() {
                return head.number();
            }

            @Override
            public Range at(long number) {
                CaptureLog.Position position = capture.position(number).orElseThrow();
                return new Range(position.position(), position.bounds(), Optional.ofNullable(position.overlap()), position.rows());
            }
        };
    }

    private Certificate.Side compare(String of, List<Retained.Place> places, String notes) {
        Dataset<Row> theirs = theirs(places);
        Dataset<Row> all = lakes(places);
        Dataset<Row> lakes = kept(all, theirs, places);
        Map<Integer, Certificate.Part> there = Sums.by(col(PLACE), theirs, col(HASH));
        Map<Integer, Certificate.Part> lake = Sums.by(col(PLACE), lakes, col(HASH));
        lake.remove(-1);
        List<Certificate.Range> ranges = IntStream.range(0, places.size()).mapToObj(i -> new Certificate.Range(i, places.get(i).name(), lake.getOrDefault(i, Certificate.Part.NONE), there.getOrDefault(i, Certificate.Part.NONE))).toList();
        long leftOut = all.count() - lake.values().stream().mapToLong(Certificate.Part::rows).sum();
        Certificate.Side side = new Certificate.Side(of, true, ranges, Map.of(), leftOut, events ? with(notes, "of change events offset, key and kind are compared") : notes);
        missed = side.agrees() ? Optional.empty() : Optional.of(failure(side, lakes, theirs, places));
        return side;
    }

    private static String with(String notes, String more) {
        return notes == null ? more : notes + "; " + more;
    }

    private Column hash(boolean told) {
        List<Column> columns = new ArrayList<>();
        if (events) {
            reading.key().forEach(name -> columns.add(Changes.quoted(name)));
        } else {
            columns.add(Changes.hash(reading));
        }
        if (told) {
            columns.add(col(Batch.OP));
        }
        return xxhash64(columns.toArray(Column[]::new));
    }

    private Dataset<Row> theirs(List<Retained.Place> places) {
        Dataset<Row> all = null;
        for (int i = 0; i < places.size(); i++) {
            Dataset<Row> read = source.read(spark, reading, places.get(i).range());
            boolean told = List.of(read.columns()).contains(Batch.OP);
            Dataset<Row> records = (told ? read.where(col(Batch.OP).notEqual(Batch.TRUNCATED)) : read).select(lit(i).as(PLACE), at(places.get(i)).as(AT), hash(told).as(HASH));
            all = all == null ? records : all.unionByName(records);
        }
        return all;
    }

    private static Column at(Retained.Place place) {
        return place.at().map(name -> Changes.quoted(name).cast("string")).orElse(lit(null).cast("string"));
    }

    private Dataset<Row> lakes(List<Retained.Place> places) {
        Dataset<Row> captured = Captured.fitted(spark.read().format("delta").option("versionAsOf", head.version()).load(capture.table()), reading.columns());
        Column place = lit(null).cast("int");
        Column at = lit(null).cast("string");
        for (int i = places.size() - 1; i >= 0; i--) {
            Retained.Place one = places.get(i);
            Column in = col(Batch.SEQ).geq(Changes.firstSeq(one.first())).and(col(Batch.SEQ).lt(Changes.firstSeq(one.last() + 1)));
            in = one.where().map(where -> expr(where)).map(in::and).orElse(in);
            place = when(in, i).otherwise(place);
            at = when(in, at(one)).otherwise(at);
        }
        boolean told = reading.capture().mode().orElseThrow() != CaptureMode.APPEND;
        Dataset<Row> records = captured.select(col(Batch.SEQ), col(Batch.OP), place.as(PLACE), at.as(AT), hash(told).as(HASH));
        return events ? withoutTruncated(records) : records;
    }

    /** A truncate has deleted the rows of earlier records, which have their places. */
    private static Dataset<Row> withoutTruncated(Dataset<Row> records) {
        Dataset<Row> first = records.groupBy(PLACE, AT).agg(min(Batch.SEQ).as("first")).withColumnsRenamed(Map.of(PLACE, "of", AT, "record"));
        return records.join(first, col(PLACE).equalTo(col("of")).and(col(AT).equalTo(col("record"))), "left").where(col(Batch.OP).notEqual("d").or(col("first").isNull()).or(col(Batch.SEQ).equalTo(col("first")))).drop("of", "record", "first");
    }

    /** Without what the source took away by itself. */
    private static Dataset<Row> kept(Dataset<Row> lakes, Dataset<Row> theirs, List<Retained.Place> places) {
        Object[] thinned = IntStream.range(0, places.size()).filter(i -> !places.get(i).whole()).boxed().toArray();
        if (thinned.length == 0) {
            return lakes;
        }
        Dataset<Row> there = theirs.where(col(PLACE).isin(thinned)).select(col(PLACE).as("of"), col(AT).as("record")).distinct();
        Dataset<Row> both = lakes.where(col(PLACE).isin(thinned)).join(there, col(PLACE).equalTo(col("of")).and(col(AT).equalTo(col("record"))), "left_semi");
        return lakes.where(org.apache.spark.sql.functions.not(col(PLACE).isin(thinned))).unionByName(both);
    }

    private LeatException failure(Certificate.Side side, Dataset<Row> lakes, Dataset<Row> theirs, List<Retained.Place> places) {
        Object[] differing = side.differing().stream().map(Certificate.Range::range).toArray();
        Dataset<Row> lake = counted(lakes, differing, "lake");
        Dataset<Row> there = counted(theirs, differing, "there");
        Column same = col("lake." + PLACE).equalTo(col("there." + PLACE)).and(col("lake." + AT).eqNullSafe(col("there." + AT))).and(col("lake." + HASH).equalTo(col("there." + HASH)));
        Dataset<Row> records = lake.join(there, same, "full_outer").selectExpr("coalesce(lake." + PLACE + ", there." + PLACE + ") place", "coalesce(lake." + AT + ", there." + AT + ") at",
            "greatest(coalesce(there.n, 0) - coalesce(lake.n, 0), 0) missing", "greatest(coalesce(lake.n, 0) - coalesce(there.n, 0), 0) extra").groupBy("place", "at")
            .agg(expr("sum(missing)").as("missing"), expr("sum(extra)").as("extra")).where("missing > 0 or extra > 0").withColumn("other", expr("if(at is null, 0, least(missing, extra))"));
        Dataset<Row> known = records.localCheckpoint();
        String told = known.groupBy("place").agg(expr("sum(missing - other)"), expr("sum(extra - other)"), expr("sum(other)")).orderBy("place").limit(SHOWN).collectAsList().stream()
            .map(row -> told(places.get(row.getInt(0)), row, known.where(col("place").equalTo(row.getInt(0))))).collect(Collectors.joining("; "));
        return new LeatException(Kind.DATA, "pipeline '" + approved.name() + "'", side.of() + " and the lake differ in " + side.differing().size() + " of " + places.size() + " places: " + told
            + (side.differing().size() > SHOWN ? "; ..." : ""), "Restore the lake from a backup, or send once more what was missed");
    }

    private static Dataset<Row> counted(Dataset<Row> records, Object[] places, String name) {
        return records.where(col(PLACE).isin(places)).groupBy(PLACE, AT, HASH).agg(count(lit(1)).as("n")).as(name);
    }

    private static String told(Retained.Place place, Row row, Dataset<Row> records) {
        String counts = place.name() + ": " + row.getLong(1) + " records were never captured, " + row.getLong(2) + " are only in the lake" + (place.at().isPresent() ? ", " + row.getLong(3) + " have other values" : "");
        return place.at().map(at -> counts + "; " + at + " " + records.orderBy(col("at").cast("bigint")).limit(SHOWN).collectAsList().stream().map(one -> one.getString(1)).collect(Collectors.joining(", "))).orElse(counts);
    }
}
