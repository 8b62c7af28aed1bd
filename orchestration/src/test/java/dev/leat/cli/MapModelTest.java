package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command with a language model behind HTTP that always says the same. */
class MapModelTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @TempDir
    Path folder;
    private TestWorkspace workspace;

    @BeforeEach
    void aFlowAndAServer() throws IOException {
        workspace = new TestWorkspace(folder);
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = Yaml.json().writeValueAsBytes(Map.of("choices", List.of(Map.of("message", Map.of("role", "assistant", "content", "{\"source\": \"none\", \"expression\": \"\", \"reason\": \"\"}")))));
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        workspace.write("in/people.csv", "id,first_name,hue\n1,Ada,red\n2,Alan,blue\n");
        workspace.write("flows/f.yaml", """
            flow: F
            source: files
            destination: out
            pipelines:
              - {name: People, source: people.csv, destination: people, key: [id], capture: append}
            """);
        workspace.write("schemas/out/people.yaml", """
            entity: people
            fields:
              - {name: id, type: bigint, required: true}
              - {name: first_name, type: string}
              - {name: nickname, type: string}
            """);
        assistant(", budget: {retries: 0}");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void assistant(String more) throws IOException {
        workspace.write("leat.yaml", """
            workspace: w
            lake: ./lake
            connections:
              files: {type: files, path: in, format: csv}
              out: {type: delta, path: out}
            assistant: {provider: openai, model: small, baseUrl: "http://127.0.0.1:%d/v1"%s}
            """.formatted(server.getAddress().getPort(), more));
    }

    @Test
    void showPromptPrintsWhatWouldLeaveAndSendsNothing() throws IOException {
        Said shown = workspace.leat("map", "propose", "People", "--show-prompt");
        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(asked).isEmpty();
        assertThat(workspace.resolve("mappings")).doesNotExist();
        assertThat(shown.out()).contains("POST http://127.0.0.1:").doesNotContain("Ada", "Alan");
        JsonNode requests = Yaml.json().readTree(workspace.leat("map", "propose", "People", "--show-prompt", "--json").out()).path("requests");
        assertThat(workspace.leat("map", "propose", "People").code()).isZero();
        assertThat(asked).containsExactlyInAnyOrderElementsOf(requests.findValuesAsText("body")).allMatch(shown.out()::contains);
    }

    @Test
    void theSameProposalComesFromReplayWithNoServer() throws IOException {
        Said live = workspace.leat("map", "propose", "People");
        assertThat(live.out()).as(live.err()).contains("  model     small", "  answered  3 of 3 questions", "  chosen    0 of its ideas");
        String mapping = workspace.read("mappings/people.yaml");
        String evidence = workspace.read(".leat/proposals/people.json");
        server.stop(0);
        Said replayed = workspace.leat("map", "propose", "People", "--replay");
        assertThat(replayed.out()).as(replayed.err()).isEqualTo(live.out());
        assertThat(workspace.resolve("mappings/people.yaml")).hasContent(mapping);
        assertThat(workspace.resolve(".leat/proposals/people.json")).hasContent(evidence);
        Said down = workspace.leat("map", "propose", "People");
        assertThat(down.code()).isZero();
        assertThat(down.lines()).contains("The language model did not answer: this is the proposal without it.", "  model  small", "  why    unreachable 3");
        assertThat(workspace.resolve("mappings/people.yaml")).hasContent(mapping);
    }

    @Test
    void whatIsWrongWithTheSettingsIsSaid() throws IOException {
        assertThat(workspace.leat("map", "propose", "People", "--replay")).returns(2, Said::code).satisfies(said -> assertThat(said.err()).contains("Propose once without --replay"));
        assertThat(workspace.leat("map", "propose", "People", "--replay", "--show-prompt").code()).isEqualTo(2);
        assistant(", apiKey: \"${env:LEAT_NO_SUCH_KEY}\"");
        assertThat(workspace.leat("map", "propose", "People")).returns(2, Said::code).satisfies(said -> assertThat(said.err()).contains("LEAT_NO_SUCH_KEY is not set"));
        assertThat(workspace.leat("map", "propose", "People", "--show-prompt").code()).isZero();
        assistant(", sample: none, budget: {tokens: -1}");
        assertThat(workspace.leat("map", "propose", "People")).returns(2, Said::code).satisfies(said -> assertThat(said.err()).contains("assistant.sample: the key 'sample' is not known", "tokens is at least 0"));
        workspace.write("leat.yaml", workspace.read("leat.yaml").replaceAll("assistant:.*", ""));
        assertThat(workspace.leat("map", "propose", "People", "--show-prompt")).returns(2, Said::code).satisfies(said -> assertThat(said.err()).contains("no language model is named"));
        assertThat(workspace.leat("map", "propose", "People").code()).isZero();
        assertThat(asked).isEmpty();
    }
}
