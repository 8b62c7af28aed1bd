package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DAG files in a folder and in Git. */
class DagCommandsTest {
    private static final String DAILY = "leat.shop.daily.py";

    @TempDir
    private Path folder;
    private TestWorkspace workspace;

    @BeforeEach
    void twoFlows() throws IOException {
        workspace = new TestWorkspace(folder);
        settings("");
        flow("Daily");
        flow("Hourly");
    }

    private void settings(String more) throws IOException {
        workspace.write("leat.yaml", "workspace: shop\nlake: ./lake\nconnections: {from: {type: delta, path: ./from}, to: {type: delta, path: ./to}}\nairflow: {dags: dags, leat: /opt/leat, workspace: /srv/shop%s}\n".formatted(more));
    }

    private void flow(String name) throws IOException {
        workspace.write("flows/" + name + ".yaml", "flow: %1$s\nsource: from\ndestination: to\nschedule: \"@daily\"\npipelines:\n  - {name: %1$s Orders, source: a, destination: b}\n".formatted(name));
    }

    @Test
    void generateWritesWhatDiffersAndLeavesTheRestAlone() throws IOException {
        assertThat(workspace.leat("dag", "generate")).returns(0, Said::code).extracting(Said::out).asString().contains("written  dags/" + DAILY, "written  dags/leat.shop.hourly.py");
        FileTime long_ago = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(workspace.resolve("dags/" + DAILY), long_ago);
        assertThat(workspace.leat("dag", "generate", "--json").json().path("unchanged").asInt()).isEqualTo(2);
        assertThat(Files.getLastModifiedTime(workspace.resolve("dags/" + DAILY))).isEqualTo(long_ago);
        assertThat(names()).as("no parts are left").containsExactly(DAILY, "leat.shop.hourly.py");
    }

    @Test
    void checkWritesNothingAndNamesEachFileThatIsNotAsTheFlowsSay() throws IOException {
        workspace.leat("dag", "generate", "Daily");
        workspace.write("dags/leat.shop.gone.py", "# dag airflow");
        workspace.write("dags/mine.py", "# dag airflow");
        workspace.write("flows/Daily.yaml", workspace.read("flows/Daily.yaml").replace("@daily", "@hourly"));
        Said said = workspace.leat("dag", "generate", "--check");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err().lines()).containsExactlyInAnyOrder("dags/" + DAILY + ": it is not what 'Daily' makes of it now. Write it: leat dag generate.",
            "dags/leat.shop.hourly.py: it is missing, and 'Hourly' is to have it. Write it: leat dag generate.", "dags/leat.shop.gone.py: no flow has it any more. Remove it: leat dag deploy --yes.");
        assertThat(workspace.leat("dag", "deploy", "--yes").code()).isZero();
        assertThat(workspace.leat("dag", "generate", "--check").code()).isZero();
        assertThat(names()).contains("mine.py").doesNotContain("leat.shop.gone.py");
    }

    @Test
    void aFileOfAFlowThatIsGoneStaysUntilSomeoneAgrees() throws IOException {
        workspace.leat("dag", "deploy");
        Files.delete(workspace.resolve("flows/Hourly.yaml"));
        Said said = workspace.leat("dag", "deploy");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("dags/leat.shop.hourly.py: no flow has it any more, and it is still there. Remove it: leat dag deploy --yes.");
        assertThat(workspace.leat("dag", "deploy", "--yes", "--json").json().path("removed").toString()).isEqualTo("[\"leat.shop.hourly.py\"]");
        assertThat(names()).containsExactly(DAILY);
    }

    @Test
    void inGitJustTheseFilesAreCommitted() throws Exception {
        settings(", git: true");
        Files.createDirectories(workspace.resolve("dags"));
        git("init", "-q");
        git("config", "user.email", "jane@example.com");
        git("config", "user.name", "Jane");
        workspace.write("dags/mine.py", "one");
        git("add", "mine.py");
        String first = workspace.leat("dag", "deploy", "--json").json().path("commit").asText();
        assertThat(git("show", "--name-only", "--format=%H%n%s", "HEAD").lines()).containsExactly(first, "Deploy the DAGs of workspace shop", "", DAILY, "leat.shop.hourly.py");
        assertThat(git("status", "--short")).isEqualTo("A  mine.py");
        assertThat(workspace.leat("dag", "deploy", "--json").json().has("commit")).isFalse();

        Files.delete(workspace.resolve("flows/Hourly.yaml"));
        workspace.leat("dag", "deploy", "--yes");
        assertThat(git("show", "--name-status", "--format=", "HEAD")).isEqualTo("D\tleat.shop.hourly.py");
        assertThat(git("status", "--short")).isEqualTo("A  mine.py");
    }

    @Test
    void withoutAWorkingTreeGitSaysWhatIsWrong() throws IOException {
        settings(", git: true");
        Said said = workspace.leat("dag", "deploy");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("not a git repository", "airflow.git");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(workspace.resolve("dags"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private String git(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", workspace.resolve("dags").toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
