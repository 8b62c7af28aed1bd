package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.model.Yaml;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real launcher, as a shell starts it. */
class LauncherIT {
    private static final Path LAUNCHER = Path.of(System.getProperty("leat.home")).resolve("leat");

    @TempDir
    Path folder;

    @BeforeAll
    static void prepare() throws Exception {
        markBuilt();
        Path anywhere = Files.createTempDirectory("leat-launcher");
        assertThat(new Started(LAUNCHER, anywhere, List.of("--version"), Map.of()).said().code()).isZero();
    }

    /** The jars are of this very build, so the launcher has nothing to build; it would otherwise write over jars that this test has open. */
    static void markBuilt() throws IOException {
        Path made = Files.createDirectories(LAUNCHER.resolveSibling("orchestration/target/launcher"));
        Files.deleteIfExists(made.resolve("built"));
        Files.createFile(made.resolve("built"));
    }

    /** A process with files for its output. */
    private record Started(Process process, Path out, Path err) {
        Started(Path program, Path folder, List<String> arguments, Map<String, String> environment) throws IOException {
            this(begun(program, folder, arguments, environment), folder.resolve("out.txt"), folder.resolve("err.txt"));
        }

        private static Process begun(Path program, Path folder, List<String> arguments, Map<String, String> environment) throws IOException {
            List<String> command = new ArrayList<>(List.of(program.toString()));
            command.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile());
            builder.environment().putAll(environment);
            return builder.start();
        }

        Said said() throws Exception {
            assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
            return new Said(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
        }
    }

    private Said leat(String... arguments) throws Exception {
        return new Started(LAUNCHER, folder, List.of(arguments), Map.of()).said();
    }

    @Test
    void itWorksThroughALinkFromAFolderWithBlanks() throws Exception {
        Path blank = Files.createDirectory(folder.resolve("with a blank"));
        Path link = Files.createSymbolicLink(blank.resolve("my leat"), LAUNCHER);
        Said said = new Started(link, blank, List.of("init", "a name with blanks", "--workspace", "in here"), Map.of("TMPDIR", blank.toString())).said();
        assertThat(said.err()).isEmpty();
        assertThat(blank.resolve("in here/leat.yaml")).content().contains("workspace: \"a name with blanks\"");
        try (var left = Files.list(blank)) {
            assertThat(left.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("my leat", "in here", "out.txt", "err.txt");
        }
    }

    @Test
    void pipedOutputIsThePureAnswer() throws Exception {
        Said said = leat("schema", "workspace");
        assertThat(said.code()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(Yaml.json().readTree(said.out()).path("title").asText()).isEqualTo("Leat workspace");
        assertThat(leat("--help").out()).doesNotContain("\u001B", "\r").contains("Example:");
    }

    @Test
    void exitCodesAreTheFrontsOwn() throws Exception {
        assertThat(leat("init", "x", "--workspace", "w").code()).isZero();
        assertThat(leat("init", "x", "--workspace", "w").code()).isEqualTo(2);
        assertThat(leat("nonsense").code()).isEqualTo(2);
        assertThat(leat("plan", "--workspace", "w", "No Such Flow")).returns(2, Said::code).returns("No Such Flow: no flow or collection of this name. Leave it out.\n", Said::err);
    }

    @Test
    void argumentsArriveAsTheyAre() throws Exception {
        String name = "tab\t'single' \"double\" $HOME `ls` * ü \\";
        assertThat(leat("init", name, "--workspace", "w").code()).isZero();
        assertThat(Yaml.json().readTree(leat("init", name, "--json", "--workspace", "v").out()).path("workspace").asText()).isEqualTo(name);
    }

    @Test
    void aFrontThatIsToldToStopStopsWithItsLauncher() throws Exception {
        leat("init", "x", "--workspace", "w");
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Files.writeString(folder.resolve("w/leat.yaml"), "workspace: w\nlake: ./lake\nconnections: {silent: {type: postgres, url: 'jdbc:postgresql://127.0.0.1:"
                + silent.getLocalPort() + "/x', user: x, password: x}}\n");
            stopped();
        }
    }

    private void stopped() throws Exception {
        Started doctor = new Started(LAUNCHER, folder, List.of("doctor", "--workspace", "w"), Map.of());
        Thread.sleep(700);
        List<ProcessHandle> children = doctor.process().descendants().toList();
        long start = System.nanoTime();
        doctor.process().destroy();
        assertThat(doctor.said().code()).isEqualTo(143);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(children).allMatch(child -> !child.isAlive());
    }

    @Test
    void debuggingShowsWhereItFailed() throws Exception {
        assertThat(leat("plan", "--debug").err()).contains("\tat dev.leat.");
        assertThat(leat("plan").err()).hasLineCount(1);
    }
}
