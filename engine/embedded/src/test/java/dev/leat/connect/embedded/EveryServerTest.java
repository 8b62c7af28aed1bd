package dev.leat.connect.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for each kind of server, on the real one. */
class EveryServerTest {
    @TempDir
    Path root;

    static Stream<String> types() {
        return EmbeddedServers.types().stream();
    }

    @AfterEach
    void stop() {
        EmbeddedServers.at(root).stopAll();
    }

    private Server start(String type) {
        return EmbeddedServers.at(root).start("one", type, Optional.empty(), Keep.running());
    }

    @ParameterizedTest
    @MethodSource("types")
    void dataSurvivesAStopAndTheAddressStays(String type) throws Exception {
        Server first = start(type);
        Client.of(type).put(first, "hello");
        EmbeddedServers.at(root).stop("one");
        assertThat(OsProcess.of(first.pid())).isEmpty();
        assertThat(EmbeddedServers.at(root).running()).isEmpty();

        Server second = start(type);

        assertThat(Client.of(type).take(second)).isEqualTo("hello");
        assertThat(second.address()).isEqualTo(first.address());
        assertThat(second.pid()).isNotEqualTo(first.pid());
    }

    @ParameterizedTest
    @MethodSource("types")
    void dataSurvivesKill(String type) throws Exception {
        Server first = start(type);
        Client.of(type).put(first, "hello");
        // Redis flushes its log each second.
        Thread.sleep(type.equals("redis") ? 1500 : 0);
        ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();

        Server second = start(type);

        assertThat(Client.of(type).take(second)).isEqualTo("hello");
        assertThat(second.address()).isEqualTo(first.address());
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatRunsIsAdopted(String type) {
        Server first = start(type);

        Server second = EmbeddedServers.at(root).start("one", type, Optional.empty(), Keep.whileOwner(ProcessHandle.current().pid()));

        assertThat(second).isEqualTo(first);
        assertThat(EmbeddedServers.at(root).running()).containsExactly(first);
    }

    @ParameterizedTest
    @MethodSource("types")
    void startsAtTheSameTimeGiveOneServer(String type) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Server>> starts = threads.invokeAll(List.of(() -> start(type), () -> start(type)));
            assertThat(starts.get(0).get()).isEqualTo(starts.get(1).get());
        } finally {
            threads.shutdown();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void aServerThatWasStartedButNotRecordedIsEndedAndStartedAgain(String type) throws Exception {
        Server first = start(type);
        Client.of(type).put(first, "hello");
        Thread.sleep(type.equals("redis") ? 1500 : 0);
        Path state = root.resolve("one/server.json");
        Files.writeString(state, Files.readString(state).replaceAll("(?s)\"pid\".*?\"started\" : \"[^\"]*\"", "\"lost\" : true"));

        Server second = start(type);

        assertThat(OsProcess.of(first.pid())).isEmpty();
        assertThat(second.pid()).isNotEqualTo(first.pid());
        assertThat(Client.of(type).take(second)).isEqualTo("hello");
    }

    @ParameterizedTest
    @MethodSource("types")
    void theServerIsTheRecordedProcessInASessionOfItsOwnWithoutTheCallersEnvironment(String type) throws Exception {
        Server server = start(type);

        String[] stat = Files.readString(Path.of("/proc/" + server.pid() + "/stat")).replaceFirst(".*\\) ", "").split(" ");
        assertThat(Long.parseLong(stat[3])).as("session").isEqualTo(server.pid());
        assertThat(Files.readString(Path.of("/proc/" + server.pid() + "/environ")).split("\0")).allMatch(
                variable -> variable.matches("(PATH|LANG|TZ|LIBFFI_TMPDIR|LD_LIBRARY_PATH)=.*"));
        assertThat(Files.readString(Path.of("/proc/" + server.pid() + "/cmdline")))
                .doesNotContain(State.read(server.home()).orElseThrow().password());
    }

    @ParameterizedTest
    @MethodSource("types")
    void anotherPortIsTakenWhenTheLastOneIsNotFree(String type) throws Exception {
        Server first = start(type);
        Client.of(type).put(first, "hello");
        EmbeddedServers.at(root).stop("one");

        try (java.net.ServerSocket taken = new java.net.ServerSocket(first.port(), 1, java.net.InetAddress.getByName("127.0.0.1"))) {
            Server second = start(type);

            assertThat(second.port()).isNotEqualTo(taken.getLocalPort());
            assertThat(Client.of(type).take(second)).isEqualTo("hello");
        }
    }
}
