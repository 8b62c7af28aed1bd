package dev.leat.run;

import static org.apache.spark.sql.functions.col;

import dev.leat.connect.Batch;
import dev.leat.connect.Destination;
import dev.leat.connect.Held;
import dev.leat.lake.Certificate;
import dev.leat.lake.Lake;
import dev.leat.lake.PipelineLog;
import dev.leat.model.WriteMode;
import dev.leat.plan.ApprovedPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What the lake says that a destination should hold against what it holds: both are cut into ranges of a hash of the key, and of each range the rows are counted and summed up by a
 * checksum; only ranges that differ are looked at row by row. A key whose newest version waits in the backlog, was discarded, cannot be made now, or is filtered out by the pipeline may have
 * any older version in the destination, and is left out.
 */
final class ReconcileStep {
    /** What is compared of each row. */
    enum Depth {
        /** Its key and version, which were written as one with its values. */
        VERSIONS,
        /** Also each field that the mapping makes, as far as the destination gives it back exactly. */
        VALUES
    }

    private final SparkSession spark;
    private final Lake lake;
    private final ApprovedPipeline approved;
    private final Destination destination;

    ReconcileStep(SparkSession spark, Lake lake, ApprovedPipeline approved, Destination destination) {
        this.spark = spark;
        this.lake = lake;
        this.approved = approved;
        this.destination = destination;
    }

    /**
     * @param side      for a certificate
     * @param different the keys that differ, when any do
     */
    record Outcome(Certificate.Side side, Optional<Difference> different) {}

    Outcome run(Depth depth) {
        Optional<PipelineLog.State> state = lake.pipeline(approved.pipeline()).state().filter(PipelineLog.State::filled);
        Optional<String> reason = state.isEmpty() ? Optional.of("nothing has been written yet") : approved.pipeline().writeMode() != WriteMode.UPSERT
            ? Optional.of("only upserts are compared, and this is '" + approved.pipeline().writeMode().name().toLowerCase(Locale.ROOT) + "'")
            : sameKey() ? Optional.empty() : Optional.of("the labels made another type of the key, so its text is another");
        if (reason.isPresent()) {
            return none(reason.get());
        }
        ComparedFields fields = new ComparedFields(approved.layout(), approved.pipeline().transformers());
        return destination.held(spark, approved.pipeline().destination(), approved.layout(), depth == Depth.VALUES ? fields.names() : List.of())
            .map(held -> compare(held, fields, new LakeSide(spark, lake, approved, state.get().written()), depth))
            .orElseGet(() -> none("the destination cannot say which rows it has"));
    }

    private Outcome none(String reason) {
        return new Outcome(Certificate.Side.not(of(), reason), Optional.empty());
    }

    private String of() {
        return approved.destination().name() + ": " + approved.pipeline().destination();
    }

    /** A key that the labels made another type of has another text. */
    private boolean sameKey() {
        List<String> source = approved.reading().key();
        List<String> fields = approved.layout().key();
        return fields.isEmpty() || IntStream.range(0, fields.size()).allMatch(i -> type(approved.reading().columns(), source.get(i)).equals(type(approved.layout().fields(), fields.get(i))));
    }

    private static String type(List<dev.leat.model.Column> columns, String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst().flatMap(dev.leat.model.Column::type).orElseThrow().toLowerCase(Locale.ROOT).replace(" ", "");
    }

    private Outcome compare(Held held, ComparedFields fields, LakeSide lakes, Depth depth) {
        boolean versioned = List.of(held.rows().columns()).contains(Batch.SEQ);
        List<ComparedFields.Pair> pairs = depth == Depth.VALUES ? fields.pairs(held.rows().schema(), held.without()) : List.of();
        Dataset<Row> expected = selected(depth == Depth.VALUES ? lakes.values() : lakes.versions(), pairs, versioned, ComparedFields.Pair::made);
        Dataset<Row> theirs = selected(identified(held.rows(), versioned), pairs, versioned, ComparedFields.Pair::held);
        var expectedSums = Sums.of(expected);
        lakes.leaveOutUnmade();
        List<Certificate.Range> ranges = Sums.ranges(expectedSums, Sums.of(lakes.known(theirs)));
        Certificate.Side side = new Certificate.Side(of(), true, ranges, depth == Depth.VALUES ? fields.without() : java.util.Map.of(), lakes.leftOut(),
            depth == Depth.VALUES ? null : "keys and versions");
        if (side.agrees()) {
            return new Outcome(side, Optional.empty());
        }
        Column different = Sums.in(side.differing());
        Difference difference = Difference.of(approved, lakes, expected.where(different), lakes.known(theirs).where(different), pairs.stream().map(ComparedFields.Pair::name).toList(), side.differing().stream().map(Certificate.Range::range).toList());
        return new Outcome(side, Optional.of(difference));
    }

    private Dataset<Row> identified(Dataset<Row> held, boolean versioned) {
        Dataset<Row> own = versioned ? held.where(col(Batch.SEQ).isNotNull()) : held;
        return List.of(own.columns()).contains(Batch.ID) ? own : own.withColumn(Batch.ID, Ids.of(approved.layout().key()));
    }

    private static Dataset<Row> selected(Dataset<Row> rows, List<ComparedFields.Pair> pairs, boolean versioned, java.util.function.Function<ComparedFields.Pair, Column> form) {
        List<Column> columns = new ArrayList<>(List.of(col(Batch.ID)));
        if (versioned) {
            columns.add(col(Batch.SEQ));
        }
        pairs.forEach(pair -> columns.add(form.apply(pair).as(pair.name())));
        return rows.select(columns.toArray(Column[]::new));
    }
}
