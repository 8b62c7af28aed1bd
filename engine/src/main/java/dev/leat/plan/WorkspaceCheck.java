package dev.leat.plan;

import dev.leat.model.Problem;
import dev.leat.model.Problems;
import dev.leat.model.Workspace;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code leat.yaml}: where Spark runs, and the settings that a user may give it. */
final class WorkspaceCheck {
    private static final Pattern MASTER = Pattern.compile("local(\\[(\\*|[1-9]\\d*)])?|spark://[^\\s/:]+:\\d+(,[^\\s/:]+:\\d+)*|yarn|k8s://\\S+");
    private static final List<String> ALLOWED = List.of("spark.cores.max", "spark.default.parallelism", "spark.driver.cores", "spark.driver.host",
        "spark.driver.bindAddress", "spark.driver.port", "spark.driver.blockManager.port", "spark.driver.maxResultSize", "spark.driver.memory", "spark.driver.memoryOverhead",
        "spark.dynamicAllocation.*", "spark.eventLog.*", "spark.executor.*", "spark.hadoop.*", "spark.io.compression.codec", "spark.kubernetes.*", "spark.local.dir", "spark.locality.wait",
        "spark.memory.*", "spark.network.timeout", "spark.shuffle.service.*", "spark.sql.adaptive.*", "spark.sql.files.maxPartitionBytes", "spark.sql.shuffle.partitions", "spark.submit.deployMode",
        "spark.task.cpus", "spark.ui.enabled", "spark.ui.port", "spark.yarn.queue", "spark.yarn.am.memory", "spark.yarn.stagingDir");
    /** They decide what an expression means or which code runs, so no file may: an approval would not cover them. */
    private static final Pattern OWN = Pattern.compile("spark\\.sql\\.(ansi|session|extensions|catalog|caseSensitive|storeAssignmentPolicy|legacy|warehouse|hive|queryExecutionListeners"
        + "|streaming|sources|parquet|columnVector|cache|codegen|optimizer|planner|redaction|execution|artifact).*|.*(timeZone|[cC]lassPath|ClassPathFirst|JavaOptions|LibraryPath|[pP]lugin|[lL]istener).*"
        + "|spark\\.(jars|plugins|files|archives|pyspark|repl|databricks|serializer|kryo|closure|extraListeners|driver\\.userClassPathFirst|app|master|submit\\.py|r\\.|python|connect).*"
        + "|spark\\.yarn\\.(jars|archive|dist).*|spark\\.hadoop\\.hive.*|spark\\.kubernetes\\.python.*|spark\\.executor\\.(pyspark|python|id).*");

    private final Document<Workspace> root;
    private final Problems problems;

    WorkspaceCheck(Document<Workspace> root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    void check() {
        root.value().spark().ifPresent(spark -> spark("spark", spark));
        root.value().airflow().ifPresent(airflow -> {
            if (airflow.embedded().isPresent() && root.value().connections().containsKey(Workspace.Airflow.NAME)) {
                problems.add(root.file() + ": connections." + Workspace.Airflow.NAME, "the embedded Airflow has this name", "Give the connection another one");
            }
            airflow.spark().ifPresent(spark -> spark("airflow.spark", spark));
            new TreeMap<>(airflow.pools()).keySet().stream().filter(name -> !root.value().connections().containsKey(name))
                .forEach(name -> problems.add(root.file() + ": airflow.pools." + name, "'" + name + "' is no connection", Problem.choices(root.value().connections().keySet())));
        });
    }

    private void spark(String key, Workspace.Spark spark) {
        spark(root.file() + ": " + key + ".", spark, problems);
    }

    /** @param where what its keys come after */
    static void spark(String where, Workspace.Spark spark, Problems problems) {
        spark.master().filter(master -> !MASTER.matcher(master).matches()).ifPresent(master -> problems.add(where + "master", "'" + master + "' is no master",
            Problem.choices(List.of("local[N]", "local[*]", "spark://HOST:PORT", "yarn", "k8s://https://HOST:PORT"))));
        new TreeMap<>(spark.conf()).keySet().forEach(setting -> setting(where + "conf." + setting, setting, problems));
    }

    private static void setting(String where, String key, Problems problems) {
        if (OWN.matcher(key).matches()) {
            problems.add(where, "this setting is Leat's own, because it decides what an approved mapping means or which code runs", "Leave it out");
        } else if (ALLOWED.stream().noneMatch(allowed -> allowed.endsWith("*") ? key.startsWith(allowed.substring(0, allowed.length() - 1)) : key.equals(allowed))) {
            problems.add(where, "this setting is not among those that a workspace may set", Problem.choices(Stream.of(ALLOWED).flatMap(List::stream).toList()));
        }
    }
}
