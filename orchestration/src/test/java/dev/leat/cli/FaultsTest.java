package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.embedded.ServerException;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import dev.leat.model.Secret;
import dev.leat.model.Yaml;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FaultsTest {
    @TempDir
    Path folder;

    @Test
    void whatIsNotKnownIsToldWithTheKnownOnesAndEndsWith2() {
        assertThat(Said.by("rnu")).isEqualTo(new Said(2, "", "leat: 'rnu' is not known. Use one of [backfill, backlog, bench, completion, dag, destination, doctor, down, "
            + "init, logs, map, plan, preview, rebuild, run, runs, schema, source, start, state, status, stop, types, up, verify, wait]. See leat --help.\n"));
        assertThat(Said.by("plan", "--graf").err()).isEqualTo("leat plan: '--graf' is not known. Did you mean --graph? See leat plan --help.\n");
        assertThat(Said.by("run").err()).isEqualTo("leat run: missing required parameter: 'FLOW|COLLECTION'. See leat run --help.\n");
        assertThat(Said.by("run", "F", "--step", "half").err()).contains("'half' is not known; use one of [preflight, capture, materialize, reconcile]");
        assertThat(Said.by("state").err()).isEqualTo("leat state: a command is missing; use one of [accept-loss, export, rewind, show, drop-slots]. See leat state --help.\n");
        assertThat(Said.by()).returns(2, Said::code).returns("", Said::out);
        assertThat(Said.by("map", "approve", "P").err()).contains("missing required option: '--by=WHO'");
    }

    @Test
    void withJsonAnErrorIsADocumentAsWell() throws Exception {
        for (String[] arguments : List.of(new String[] {"--json", "plan", "--workspace", folder.toString()}, new String[] {"plan", "--json", "--workspace", folder.toString()})) {
            Said said = Said.by(arguments);
            assertThat(said.code()).isEqualTo(2);
            JsonNode problem = Yaml.json().readTree(said.out()).path("error").path("problems").path(0);
            assertThat(problem.path("where").asText()).isEqualTo(folder.toString());
            assertThat(problem.path("what").asText()).isEqualTo("no leat.yaml in this folder");
            assertThat(said.err()).isEqualTo(folder + ": no leat.yaml in this folder. Make a workspace: leat init NAME, or name one: --workspace DIR.\n");
        }
        assertThat(Yaml.json().readTree(Said.by("plan", "--nope", "--json").out()).path("error").path("kind").asText()).isEqualTo("workspace");
    }

    @Test
    void everyKindHasItsExitCodeAndAllProblemsAreTold() {
        for (Kind kind : List.of(Kind.WORKSPACE, Kind.APPROVAL, Kind.SYSTEM, Kind.DATA)) {
            assertThat(told(new LeatException(kind, List.of(new Problem("a", "b", "C"), new Problem("d", "e", "F")))))
                .isEqualTo(new Said(kind.exitCode(), "", "a: b. C.\nd: e. F.\n"));
        }
        assertThat(told(ServerException.machine("x: it is down."))).isEqualTo(new Said(4, "", "embedded server: x: it is down. Start it again: leat up.\n"));
    }

    @Test
    void anythingElseIsABugAndShowsItsStackOnlyForDebugging() {
        Said quiet = told(new IllegalStateException("impossible"));
        assertThat(quiet.code()).isEqualTo(1);
        assertThat(quiet.err()).isEqualTo("leat: this is a bug of Leat: java.lang.IllegalStateException: impossible. Run it again with --debug and report what it says.\n");
        Said loud = told(new IllegalStateException("impossible"), "--debug");
        assertThat(loud.err()).contains("\tat dev.leat.cli.FaultsTest").endsWith("Report it with what stands above.\n");
    }

    @Test
    void noFaultShowsASecret() {
        System.setProperty("leat.env.LEAT_TEST_FAULT", "hunter2-fault");
        try {
            new Secret("${env:LEAT_TEST_FAULT}").reveal();
            assertThat(told(new IllegalStateException("hunter2-fault"), "--debug").err()).contains("${env:LEAT_TEST_FAULT}").doesNotContain("hunter2-fault");
            assertThat(told(new LeatException(Kind.SYSTEM, "c", "hunter2-fault", "x"), "--json").out()).doesNotContain("hunter2-fault");
        } finally {
            System.clearProperty("leat.env.LEAT_TEST_FAULT");
        }
    }

    private static Said told(Throwable fault, String... options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Root root = new Root();
        new CommandLine(root).parseArgs(options);
        Terminal terminal = new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8), false, false, 80);
        int code = new Faults(new Invocation(root, terminal)).tell(fault);
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
