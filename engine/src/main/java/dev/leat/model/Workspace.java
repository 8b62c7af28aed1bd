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


    /** Where generated DAGs run. */
    public record Airflow(String url, String user, Secret password, Optional<String> dags) {}

    public Workspace {
        connections = Map.copyOf(connections);
    }

    public String master() {
        return spark.flatMap(Spark::master).orElse("local[*]");
    }
}
