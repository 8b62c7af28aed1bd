package dev.leat.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.airflow.client.DagRun;
import dev.leat.connect.embedded.Server;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.AbstractObjectAssert;
import org.junit.jupiter.api.Test;

/** The client on a real Airflow, and with a network, a clock or another version in between. */
class AirflowTest {
    private final Server server = RealAirflow.start();

    private static AbstractObjectAssert<?, Kind> refused(Runnable request, String... words) {
        return assertThatThrownBy(request::run).isInstanceOf(LeatException.class).hasMessageContainingAll(words).asInstanceOf(type(LeatException.class)).extracting(LeatException::kind);
    }

    @Test
    void tellsHowItsPartsAre() {
        Airflow airflow = RealAirflow.at(server.address());

        assertThat(airflow.version()).startsWith("3.3.");
        assertThat(airflow.parts()).containsOnlyKeys("database", "scheduler", "DAG processor").values().allMatch("healthy"::equals);
    }

    @Test
    void anExpiredTokenIsRenewedOnce() {
        renewed(token -> expired(token));
    }

    @Test
    void aTokenOfAnAirflowWhoseKeyHasChangedIsRenewedOnce() {
        renewed(token -> token + "x");
    }

    private void renewed(UnaryOperator<String> spoiled) {
        Between.Change change = new Between.Change() {
            @Override
            public Optional<String> of(String request, int nth) {
                return Optional.empty();
            }

            @Override
            public String token(String token, int nth) {
                return nth == 4 ? spoiled.apply(token) : token;
            }
        };
        try (Between between = new Between(server.address(), change)) {
            Airflow airflow = RealAirflow.at(between.url());
            assertThat(airflow.dags("none.")).isEmpty();

            assertThat(airflow.dags("none.")).isEmpty();

            assertThat(between.seen).containsExactly("GET /api/v2/version", "POST /auth/token", "GET /api/v2/dags", "GET /api/v2/dags", "POST /auth/token", "GET /api/v2/dags");
        }
    }

