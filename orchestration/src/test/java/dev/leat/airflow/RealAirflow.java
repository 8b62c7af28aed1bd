package dev.leat.airflow;

import dev.leat.connect.embedded.EmbeddedServers;
import dev.leat.connect.embedded.Keep;
import dev.leat.connect.embedded.Server;
import dev.leat.model.Retry;
import dev.leat.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One real Airflow for all tests of this process. */
public final class RealAirflow {
    static final Retry QUICK = new Retry(Optional.of(3), Optional.of(Duration.ofMillis(20)), Optional.of(Duration.ofMillis(50)));
    /** A variable that tasks see, and its value. */
    public static final String PASSED = "LEAT_TEST_LAKE";
    private static final String LAKE = "./lake";
    private static final EmbeddedServers SERVERS = EmbeddedServers.at(folder()).passing(Map.of(PASSED, LAKE)).endWithThisProcess();

    private RealAirflow() {}

    public static synchronized Server start() {
        System.setProperty("leat.env." + PASSED, LAKE);
        return SERVERS.start("airflow", "airflow", Optional.empty(), Keep.whileOwner(ProcessHandle.current().pid()));
    }

    /** Where it reads DAG files. */
    public static Path dags() {
        return start().home().resolve("dags");
    }

    /** @param url of it, or of what stands between */
    static Airflow at(String url) {
        return Airflow.of(login(url, start().password().orElseThrow()), QUICK);
    }

    static Login login(String url, String password) {
        return new Login(url, start().user().orElseThrow(), new Secret(password), false);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("leat-airflow");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
