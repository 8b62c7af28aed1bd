package dev.leat.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;

import dev.leat.connect.Batch;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Source;
import dev.leat.lake.CaptureLog;
import dev.leat.lake.Certificate;
import dev.leat.model.Capture;
import dev.leat.model.CaptureMode;
import dev.leat.model.Counted;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.plan.ApprovedPipeline;
import dev.leat.transform.Captured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A whole read of a source, in one view where it has such a thing, against the newest version of each record in the lake. What changed at the source since the capture differs as well: it is
 * captured again then, and the ranges that differed are compared again. What still differs when there was nothing left to capture was missed. Records that never change are compared by
 * {@link RetainedStep}.
 */
final class SourceStep {
    private static final int ROUNDS = 4;
    private static final int SHOWN = 10;
    private static final String HASH = "_leat_hash";

    private final SparkSession spark;
    private final ApprovedPipeline approved;
    private final CaptureLog capture;
    private final Source source;
    private Optional<LeatException> missed = Optional.empty();

    SourceStep(SparkSession spark, ApprovedPipeline approved, CaptureLog capture, Source source) {
        this.spark = spark;
        this.approved = approved;
        this.capture = capture;
        this.source = source;
    }

    /** @param captureAgain brings what is new now */
    Certificate.Side run(Runnable captureAgain) {
        Reading reading = approved.reading();
        String of = approved.source().name() + ": " + reading.entity();
        RetainedStep kept = new RetainedStep(spark, approved, capture, source);
        Optional<Certificate.Side> unchanging = kept.run(of);
        missed = kept.missed();
        if (unchanging.isPresent()) {
            return unchanging.get();
        }
        if (reading.key().isEmpty() || !source.modes(reading.entity()).contains(CaptureMode.SNAPSHOT)) {
            boolean all = source.next(reading, capture.head().map(CaptureLog.Head::position)).isEmpty();
            return Certificate.Side.not(of, "not comparable: " + (reading.key().isEmpty() ? "its records have no key" : "its records cannot be read as they stand now")
                + (all ? "; all that is there has been read" : "; more has come since"));
        }
        Map<Integer, Certificate.Range> ranges = new TreeMap<>();
        compare(Optional.empty()).forEach(range -> ranges.put(range.range(), range));
        int rounds = 1;
        boolean more = true;
        while (differing(ranges) > 0 && more && rounds < ROUNDS) {
            long before = number();
            captureAgain.run();
            more = number() > before; // a commit may have no rows, when those that changed have changed again
            List<Certificate.Range> again = ranges.values().stream().filter(range -> !range.agrees()).toList();
            again.forEach(range -> ranges.remove(range.range()));
            compare(Optional.of(again)).forEach(range -> ranges.put(range.range(), range));
            rounds++;
        }
        String note = rounds > 2 || rounds > 1 && more ? "the source moved: what it changed meanwhile was captured, and the ranges concerned were compared again at the later position" : null;
        Certificate.Side side = new Certificate.Side(of, true, List.copyOf(ranges.values()), Map.of(), 0, note);
        missed = side.agrees() ? Optional.empty() : Optional.of(failure(side, more));
        return side;
    }

    /** What differs, after {@link #run}. */
    Optional<LeatException> missed() {
        return missed;
    }

    private long number() {
        return capture.head().map(CaptureLog.Head::number).orElse(0L);
    }

    private static long differing(Map<Integer, Certificate.Range> ranges) {
        return ranges.values().stream().filter(range -> !range.agrees()).count();
    }

    private List<Certificate.Range> compare(Optional<List<Certificate.Range>> only) {
        return Sums.ranges(Sums.of(only(lakes(), only)), Sums.of(only(theirs(), only)));
    }

    private static Dataset<Row> only(Dataset<Row> records, Optional<List<Certificate.Range>> ranges) {
        return ranges.map(list -> records.where(Sums.in(list))).orElse(records);
    }

    private Dataset<Row> lakes() {
        Dataset<Row> captured = spark.read().format("delta").option("versionAsOf", capture.head().orElseThrow().version()).load(capture.table());
        return Captured.fitted(captured, approved.reading().columns()).select(Ids.of(approved.reading().key()), col(Batch.SEQ), col(Batch.OP), Changes.hash(approved.reading()).as(HASH)).where(col(Batch.ID).isNotNull())
            .groupBy(Batch.ID).agg(max_by(struct(col(Batch.OP), col(HASH)), col(Batch.SEQ)).as("newest")).where("newest." + Batch.OP + " <> 'd'").select(col(Batch.ID), col("newest." + HASH));
    }

    private Dataset<Row> theirs() {
        Reading whole = new Reading(approved.reading().entity(), approved.reading().columns(), approved.reading().key(), Capture.of("snapshot"));
        Optional<Range> range = source.next(whole, Optional.empty());
        return source.read(spark, whole, range.orElseThrow()).select(Ids.of(whole.key()), Changes.hash(whole).as(HASH)).where(col(Batch.ID).isNotNull());
    }

    private LeatException failure(Certificate.Side side, boolean moving) {
        if (moving) {
            return new LeatException(Kind.SYSTEM, "pipeline '" + approved.name() + "'", side.differing().size() + " of " + Sums.RANGES + " ranges of " + side.of() + " changed faster than they could be compared",
                "Verify when the source is quieter");
        }
        Optional<List<Certificate.Range>> ranges = Optional.of(side.differing());
        Dataset<Row> lake = only(lakes(), ranges).as("lake");
        Dataset<Row> there = only(theirs(), ranges).as("there");
        Dataset<Row> keys = lake.join(there, col("lake." + Batch.ID).equalTo(col("there." + Batch.ID)), "full_outer").where(not(col("lake." + HASH).eqNullSafe(col("there." + HASH))))
            .select(coalesce(col("lake." + Batch.ID), col("there." + Batch.ID)).as("id"), col("lake." + HASH).as("lake"), col("there." + HASH).as("there")).localCheckpoint();
        Row counts = keys.selectExpr("count(*)", "count_if(lake is null)", "count_if(there is null)").head();
        List<String> some = new ArrayList<>();
        keys.orderBy("id").limit(SHOWN).select("id").collectAsList().forEach(row -> some.add(row.getString(0)));
        return new LeatException(Kind.DATA, "pipeline '" + approved.name() + "'", side.of() + " and the lake differ in " + Counted.of(counts.getLong(0), "record") + ", in "
            + side.differing().size() + " of " + Sums.RANGES + " ranges: " + counts.getLong(1) + " were never captured, " + counts.getLong(2) + " are gone from the source, " + (counts.getLong(0) - counts.getLong(1) - counts.getLong(2))
            + " have other values; among them " + String.join(", ", some) + "; ranges "
            + Difference.shown(side.differing().stream().map(Certificate.Range::range).toList()), "The way of capture does not see them: 'leat plan' says what it misses; capture: snapshot finds all");
    }
}
