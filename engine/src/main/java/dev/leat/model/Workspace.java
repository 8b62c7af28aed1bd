package dev.leat.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code leat.yaml}: connections, lake, and the services that a workspace uses.
 *
 * @param workspace   its name
 * @param lake        any Hadoop path, or a path relative to the workspace
 * @param connections by name
 * @param assistant   the language model that is asked when mappings are proposed; absent: none
 * @param care        how the lake is kept small
 */
public record Workspace(String workspace, String lake, Map<String, Connection> connections, Optional<Spark> spark,
                        Optional<LanguageModel> assistant, Optional<Airflow> airflow, Optional<Care> care) {
    /** Where Spark runs, and settings out of an allowlist. Absent: {@code local[*]}. */
    public record Spark(Optional<String> master, Map<String, String> conf) {
        public Spark {
            conf = Map.copyOf(conf);
        }
    }

    /**
     * Where generated DAGs run.
     *
     * @param embedded  an Airflow that {@code leat up} starts, in place of {@code url}, {@code user} and {@code password}
     * @param url       such as {@code http://localhost:8080}
     * @param user      who may change DAGs and begin runs
     * @param dags      the folder that Airflow reads them from, relative to the workspace; absent: {@code dags}, for an embedded one {@code .leat/embedded/airflow/dags}
     * @param leat      the program on Airflow's machine; absent: where it is here
     * @param workspace this workspace's folder on Airflow's machine; absent: where it is here
     * @param pools     by connection, how many tasks may use it at a time; absent: as many as Airflow starts
     * @param spark     for runs under Airflow, in place of the workspace's
     * @param git       whether {@code dags} is in a Git working tree, and what is deployed there is committed, those files alone; absent: no
     */
    public record Airflow(Optional<Embedded> embedded, Optional<String> url, Optional<String> user, Optional<Secret> password, Optional<String> dags, Optional<String> leat,
                          Optional<String> workspace, Map<String, Integer> pools, Optional<Spark> spark, Optional<Boolean> git) {
        /** Of an embedded one, among the names of connections. */
        public static final String NAME = "airflow";

        public Airflow {
            boolean any = url.isPresent() || user.isPresent() || password.isPresent();
            boolean all = url.isPresent() && user.isPresent() && password.isPresent();
            if (embedded.isPresent() && any) {
                throw new IllegalArgumentException("'embedded' excludes 'url', 'user' and 'password'");
            }
            if (any && !all) {
                throw new IllegalArgumentException("'url', 'user' and 'password' go together");
            }
            dags = dags.or(() -> Optional.of(embedded.isPresent() ? ".leat/embedded/" + NAME + "/dags" : "dags"));
            pools = Map.copyOf(pools);
            if (pools.values().stream().anyMatch(tasks -> tasks < 1)) {
                throw new IllegalArgumentException("a pool has room for at least one task");
            }
        }
    }

    public Workspace {
        connections = Map.copyOf(connections);
    }

    /** With this master if it names one, and these settings over its own. */
    public Workspace on(Spark other) {
        Map<String, String> conf = new HashMap<>(spark.map(Spark::conf).orElse(Map.of()));
        conf.putAll(other.conf());
        return new Workspace(workspace, lake, connections, Optional.of(new Spark(other.master().or(() -> spark.flatMap(Spark::master)), conf)), assistant, airflow, care);
    }

    public String master() {
        return spark.flatMap(Spark::master).orElse("local[*]");
    }
}
