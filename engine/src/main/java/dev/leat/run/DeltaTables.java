package dev.leat.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Yaml;
import java.util.OptionalLong;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** What Delta's log says of a table. */
final class DeltaTables {
    private DeltaTables() {}

    static boolean exists(SparkSession spark, String path) {
        return snapshot(spark, path).version() >= 0;
    }

    /** -1 when the table does not exist. */
    static long version(SparkSession spark, String path) {
        return snapshot(spark, path).version();
    }

    /** How many the newest version has; 0 where there is no table. */
    static long files(SparkSession spark, String path) {
        Snapshot now = snapshot(spark, path);
        return now.version() < 0 ? 0 : now.numOfFiles();
    }

    /** The newest transaction version that this application committed. */
    static OptionalLong transaction(SparkSession spark, String path, String application) {
        Option<Object> version = snapshot(spark, path).transactions().get(application);
        return version.isEmpty() ? OptionalLong.empty() : OptionalLong.of((Long) version.get());
    }

    /** Rows that the commit of this version wrote, as the commit itself tells. */
    static long rowsWritten(SparkSession spark, String path, long version) {
        DeltaLog log = DeltaLog.forTable(spark, path);
        Path commit = new Path(log.logPath(), String.format("%020d.json", version));
        for (String line : CollectionConverters.asJava(log.store().read(commit, spark.sessionState().newHadoopConf()))) {
            try {
                JsonNode info = Yaml.json().readTree(line).path("commitInfo");
                if (!info.isMissingNode()) {
                    return info.path("operationMetrics").path("numOutputRows").asLong(0);
                }
            } catch (JsonProcessingException e) {
                throw new LeatException(Kind.SYSTEM, "lake: " + commit, "the commit is not readable", "Restore the lake from a backup", e);
            }
        }
        return 0;
    }

    private static Snapshot snapshot(SparkSession spark, String path) {
        DeltaLog log = DeltaLog.forTable(spark, path);
        return log.update(false, Option.empty(), Option.empty());
    }
}
