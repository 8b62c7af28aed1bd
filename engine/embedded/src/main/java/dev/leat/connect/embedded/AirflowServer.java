package dev.leat.connect.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Apache Airflow on SQLite: API server, scheduler and DAG processor, kept together by {@link AirflowProcesses}. Its tasks run on this machine, as whoever started it, and see
 * nothing of the caller's environment but {@code PATH} and the variables that are passed to them ({@link EmbeddedServers#passing}). DAG files are read from {@code dags/} beside the data, unless the setting {@code core.dags_folder} names another folder.
 */
public final class AirflowServer implements EmbeddedServer {
    private static final String USER = "leat";

    @Override
    public String type() {
        return "airflow";
    }

    @Override
    public String program() {
        return "java";
    }

    /** Airflow's processes rename themselves to {@code airflow ...} after they have started as {@code python -m airflow ...}. */
    @Override
    public boolean child(String command) {
        return command.startsWith("airflow ") || command.matches("\\S*python\\S* -m airflow .*");
    }

    @Override
    public Optional<String> user(Place place) {
        return Optional.of(USER);
    }

    @Override
    public String address(int port) {
        return "http://127.0.0.1:" + port;
    }

    /** The database is brought to this Airflow's version where it is not yet; a migration that was cut short goes on. */
    @Override
    public Launch launch(Place place) {
        Path python = AirflowInstallation.python();
        AirflowSettings.of(place, USER).write();
        Path migrated = place.data().resolve("migrated");
        String version = python.getParent().getParent().getFileName().toString();
        try {
            if (!Files.exists(migrated) || !Files.readString(migrated).equals(version)) {
                Spawn.toEnd(place, new Launch(List.of(python.toString(), "-m", "airflow", "db", "migrate"), AirflowSettings.environment(place.data()), Optional.empty(), Launch.RunAs.CALLER));
                Files.writeString(migrated, version);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = List.of(Jvm.java(), "-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", Jvm.classPath(AirflowProcesses.class), AirflowProcesses.class.getName(),
            python.toString(), place.data() + "/");
        Map<String, String> environment = new HashMap<>(place.environment());
        environment.put("LANG", "C.UTF-8");
        return new Launch(command, environment, Optional.empty(), Launch.RunAs.CALLER);
    }

    /** When all three have said that they are well. */
    @Override
    public boolean answers(Place place) {
        try {
            HttpURLConnection http = (HttpURLConnection) URI.create(address(place.port()) + "/api/v2/monitor/health").toURL().openConnection(Proxy.NO_PROXY);
            http.setConnectTimeout(1000);
            http.setReadTimeout(1000);
            try (InputStream body = http.getInputStream()) {
                JsonNode health = new ObjectMapper().readTree(body);
                return List.of("metadatabase", "scheduler", "dag_processor").stream().allMatch(part -> health.path(part).path("status").asText().equals("healthy"));
            }
        } catch (IOException notYet) {
            return false;
        }
    }
}
