package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connect.Connectors;
import dev.leat.connect.Sampler;
import dev.leat.connect.embedded.EmbeddedServers;
import dev.leat.connect.embedded.Keep;
import dev.leat.connect.embedded.Server;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import dev.leat.model.Retry;
import dev.leat.model.Yaml;
import dev.leat.run.Leat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labeled fields that the mapping leaves open, in destinations that Leat makes. */
class OpenFieldsTest {
    private static Server search;

    @TempDir
    Path folder;
    private TestWorkspace workspace;

    @BeforeAll
    static void server() throws IOException {
        search = EmbeddedServers.at(Files.createTempDirectory("leat-servers")).endWithThisProcess().start("elasticsearch", "elasticsearch", Optional.empty(), Keep.whileOwner(ProcessHandle.current().pid()));
    }

    @BeforeEach
    void aMappingOfTwoOfFiveFields() throws IOException {
        workspace = new TestWorkspace(folder);
        workspace.write("leat.yaml", "workspace: shop\nlake: ./lake\nconnections:\n  drop: {type: files, path: ./in, format: csv}\n  out: {type: delta, path: ./out}\n  search: {type: elasticsearch, url: \"" + search.address() + "\"}\n");
        workspace.write("in/people/a.csv", "id,name\n1,Ada\n2,Grace\n");
        flow("out");
    }

    private void flow(String destination) throws IOException {
        workspace.write("flows/f.yaml", "flow: F\nsource: drop\ndestination: " + destination + "\npipelines:\n  - {name: People, source: people, destination: open_people, key: [id], capture: append}\n");
        workspace.write("schemas/" + destination + "/open_people.yaml", """
            entity: open_people
            fields:
              - {name: colour, type: varchar(20)}
              - {name: id, type: bigint, required: true}
              - {name: born, type: date}
              - {name: address, type: "struct<city: string>"}
              - {name: address.city, type: string}
              - {name: name, type: string}
            """);
        workspace.write("mappings/people.yaml", """
            pipeline: People
            source: {connection: drop, entity: people}
            destination: {connection: DESTINATION, entity: open_people}
            fields:
              - {target: id, expression: cast(id as bigint)}
              - {target: name, expression: name}
              - {target: shout, expression: upper(name)}
            """.replace("DESTINATION", destination));
    }

    private void done(String... words) {
        Said said = workspace.leat(words);
        assertThat(said.code()).as(said.out() + said.err()).isZero();
    }

    private Map<String, String> columns(String connection) {
        Leat leat = Leat.open(workspace.dir());
        try (Sampler sampler = Connectors.sampler(leat.files().site(connection, Retry.DEFAULT, leat.servers()::address))) {
            List<Column> columns = sampler.sample(EntityName.of("open_people"), 10).orElseThrow().schema().columns();
            return columns.stream().collect(Collectors.toMap(Column::name, column -> column.type().orElseThrow().toLowerCase(java.util.Locale.ROOT), (one, other) -> one, java.util.LinkedHashMap::new));
        }
    }

    @Test
    void aTableThatIsMadeHasThemInTheLabelsOrder() throws IOException {
        done("map", "approve", "People", "--by", "jane@example.com");
        assertThat(workspace.leat("map", "check").lines()).anyMatch(line -> line.matches("  open +colour, born, address: labeled, and nothing fills them, so null"));
        assertThat(Yaml.json().readTree(workspace.leat("plan", "F", "--json").out()).findPath("open")).hasSize(3);
        done("run", "F");
        assertThat(columns("out").toString()).isEqualTo("{colour=string, id=bigint, born=date, address=struct<city:string>, name=string, shout=string}");
        workspace.write("mappings/people.yaml", workspace.read("mappings/people.yaml").replace("  - {target: shout, expression: upper(name)}\n",
            "  - {target: shout, expression: upper(name)}\n  - {target: colour, expression: \"'red'\"}\n"));
        done("map", "approve", "People", "--by", "jane@example.com");
        workspace.write("in/people/b.csv", "id,name\n3,Alan\n");
        done("run", "F");
    }

    @Test
    void soHasAnIndex() throws IOException {
        flow("search");
        done("map", "approve", "People", "--by", "jane@example.com");
        done("run", "F");
        assertThat(columns("search")).containsEntry("colour", "string").containsEntry("born", "date").containsEntry("address", "struct<city:string>").containsEntry("shout", "string");
    }

    @Test
    void oneThatIsRequiredIsSaidAndCannotBeApproved() throws IOException {
        workspace.write("schemas/out/open_people.yaml", workspace.read("schemas/out/open_people.yaml").replace("born, type: date", "born, type: date, required: true"));
        for (String command : List.of("check", "approve")) {
            Said said = command.equals("check") ? workspace.leat("map", "check") : workspace.leat("map", "approve", "People", "--by", "jane@example.com");
            assertThat(said).returns(2, Said::code).satisfies(told -> assertThat(told.err()).contains("mappings/people.yaml: nothing fills 'born', which the destination needs"));
        }
    }
}
