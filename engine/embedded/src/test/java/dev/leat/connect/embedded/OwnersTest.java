package dev.leat.connect.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnersTest {
    private static final long ME = ProcessHandle.current().pid();

    @TempDir
    Path root;

    @AfterEach
    void stop() {
        EmbeddedServers.at(root).stopAll();
    }

    private Server start(String name, Keep keep) {
        return EmbeddedServers.at(root).start(name, "redis", Optional.empty(), keep);
    }

    private List<String> running() {
        return EmbeddedServers.at(root).running().stream().map(Server::name).toList();
    }

    @Test
    void anOwnerEndsOnlyWhatNobodyWantedKept() {
        start("owned", Keep.whileOwner(ME));
        start("kept", Keep.running());
        start("promoted", Keep.whileOwner(ME));
        start("promoted", Keep.running());
        start("used", Keep.running());
        start("used", Keep.whileOwner(ME));

        EmbeddedServers.at(root).stopOwned(ME);

        assertThat(running()).containsExactly("kept", "promoted", "used");
    }

    @Test
    void theLastOwnerEndsIt() throws IOException {
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            start("shared", Keep.whileOwner(ME));
            start("shared", Keep.whileOwner(other.pid()));
            EmbeddedServers.at(root).stopOwned(ME);
            assertThat(running()).containsExactly("shared");

            EmbeddedServers.at(root).stopOwned(other.pid());
            assertThat(running()).isEmpty();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void anOwnerThatDiedNoLongerCounts() throws Exception {
        Process other = new ProcessBuilder("sleep", "60").start();
        start("shared", Keep.whileOwner(other.pid()));
        other.destroyForcibly().waitFor();
        start("shared", Keep.whileOwner(ME));

        EmbeddedServers.at(root).stopOwned(ME);

        assertThat(running()).isEmpty();
    }

    @Test
    void aKeptServerThatWasKilledIsStillKeptAfterAnOwnerStartedItAgain() {
        Server server = start("kept", Keep.running());
        ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
        start("kept", Keep.whileOwner(ME));

        EmbeddedServers.at(root).stopOwned(ME);

        assertThat(running()).containsExactly("kept");
    }

    @Test
    void aServerOutlivesTheJvmThatStartedItAndEndsWithOneThatAskedForThat() throws Exception {
        inAnotherJvm("kept", "redis", System.getenv("PATH"));
        assertThat(running()).containsExactly("kept");

        inAnotherJvm("ended", "redis", System.getenv("PATH"));
        assertThat(running()).containsExactly("kept");
        assertThat(root.resolve("ended/server.json")).exists();
    }

    @Test
    void rootInAContainerWithoutUserNamespacesStartsPostgresAsNobody() throws Exception {
        Path programs = Files.createDirectory(root.resolve("programs"));
        for (String program : List.of("setsid", "setpriv", "sh", "true")) {
            Path found = Stream.of("/usr/bin", "/bin").map(folder -> Path.of(folder, program)).filter(Files::exists).findFirst().orElseThrow();
            Files.createSymbolicLink(programs.resolve(program), found);
        }
        Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "runs as root");

        inAnotherJvm("kept", "postgres", programs.toString());

        Server server = EmbeddedServers.at(root).running().get(0);
        assertThat(Files.readString(Path.of("/proc/" + server.pid() + "/status"))).contains("Uid:\t65534");
        Client.of("postgres").put(server, "hello");
        assertThat(Client.of("postgres").take(server)).isEqualTo("hello");
    }

    private void inAnotherJvm(String name, String type, String programs) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp", System.getProperty("java.class.path"), "-Dleat.servers=" + System.getProperty("leat.servers"),
                Program.class.getName(), root.toString(), name, type).inheritIO();
        builder.environment().put("PATH", programs);
        Process jvm = builder.start();
        assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(jvm.exitValue()).isZero();
    }

    static final class Program {
        public static void main(String[] args) {
            EmbeddedServers servers = EmbeddedServers.at(Path.of(args[0])).endWithThisProcess();
            servers.start(args[1], args[2], Optional.empty(),
                    args[1].equals("kept") ? Keep.running() : Keep.whileOwner(ProcessHandle.current().pid()));
        }
    }
}
