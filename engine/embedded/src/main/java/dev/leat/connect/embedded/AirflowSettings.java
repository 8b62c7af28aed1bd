package dev.leat.connect.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Airflow is told, as {@code section.option}: in files that only the owner can read, as its keys are among it.
 *
 * @param passwords by user, as JSON
 */
record AirflowSettings(Path data, Map<String, String> options, String passwords) {

    static AirflowSettings of(Place place, String user) {
        Path data = place.data();
        String address = "http://127.0.0.1:" + place.port();
        Map<String, String> options = new TreeMap<>();
        options.put("core.executor", "LocalExecutor");
        options.put("core.dags_folder", place.home().resolve("dags").toString());
        options.put("core.load_examples", "False");
        options.put("core.parallelism", "8");
        options.put("core.execution_api_server_url", address + "/execution/");
        options.put("core.simple_auth_manager_users", user + ":admin");
        options.put("core.simple_auth_manager_passwords_file", data.resolve("passwords.json").toString());
        options.put("core.min_serialized_dag_update_interval", "0");
        options.put("core.min_serialized_dag_fetch_interval", "1");
        options.put("database.sql_alchemy_conn", "sqlite:///" + data.resolve("airflow.db") + "?timeout=60"); // SQLite's writers wait for each other, on a busy machine longer than its five seconds
        options.put("api.host", "127.0.0.1");
        options.put("api.port", String.valueOf(place.port()));
        options.put("api.base_url", address);
        options.put("api.workers", "1");
        options.put("api.secret_key", key("pages", place));
        options.put("api_auth.jwt_secret", key("tokens", place));
        options.put("dag_processor.refresh_interval", "1");
        options.put("dag_processor.bundle_refresh_check_interval", "1");
        options.put("dag_processor.min_file_process_interval", "30");
        options.put("dag_processor.parsing_processes", "1");
        // It tells each second that it has found nothing.
        options.put("logging.namespace_levels", "airflow.dag_processing.manager.DagFileProcessorManager=WARNING");
        options.put("logging.base_log_folder", data.resolve("logs").toString());
        options.put("scheduler.catchup_by_default", "False");
        options.put("usage_data_collection.enabled", "False");
        options.putAll(place.settings());
        return new AirflowSettings(data, options, "{\"" + user + "\": \"" + place.password() + "\"}");
    }

    /** Of Airflow's processes. */
    static Map<String, String> environment(Path data) {
        String java = System.getProperty("java.home");
        return Map.of("LANG", "C.UTF-8", "TZ", "UTC", "HOME", System.getProperty("user.home"), "JAVA_HOME", java, "AIRFLOW_HOME", data.toString());
    }

    void write() {
        StringBuilder text = new StringBuilder();
        String section = "";
        for (Map.Entry<String, String> option : options.entrySet()) {
            String[] name = option.getKey().split("\\.", 2);
            if (!name[0].equals(section)) {
                section = name[0];
                text.append('[').append(section).append("]\n");
            }
            text.append(name[1]).append(" = ").append(option.getValue().replace("%", "%%")).append('\n');
        }
        Folders.writePrivate(data.resolve("airflow.cfg"), text.toString());
        Folders.writePrivate(Path.of(options.get("core.simple_auth_manager_passwords_file")), passwords);
        try {
            Files.createDirectories(Path.of(options.get("core.dags_folder")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same at each start, so that who is logged in stays so. */
    private static String key(String purpose, Place place) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest((purpose + "\n" + place.password()).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return data.toString();
    }
}
