package dev.leat.connect.delta;

import dev.leat.connect.Batch;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.Dataset$;
import org.apache.spark.sql.classic.SparkSession;

/** A session whose next merge carries a batch's transaction id. Delta takes it from the session, so it is one of its own: another pipeline's merge must not get it. */
final class TransactionId implements AutoCloseable {
    private static final String APPLICATION = "spark.databricks.delta.write.txnAppId";
    private static final String VERSION = "spark.databricks.delta.write.txnVersion";
    private final SparkSession session;

    TransactionId(Batch batch) {
        session = ((SparkSession) batch.rows().sparkSession()).cloneSession();
        session.conf().set(APPLICATION, batch.application());
        session.conf().set(VERSION, batch.id());
        // The rows are computed and kept already
        session.conf().set("spark.databricks.delta.merge.materializeSource", "none");
    }

    SparkSession session() {
        return session;
    }

    Dataset<Row> in(Dataset<Row> rows) {
        return Dataset$.MODULE$.ofRows(session, ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().analyzed());
    }

    @Override
    public void close() {
        session.conf().unset(APPLICATION);
        session.conf().unset(VERSION);
    }
}
