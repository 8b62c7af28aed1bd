package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command with a language model behind HTTP that always says the same. */
class MapModelTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @TempDir
    Path workspace;

    @BeforeEach
    void aFlowAndAServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = Yaml.json().writeValueAsBytes(Map.of("choices", List.of(Map.of("message", Map.of("role", "assistant", "content", "{\"source\": \"none\", \"expression\": \"\", \"reason\": \"\"}")))));
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        write("in/people.csv", "id,first_name,hue\n1,Ada,red\n2,Alan,blue\n");
        write("flows/f.yaml", """
            flow: F
            source: files
            destination: out
            pipelines:
              - {name: People, source: people.csv, destination: people, key: [id], capture: append}
            """);
        write("schemas/out/people.yaml", """
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
        write("leat.yaml", """
            workspace: w
            lake: ./lake
            connections:
              files: {type: files, path: in, format: csv}
              out: {type: delta, path: out}
            assistant: {provider: openai, model: small, baseUrl: "http://127.0.0.1:%d/v1"%s}
            """.formatted(server.getAddress().getPort(), more));
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(workspace.resolve(file).getParent());
        Files.writeString(workspace.resolve(file), text);
    }

    private Said leat(String... words) {
        return Said.by(Stream.concat(Stream.of(words), Stream.of("--workspace", workspace.toString())).toArray(String[]::new));
    }

    @Test
    void showPromptPrintsWhatWouldLeaveAndSendsNothing() throws IOException {
        Said shown = leat("map", "propose", "People", "--show-prompt");
        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(asked).isEmpty();
        assertThat(workspace.resolve("mappings")).doesNotExist();
        assertThat(shown.out()).contains("POST http://127.0.0.1:").doesNotContain("Ada", "Alan");
        JsonNode requests = Yaml.json().readTree(leat("map", "propose", "People", "--show-prompt", "--json").out()).path("requests");
        assertThat(leat("map", "propose", "People").code()).isZero();
        assertThat(asked).containsExactlyInAnyOrderElementsOf(requests.findValuesAsText("body")).allMatch(shown.out()::contains);
    }

    @Test
    void theSameProposalComesFromReplayWithNoServer() throws IOException {
        Said live = leat("map", "propose", "People");
        assertThat(live.out()).as(live.err()).contains("  model     small", "  answered  3 of 3 questions", "  chosen    0 of its ideas");
        String mapping = Files.readString(workspace.resolve("mappings/people.yaml"));
        String evidence = Files.readString(workspace.resolve(".leat/proposals/people.json"));
        server.stop(0);
        Said replayed = leat("map", "propose", "People", "--replay");
        assertThat(replayed.out()).as(replayed.err()).isEqualTo(live.out());
        assertThat(workspace.resolve("mappings/people.yaml")).hasContent(mapping);
        assertThat(workspace.resolve(".leat/proposals/people.json")).hasContent(evidence);
        Said down = leat("map", "propose", "People");
        assertThat(down.code()).isZero();
        assertThat(down.lines()).contains("The language model did not answer: this is the proposal without it.", "  model  small", "  why    unreachable 3");
        assertThat(workspace.resolve("mappings/people.yaml")).hasContent(mapping);
    }

    @Test
    void whatIsWrongWithTheSettingsIsSaid() throws IOException {
        assertThat(leat("map", "propose", "People", "--replay")).returns(2, Said::code).satisfies(said -> assertThat(said.err()).contains("Propose once without --replay"));
        assertThat(leat("map", "propose", "People", "--replay", "--show-prompt").code()).isEqualTo(2);
        assistant(", apiKey: \"${env:LEAT_NO_SUCH_KEY}\"");
        assertThat(leat("map", "propose", "People")).returns(2, Said::code).satisfies(said -> assertThat(said.err()).contains("LEAT_NO_SUCH_KEY is not set"));
        assertThat(leat("map", "propose", "People", "--show-prompt").code()).isZero();
        assistant(", sample: none, budget: {tokens: -1}");
        assertThat(leat("map", "propose", "People")).returns(2, Said::code).satisfies(said -> assertThat(said.err()).contains("assistant.sample: the key 'sample' is not known", "tokens is at least 0"));
        write("leat.yaml", Files.readString(workspace.resolve("leat.yaml")).replaceAll("assistant:.*", ""));
        assertThat(leat("map", "propose", "People", "--show-prompt")).returns(2, Said::code).satisfies(said -> assertThat(said.err()).contains("no language model is named"));
        assertThat(leat("map", "propose", "People").code()).isZero();
        assertThat(asked).isEmpty();
    }
}