    /** The same token as Airflow would have made it yesterday. */
    private String expired(String token) {
        try {
            String key = Files.readAllLines(server.home().resolve("data/airflow.cfg")).stream().filter(line -> line.startsWith("jwt_secret = ")).findFirst().orElseThrow().substring("jwt_secret = ".length());
            String[] parts = token.replace("Bearer ", "").split("\\.");
            ObjectNode claims = (ObjectNode) Yaml.json().readTree(Base64.getUrlDecoder().decode(parts[1]));
            for (String time : List.of("exp", "iat", "nbf")) {
                claims.put(time, claims.path(time).asLong() - 2 * 86_400);
            }
            Base64.Encoder text = Base64.getUrlEncoder().withoutPadding();
            String signed = parts[0] + "." + text.encodeToString(claims.toString().getBytes(StandardCharsets.UTF_8));
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
            assertThat(text.encodeToString(mac.doFinal((parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8)))).as("its signature").isEqualTo(parts[2]);
            return "Bearer " + signed + "." + text.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aWrongPasswordIsTheWorkspacesFaultAndIsNotShown() {
        Airflow airflow = Airflow.of(RealAirflow.login(server.address(), "not-the-password"), RealAirflow.QUICK);

        refused(() -> airflow.dags("x"), "leat.yaml: airflow.password", "refuses the user 'leat'").isEqualTo(Kind.WORKSPACE);
        assertThatThrownBy(() -> airflow.dags("x")).message().doesNotContain("not-the-password");
    }

    @Test
    void oneThatDoesNotRunIsAnOutage() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        refused(() -> Airflow.of(RealAirflow.login("http://127.0.0.1:" + free, "any"), RealAirflow.QUICK), "127.0.0.1:" + free, "cannot be reached").isEqualTo(Kind.SYSTEM);
    }

    @Test
    void whatMayPassIsTriedAgainAndWhatStaysIsAnOutage() {
        try (Between between = new Between(server.address(), (request, nth) -> nth < 3 && request.contains("/dags") ? Optional.of("503 {\"detail\": \"busy\"}") : Optional.empty())) {
            assertThat(RealAirflow.at(between.url()).dags("none.")).isEmpty();
        }
        try (Between between = new Between(server.address(), (request, nth) -> request.contains("/dags") ? Optional.of("503 {\"detail\": \"busy\"}") : Optional.empty())) {
            Airflow airflow = RealAirflow.at(between.url());
            refused(() -> airflow.dags("none."), "does not work", "busy").isEqualTo(Kind.SYSTEM);
            assertThat(between.seen.stream().filter("GET /api/v2/dags"::equals)).hasSize(3);
        }
    }

    @Test
    void anotherVersionOrProgramIsNamedWithThoseThatAreKnown() {
        for (String version : List.of("2.11.0", "3.2.9", "4.0.0", "30.1")) {
            try (Between between = new Between(server.address(), (request, nth) -> request.contains("version") ? Optional.of("200 {\"version\": \"" + version + "\"}") : Optional.empty())) {
                refused(() -> RealAirflow.at(between.url()), "Airflow " + version, Airflow.KNOWN).isEqualTo(Kind.WORKSPACE);
            }
        }
        for (String answer : List.of("404 Not here", "200 <html>a proxy's page</html>")) {
            try (Between between = new Between(server.address(), (request, nth) -> Optional.of(answer))) {
                refused(() -> RealAirflow.at(between.url()), "is no Airflow that Leat knows", Airflow.KNOWN).isEqualTo(Kind.WORKSPACE);
            }
        }
    }

    @Test
    void aRunThatIsBegunTwiceIsOne() throws Exception {
        Files.createDirectories(RealAirflow.dags());
        Path file = RealAirflow.dags().resolve("twice.py");
        Files.writeString(file, """
            from airflow.providers.standard.operators.bash import BashOperator
            from airflow.sdk import DAG
            with DAG("twice"):
                BashOperator(task_id="t", bash_command="echo 'with its words'")
            """);
        Airflow airflow = RealAirflow.at(server.address());
        while (airflow.dag("twice").isEmpty()) {
            Thread.sleep(200);
        }
        airflow.unpause("twice");

        DagRun first = airflow.trigger("twice", "r1");
        DagRun second = airflow.trigger("twice", "r1");

        assertThat(second.getRunAfter()).isEqualTo(first.getRunAfter());
        assertThat(airflow.runs("twice", 10)).hasSize(1);
        RunFeed feed = new RunFeed(airflow, second, Optional.empty());
        StringBuilder said = new StringBuilder();
        while (!feed.read((log, line) -> said.append(log.task()).append(": ").append(line.text()).append('\n'))) {
            Thread.sleep(200);
        }
        assertThat(said).hasToString("t: with its words\n");
        assertThat(feed.run().getState()).isEqualTo("success");
        Files.delete(file);
        airflow.forget("twice");
        airflow.forget("twice");
        assertThat(airflow.dag("twice")).isEmpty();
    }

    @Test
    void aPoolIsMadeAndChanged() {
        Airflow airflow = RealAirflow.at(server.address());

        assertThat(airflow.pool("leat.test", 1).getSlots()).isEqualTo(1);
        assertThat(airflow.pool("leat.test", 3).getSlots()).isEqualTo(3);
        assertThat(airflow.pool("leat.test", 3).getSlots()).isEqualTo(3);
    }

    @Test
    void whatItDoesNotHaveIsEmptyOrSaidInItsWords() {
        Airflow airflow = RealAirflow.at(server.address());

        assertThat(airflow.dag("nobody")).isEmpty();
        assertThat(airflow.run("nobody", "never")).isEmpty();
        refused(() -> airflow.unpause("nobody"), "does not take the request", "404", "nobody").isEqualTo(Kind.WORKSPACE);
    }
}
