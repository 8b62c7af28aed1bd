package dev.leat.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.model.Flow;
import dev.leat.model.Yaml;
import dev.leat.plan.WorkspaceFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a user writes stays a text: for Python, for Airflow's templates, for the shell and for Leat's own command line. */
class HostileNamesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a\"b'c", "''' + __import__('os').system('id') + '''", "\"\"\")\nimport os\nos.system('id')\n", "{{ 7 * 7 }} {% raw %} {# x #}", "$(touch broken) `touch broken` ${HOME} $HOME",
        "a\nb\r\tc", "back\\slash \\", "\\N{DASH} \\x41 \\u0041", "größe 漢字 \uD83D\uDE00 \u202E\u2028", "--run=other", "-x", "@/etc/passwd", "x.sh", "x.md", "*?[a] ~ ! # ; & | > < \u0007", "{a} %s %(x)s \u00A0", "'", "\\'"})
    void areTextsAndNothingElse(String name) throws Exception {
        String quoted = quoted(name);
        String entity = quoted('"' + name.replace("\"", "\"\"") + '"');
        TestFlows.write(folder, "leat.yaml", """
            workspace: %1$s
            lake: ./lake
            connections:
              %1$s: {type: delta, path: ./from}
              to: {type: delta, path: ./to}
            airflow: {leat: ./call, workspace: %1$s, pools: {%1$s: 1}, spark: {conf: {spark.executor.memory: %1$s}}}
            """.formatted(quoted));
        TestFlows.write(folder, "flows/f.yaml", """
            flow: %1$s
            source: %1$s
            destination: to
            tags: [%1$s]
            pipelines:
              - {name: %2$s, source: %3$s, destination: %3$s}
              - {name: other, source: %3$s, destination: other}
            """.formatted(quoted, quoted("p " + name), entity));
        WorkspaceFiles files = WorkspaceFiles.read(folder);
        Flow flow = files.flows().get(0);
        DagFile file = DagFile.of(files, flow);
        JsonNode dag = read(file);

        assertThat(dag.path("dag").path("dag_display_name").asText()).isEqualTo(name);
        assertThat(dag.path("dag").path("dag_id").asText()).isEqualTo(file.id()).matches("[a-z0-9_.-]{1,250}");
        assertThat(dag.path("dag").path("tags").toString()).contains(Yaml.json().writeValueAsString(name));
        assertThat(dag.path("dag").path("doc_md").asText()).endsWith("\n");
        dag.path("groups").forEach(group -> assertThat(group.path("group_id").asText()).matches("[a-z0-9_-]{1,200}"));
        dag.path("assets").forEach(asset -> assertThat(asset.asText()).matches("[A-Za-z0-9_.%/-]{1,1500}").contains("/to/"));
        assertThat(dag.path("tasks")).hasSize(6);
        assertThat(words(dag.path("tasks").get(1).path("bash_command").asText())).containsExactly("run", "--workspace=" + name, "--step=capture", "--pipeline=p " + name, "--nothing-new-exit=99",
            "--conf=spark.executor.memory=" + name, "--run=a b'$(id) " + DagFile.slug(flow), "--cause=manual", "--", name);
        assertThat(folder.resolve("broken")).doesNotExist();
    }

    @Test
    void aPipelineMayBeCalledLikeATask() throws Exception {
        TestFlows.write(folder, "leat.yaml", "workspace: w\nlake: ./lake\nconnections: {from: {type: delta, path: ./from}, to: {type: delta, path: ./to}}\n");
        TestFlows.write(folder, "flows/f.yaml", "flow: f\nsource: from\ndestination: to\npipelines:\n  - {name: Preflight, source: a, destination: a}\n  - {name: capture, source: b, destination: b}\n");
        WorkspaceFiles files = WorkspaceFiles.read(folder);
        assertThat(read(DagFile.of(files, files.flows().get(0))).path("groups").findValuesAsText("group_id")).containsExactly("preflight-", "capture");
    }

    /** In ASCII, as YAML takes it in every place. */
    private static String quoted(String text) throws JsonProcessingException {
        return Yaml.json().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(text);
    }

    private JsonNode read(DagFile file) throws Exception {
        Path python = folder.resolve("dag.py");
        Files.writeString(python, file.text(), StandardCharsets.US_ASCII);
        return Yaml.json().readTree(output(List.of("python3", "-I", Path.of("src/test/resources/dev/leat/airflow/read_dag.py").toAbsolutePath().toString(), python.toString())));
    }

    /** What Leat would be called with. */
    private List<String> words(String command) throws Exception {
        Path called = folder.resolve("call");
        Files.writeString(called, "#!/usr/bin/env bash\nprintf '%s\\0' \"$@\"\n");
        assertThat(called.toFile().setExecutable(true)).isTrue();
        List<String> words = new ArrayList<>(List.of(output(List.of("bash", "-c", command)).split("\0", -1)));
        words.remove(words.size() - 1);
        return words;
    }

    private String output(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(java.util.Map.of("LEAT_RUN", "a b'$(id)", "LEAT_CAUSE", "manual", "LC_ALL", "C.UTF-8"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(command.toString()).isZero();
        return said;
    }
}
