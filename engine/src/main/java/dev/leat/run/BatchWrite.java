package dev.leat.run;

import static org.apache.spark.sql.functions.col;

import dev.leat.connect.Batch;
import dev.leat.connect.Destination;
import dev.leat.connect.Failure;
import dev.leat.connect.Failures;
import dev.leat.connect.Written;
import dev.leat.lake.Lease;
import dev.leat.model.Counted;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.WriteMode;
import dev.leat.plan.ApprovedPipeline;
import dev.leat.transform.Counters;
import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The one write function: backfill, scheduled drain, live and replay all come through here. Captured rows become destination rows, what fails goes to
 * the backlog. Called again with the same rows, application and id it changes nothing.
 */
final class BatchWrite {
    private final SparkSession spark;
    private final ApprovedPipeline approved;
    private final Destination destination;
    private final BacklogTable backlog;
    private final Lease lease;
    private final Totals totals;
    private final String run;

    BatchWrite(SparkSession spark, ApprovedPipeline approved, Destination destination, BacklogTable backlog, Lease lease, Totals totals, String run) {
        this.spark = spark;
        this.approved = approved;
        this.destination = destination;
        this.backlog = backlog;
        this.lease = lease;
        this.totals = totals;
        this.run = run;
    }

    /** What became of a batch; deletes count as written. */
    record Done(long written, long older, long backlogged) {}

    /** Whether a batch may hold several versions of a key. */
    enum Versions { ONE, MANY }

    /**
     * @param captured rows of the capture
     * @param from     no row has a lower {@code _leat_seq}
     * @throws LeatException of kind DATA when more records failed than the pipeline's limit allows; the batch counts as not written and comes again
     */
    Done write(Dataset<Row> captured, long from, Versions versions, String application, long id) {
        Failures failures = new Failures();
        Counters counters = new Counters();
        spark.sparkContext().register(failures);
        spark.sparkContext().register(counters);
        Dataset<Row> identified = captured.withColumn(Batch.ID, Ids.of(approved.reading().key()));
        Dataset<Row> mapped = timed(captured, approved.program().apply(spark, wanted(identified, versions, failures), failures, counters));
        lease.check();
        Written written = destination.write(new Batch(approved.pipeline().destination(), approved.layout(), mapped, application, id, failures));
        Collection<Failure> failed = failures.value();
        backlog.arrived(identified, from, failed, run);
        backlog.failed(failed, identified, approved.reading(), run, approved.content());
        totals.add(written, failed.size(), counters);
        if (approved.pipeline().limit().exceededBy(totals.backlogged(), totals.judged())) {
            throw new LeatException(Kind.DATA, "pipeline '" + approved.pipeline().name() + "'", totals.backlogged() + " of " + Counted.of(totals.read(), "record")
                + " failed, more than the limit of " + approved.pipeline().limit() + "; the checkpoint stays where it was",
                "See why: leat backlog explain \"" + approved.pipeline().name() + "\", then correct the mapping or raise backlog.limit");
        }
        return new Done(written.written() + written.deleted(), written.older(), failed.size());
    }

    private Dataset<Row> timed(Dataset<Row> captured, Dataset<Row> mapped) {
        return approved.pipeline().writeMode() == WriteMode.HISTORY ? Changes.timed(captured, mapped) : mapped;
    }

    private Dataset<Row> wanted(Dataset<Row> identified, Versions versions, Failures failures) {
        if (approved.pipeline().writeMode() == WriteMode.APPEND) {
            return identified.where(col(Batch.OP).notEqual("d"));
        }
        Dataset<Row> complete = approved.keyIsCertain() ? identified : Ids.complete(identified, approved.reading().key(), failures);
        return versions == Versions.MANY && approved.pipeline().writeMode() != WriteMode.HISTORY ? Changes.newest(complete, List.of(Batch.ID)) : complete;
    }
}
