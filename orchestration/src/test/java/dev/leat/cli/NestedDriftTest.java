package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to an approved mapping when the objects in JSON files change, from files to a Delta table. */
class NestedDriftTest {
    @TempDir
    Path folder;
    private TestWorkspace workspace;

    @BeforeEach
    void anApprovedMapping() throws IOException {
        workspace = new TestWorkspace(folder);
        workspace.write("leat.yaml", "workspace: shop\nlake: ./lake\nconnections:\n  drop: {type: files, path: ./in, format: json}\n  out: {type: delta, path: ./out}\n");
        workspace.write("flows/f.yaml", "flow: F\nsource: drop\ndestination: out\npipelines:\n  - {name: Orders, source: orders, destination: orders, key: [id], capture: append}\n");
        workspace.write("in/orders/a.json", orders("{\"id\": %1$d, \"address\": {\"city\": \"Town %1$d\", \"zip\": \"Z%1$d\"}}", 1));
        workspace.write("mappings/orders.yaml", """
            pipeline: Orders
            source: {connection: drop, entity: orders}
            destination: {connection: out, entity: orders}
            fields:
              - {target: id, expression: id}
              - {target: city, expression: upper(address.city)}
              - {target: zip, expression: address.zip}
            """);
        approved();
    }

    private static String orders(String shape, int from) {
        return IntStream.range(from, from + 40).mapToObj(shape::formatted).collect(Collectors.joining("\n", "", "\n"));
    }

    private void approved() {
        Said said = workspace.leat("map", "approve", "Orders", "--by", "jane@example.com");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(workspace.leat("map", "check").code()).isZero();
    }

    private int written() throws IOException {
        Said said = workspace.leat("run", "F", "--json");
        assertThat(said.code()).as(said.err()).isZero();
        return Yaml.json().readTree(said.out()).at("/pipelines/0/written").asInt();
    }

    private JsonNode checked() throws IOException {
        Said said = workspace.leat("map", "check", "--json");
        assertThat(said.code()).as(said.err()).isEqualTo(3);
        return Yaml.json().readTree(said.out()).at("/pipelines/0");
    }

    @Test
    void aNewPartOfAnObjectMakesNothingStaleAndIsCaptured() throws IOException {
        assertThat(written()).isEqualTo(40);
        workspace.write("in/orders/b.json", orders("{\"id\": %1$d, \"address\": {\"city\": \"Town %1$d\", \"street\": \"S\", \"zip\": \"Z%1$d\"}}", 41));
        assertThat(workspace.leat("map", "check").code()).isZero();
        assertThat(written()).isEqualTo(40);
    }

    @Test
    void aRenamedPartOfAnObjectIsFoundUnderItsNewName() throws IOException {
        workspace.write("in/orders/a.json", orders("{\"id\": %1$d, \"address\": {\"city_name\": \"Town %1$d\", \"zip\": \"Z%1$d\"}}", 1));
        JsonNode check = checked();
        assertThat(check.path("fields")).singleElement().extracting(JsonNode::asText).isEqualTo("city");
        assertThat(check.path("changes")).singleElement().extracting(JsonNode::asText).isEqualTo("source column orders.address.city: gone (was string)");
        assertThat(check.at("/repairs/0/expression").asText()).isEqualTo("upper(address.city_name)");
        assertThat(workspace.leat("map", "propose", "Orders", "--stale").code()).isZero();
        approved();
    }

    @Test
    void anObjectThatIsCalledOtherwiseIsFoundWithItsParts() throws IOException {
        workspace.write("in/orders/a.json", orders("{\"id\": %1$d, \"addr\": {\"city\": \"Town %1$d\", \"zip\": \"Z%1$d\"}}", 1));
        assertThat(checked().path("repairs").findValuesAsText("expression")).containsExactly("upper(addr.city)", "addr.zip");
        assertThat(workspace.leat("map", "propose", "Orders", "--stale").code()).isZero();
        approved();
    }

    @Test
    void anotherTypeOfAPartConcernsItsFieldAlone() throws IOException {
        workspace.write("in/orders/a.json", orders("{\"id\": %1$d, \"address\": {\"city\": \"Town %1$d\", \"zip\": %1$d}}", 1));
        assertThat(checked().path("changes")).singleElement().extracting(JsonNode::asText).isEqualTo("source column orders.address.zip: string → bigint");
    }
}
