package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.model.Yaml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCommandsTest {
    @TempDir
    Path folder;
    private TestWorkspace workspace;

    @BeforeEach
    void aWorkspaceWithFiles() throws IOException {
        workspace = new TestWorkspace(folder);
        Files.writeString(workspace.resolve("leat.yaml"), """
            workspace: test
            lake: ./lake
            connections:
              dump: {type: files, path: ./data, format: csv}
              gone: {type: elasticsearch, url: "http://127.0.0.1:1"}
            """);
        Files.createDirectories(workspace.resolve("flows"));
        Files.createDirectories(workspace.resolve("data"));
        Files.writeString(workspace.resolve("data/users.csv"), "id,mail,born,state\n" + String.join("", IntStream.range(0, 50).mapToObj(i ->
            "%d,user%d@example.com,%02d/01/1990,%s\n".formatted(i, i, i % 28 + 1, i % 2 == 0 ? "open" : "closed")).toList()));
    }

    private String[] here(String... words) {
        return Stream.concat(Stream.of(words), Stream.of("--workspace", workspace.dir().toString())).toArray(String[]::new);
    }

    @Test
    void aPullSaysWhatItFoundIn80Columns() {
        Said said = workspace.leat("source", "pull", "dump", "users");
        assertThat(said.code()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(said.lines()).allMatch(line -> line.length() <= 80).startsWith("users: 4 fields from 50 rows, in schemas/dump/users.yaml");
        assertThat(said.lines()).anyMatch(line -> line.matches("mail +string +0% +e-mail addresses; a key; personal data.*"))
            .contains("  keys could be   id; mail", "  no description  id; mail; born; state");
        assertThat(workspace.resolve("schemas/dump/users.yaml")).content().contains("dates as text (dd/MM/yyyy)").doesNotContain("user1@");
        assertThat(workspace.leat("plan").code()).as("the workspace is still right").isZero();
    }

    @Test
    void theSameAsJson() throws IOException {
        JsonNode answer = Yaml.json().readTree(workspace.leat("source", "pull", "dump", "users", "--rows", "20", "--json").out());
        JsonNode users = answer.path("entities").path(0);
        assertThat(users.path("rows").asInt()).isEqualTo(20);
        assertThat(users.path("keys").path(0).path(0).asText()).isEqualTo("id");
        assertThat(users.path("fields").path(1).path("found").findValuesAsText("trait")).contains("email", "personal");
        assertThat(users.path("unlabeled").size()).isEqualTo(4);
    }

    @Test
    void withoutNamesItPullsWhatFlowsUse() throws IOException {
        assertThat(workspace.leat("source", "pull", "dump")).returns(2, Said::code).returns("dump: no flow names an entity of it. Name some of those that it has: [\"users.csv\"].\n", Said::err);
        Files.writeString(workspace.resolve("flows/f.yaml"), "flow: F\nsource: dump\ndestination: gone\npipelines:\n  - {name: P, source: users, destination: people, key: [id]}\n");
        assertThat(workspace.leat("source", "pull", "dump").lines()).startsWith("users: 4 fields from 50 rows, in schemas/dump/users.yaml");
    }

    @Test
    void whatCannotBePulledHasItsExitCode() {
        assertThat(workspace.leat("source", "pull", "dump", "none")).returns(2, Said::code).satisfies(said -> assertThat(said.err()).contains("there is no entity 'none'").contains("users.csv"));
        assertThat(workspace.leat("source", "pull", "dumb", "users")).returns(2, Said::code).satisfies(said -> assertThat(said.err()).isEqualTo("dumb: no connection of this name. Use one of [dump, gone].\n"));
        assertThat(workspace.leat("destination", "pull", "gone", "people")).returns(4, Said::code).satisfies(said -> assertThat(said.errors()).hasSize(1));
        assertThat(workspace.leat("source", "pull", "dump", "a..b")).returns(2, Said::code).satisfies(said -> assertThat(said.err()).isEqualTo("ENTITY: an entity name has no empty part. Correct it.\n"));
    }

    @Test
    void labelsByOptionsAndFromAFileSurviveTheNextPull() throws IOException {
        workspace.leat("destination", "pull", "dump", "users");
        Said said = workspace.leat("destination", "label", "dump", "users", "mail", "--description", "where it is reached", "--semantic", "email", "--pii", "--required");
        assertThat(said.lines()).containsExactly("schemas/dump/users.yaml", "  labeled         mail", "  no description  id; born; state");
        Path labels = Files.writeString(workspace.resolve("labels.txt"), "id: {description: number, key: true}\nstate: {values: [open, closed], description: where it stands}\n");
        assertThat(workspace.leat("destination", "label", "dump", "users", "--file", labels.toString()).lines()).contains("  labeled         id; state");
        assertThat(workspace.leat("destination", "pull", "dump", "users").lines()).contains("  no description  born");
        assertThat(workspace.resolve("schemas/dump/users.yaml")).content().contains("    description: where it is reached\n    semantic: email\n    required: true\n    pii: true\n", "    values: [open, closed]\n");
        assertThat(workspace.leat("destination", "label", "dump", "users", "state", "--values", "open", "--required", "false").code()).isZero();
        assertThat(workspace.leat("destination", "label", "dump", "users", "nobody", "--pii").err()).contains("there is no field 'nobody'", "[born, id, mail, state]");
        assertThat(workspace.leat("destination", "label", "dump", "users", "--pii").err()).contains("which field the labels are for");
        assertThat(workspace.leat("destination", "label", "dump", "others").err()).contains("Pull it first: leat destination pull dump others");
    }

    @Test
    void withoutATerminalNothingIsAsked() {
        workspace.leat("destination", "pull", "dump", "users");
        assertThat(workspace.leat("destination", "label", "dump", "users").lines()).containsExactly("schemas/dump/users.yaml", "  no description  id; mail; born; state");
    }

    @Test
    void inATerminalOneQuestionComesAfterTheOther() {
        workspace.leat("destination", "pull", "dump", "users");
        InputStream before = System.in;
        // id: description, nothing more; mail: description, then semantic, values, required, key (wrong, then right), pii; born: ends
        System.setIn(new ByteArrayInputStream("the number\n\n\n\n\n\nthe address\nemail\n\ny\nperhaps\nn\ny\n.\n".getBytes(StandardCharsets.UTF_8)));
        try {
            Said said = Said.onTerminal(here("destination", "label", "dump", "users"));
            assertThat(said.lines()).contains("What is it?", "'perhaps' is neither y nor n.", "  no description  born; state");
            assertThat(said.lines()).allMatch(line -> line.length() <= 80);
        } finally {
            System.setIn(before);
        }
        assertThat(workspace.resolve("schemas/dump/users.yaml")).content().contains("    description: the number\n", "    description: the address\n    semantic: email\n    required: true\n    key: false\n    pii: true\n");
    }

    @Test
    void typesAreGeneratedAndSayWhatBreaks() throws IOException {
        workspace.leat("source", "pull", "dump", "users");
        assertThat(workspace.leat("types", "generate", "dump").lines()).containsExactly("users: leat.dump.Users in types/leat/dump/Users.java");
        Files.writeString(workspace.resolve("data/users.csv"), "id,born\n1,1990\n");
        assertThat(workspace.leat("source", "pull", "dump", "users").lines()).contains("  changed         mail is gone (was string); state is gone (was string)");
        assertThat(workspace.leat("types", "generate", "dump", "users").lines()).isEqualTo(List.of("users: leat.dump.Users in types/leat/dump/Users.java", "  Users.mail is gone", "  Users.state is gone"));
        assertThat(workspace.leat("types", "generate", "gone").err()).isEqualTo("schemas/gone: there is no schema yet. Pull one first: leat source pull gone.\n");
        assertThat(workspace.leat("types", "generate", "dump", "--package", "x.class").code()).isEqualTo(2);
    }
}
