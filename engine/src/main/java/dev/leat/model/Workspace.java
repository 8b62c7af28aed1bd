package dev.leat.model;

import java.util.Map;
import java.util.Optional;

/**
 * {@code leat.yaml}: connections, lake, and the services that a workspace uses.
 *
 * @param workspace   its name
 * @param lake        any Hadoop path, or a path relative to the workspace
 * @param connections by name
 * @param assistant   the language model that is asked when mappings are proposed; absent: none
 */
public record Workspace(String workspace, String lake, Map<String, Connection> connections, Optional<Spark> spark,
                        Optional<LanguageModel> assistant, Optional<Airflow> airflow) {
    /** Where Spark runs, and settings out of an allowlist. Absent: {@code local[*]}. */
    public record Spark(Optional<String> master, Map<String, String> conf) {
        public Spark {
            conf = Map.copyOf(conf);
        }
    }

    /**
     * Where generated DAGs run.
     *
     * @param embedded an Airflow that {@code leat up} starts, in place of {@code url}, {@code user} and {@code password}
     * @param url      such as {@code http://localhost:8080}
     * @param user     who may change DAGs and begin runs
     * @param dags     the folder that Airflow reads DAG files from, relative to the workspace; absent for an embedded one: {@code .leat/embedded/airflow/dags}
     */
    public record Airflow(Optional<Embedded> embedded, Optional<String> url, Optional<String> user, Optional<Secret> password, Optional<String> dags) {
        /** Of an embedded one, among the names of connections. */
        public static final String NAME = "airflow";

        public Airflow {
            boolean login = url.isPresent() && user.isPresent() && password.isPresent();
            boolean any = url.isPresent() || user.isPresent() || password.isPresent();
            if (embedded.isPresent() ? any : !login) {
                throw new IllegalArgumentException(embedded.isPresent() ? "'embedded' excludes 'url', 'user' and 'password'" : "write 'url', 'user' and 'password', or 'embedded: {}'");
            }
            dags = dags.or(() -> embedded.map(server -> ".leat/embedded/" + NAME + "/dags"));
        }
    }

    public Workspace {
        connections = Map.copyOf(connections);
    }

    public String master() {
        return spark.flatMap(Spark::master).orElse("local[*]");
    }
}
