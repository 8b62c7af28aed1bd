package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.embedded.EmbeddedServers;
import dev.leat.connect.embedded.Keep;
import dev.leat.connect.embedded.Server;
import dev.leat.mapping.propose.Assistant;
import dev.leat.mapping.propose.LookUp;
import dev.leat.mapping.propose.Proposal;
import dev.leat.mapping.schema.Samples;
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
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that are one foreign key away: found, proved on rows, written into the flow, and run. */
class MapLookUpTest {
    private static final String FLOW = """
        # ours
        flow: F
        source: db
        destination: warehouse
        pipelines:
          - name: Orders   # all of them
            source: orders
            destination: sales.orders
            capture: snapshot
        """;
    private static Server postgres;

    @TempDir
    Path workspace;

    @BeforeAll
    static void tables() throws IOException {
        Path folder = Files.createTempDirectory("leat-servers");
        Path seed = Files.writeString(folder.resolve("seed.sql"), """
            create table countries (id int primary key, name text not null, iso char(2), population bigint);
            insert into countries values (1, 'Germany', 'DE', 84000000), (2, 'France', 'FR', 68000000), (3, 'Poland', 'PL', 37000000), (4, 'Kenya', 'KE', 55000000);
            create table customers (id bigint primary key, full_name text, email text not null);
            insert into customers select n, 'Name ' || n, 'c' || n || '@example.com' from generate_series(1, 60) n;
            create table orders (id bigint primary key, customer_id bigint not null, country_id int references countries, placed_at timestamptz, total numeric(10,2));
            insert into orders select n, 1 + n % 60, case when n % 10 <> 0 then 1 + n % 4 end, timestamptz '2025-01-01 00:00:00Z' + n * interval '1 hour', n * 1.5 from generate_series(1, 200) n;
            """);
        postgres = EmbeddedServers.at(folder).endWithThisProcess().start("postgres", "postgres", Optional.of(seed), Keep.whileOwner(ProcessHandle.current().pid()));
        System.setProperty("leat.env.LEAT_TEST_PASSWORD", postgres.password().orElseThrow());
    }

    @BeforeEach
    void anOrderWithTheNameOfItsCountry() throws IOException {
        write("leat.yaml", """
            workspace: w
            lake: ./lake
            connections:
              db: {type: postgres, url: "%s", user: %s, password: "${env:LEAT_TEST_PASSWORD}"}
              warehouse: {type: delta, path: ./warehouse}
            """.formatted(postgres.address(), postgres.user().orElseThrow()));
        write("flows/f.yaml", FLOW);
        write("schemas/warehouse/sales.orders.yaml", """
            entity: sales.orders
            fields:
              - {name: order_id, type: bigint, required: true, key: true}
              - {name: customer_id, type: bigint}
              - {name: customer_email, type: string, semantic: email}
              - {name: country_name, type: string, description: name of the country}
              - {name: country_population, type: bigint}
              - {name: ordered_at, type: timestamp}
              - {name: total, type: "decimal(12,2)"}
              - {name: sales_region, type: string, description: region of the sales team}
            """);
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(workspace.resolve(file).getParent());
        Files.writeString(workspace.resolve(file), text);
    }

    private String read(String file) throws IOException {
        return Files.readString(workspace.resolve(file));
    }

    private Said leat(String... words) {
        return Said.by(Stream.concat(Stream.of(words), Stream.of("--workspace", workspace.toString())).toArray(String[]::new));
    }

    private JsonNode done(String... words) throws IOException {
        Said said = leat(Stream.concat(Stream.of(words), Stream.of("--json")).toArray(String[]::new));
        assertThat(said.code()).as(String.join(" ", words) + "\n" + said.out() + said.err()).isZero();
        return Yaml.json().readTree(said.out());
    }

    @Test
    void whatIsBehindAKeyIsSuggestedWithItsProofAndNothingIsWritten() throws IOException {
        Leat leat = Leat.open(workspace);
        Proposal proposal = new Assistant(leat.files(), leat.servers()::address).propose("Orders", 1000);
        Map<String, LookUp> byKey = new TreeMap<>();
        proposal.lookUps().forEach(lookUp -> byKey.put(lookUp.key().column(), lookUp));
        assertThat(byKey).containsOnlyKeys("country_id", "customer_id");
        LookUp country = byKey.get("country_id");
        assertThat(country.key().declared()).isTrue();
        assertThat(country).returns(200, LookUp::rows).returns(180, LookUp::keys).returns(180, LookUp::found).returns("country_name", LookUp::field).returns(false, LookUp::mapped);
        assertThat(country.takes()).extracting(LookUp.Take::target, LookUp.Take::column).containsExactlyInAnyOrder(org.assertj.core.groups.Tuple.tuple("country_name", "name"),
            org.assertj.core.groups.Tuple.tuple("country_population", "population"));
        assertThat(country.takes().get(0).evidence().shown()).anySatisfy(row -> assertThat(row.toString()).contains("country_id=Optional[2]", "France"));
        assertThat(byKey.get("customer_id")).returns("customer_id", LookUp::field).returns(true, LookUp::mapped);
        assertThat(byKey.get("customer_id").key().declared()).isFalse();
        assertThat(proposal.open()).extracting(field -> field.target()).containsExactly("customer_email", "country_population", "sales_region");
        assertThat(proposal.fields()).filteredOn(field -> field.target().equals("country_name")).singleElement().satisfies(field -> assertThat(field.choice()).returns("country_id", choice -> choice.expression())
            .satisfies(choice -> assertThat(choice.confidence()).as("the key alone is no name").isLessThan(0.5)));
        assertThat(read("flows/f.yaml")).isEqualTo(FLOW);
    }

    @Test
    void theExactYamlIsShown() throws IOException {
        Said said = leat("map", "propose", "Orders");
        String transformer = "- {type: lookup, name: \"Look up country\", auxiliary: countries, match: {id: country_name}, take: {country_name: name, country_population: population}}";
        assertThat(said.lines()).contains("    " + transformer, "    countries: {connection: db, entity: countries}", "  - {target: country_name, expression: country_id}");
        Said shown = leat("map", "show", "Orders");
        assertThat(shown.code()).isZero();
        assertThat(shown.out()).contains(transformer, "180 of 180 keys found", "Germany");
        assertThat(leat("map", "show", "Orders", "--html").code()).isZero();
        assertThat(read(".leat/proposals/orders.html")).contains("match: {id: country_name}");
        assertThat(done("map", "propose", "Orders").at("/proposal/lookUps").findValues("yaml")).hasSize(2);
    }

    @Test
    void addedLookUpsRunAndTheRestOfTheFlowStays() throws IOException {
        done("map", "propose", "Orders", "--add");
        assertThat(read("flows/f.yaml")).startsWith(FLOW).contains("    transformers:\n      - {type: lookup, ", "    auxiliary:\n      ");
        JsonNode again = done("map", "propose", "Orders").path("proposal");
        assertThat(again.path("lookUps")).isEmpty();
        assertThat(again.path("open").findValuesAsText("target")).containsExactly("sales_region");
        assertThat(again.path("fields").findValuesAsText("target")).contains("country_name").doesNotContain("country_population", "customer_email");
        done("map", "approve", "Orders", "--by", "jane@example.com");
        assertThat(done("run", "F").path("pipelines").get(0).path("written").asInt()).isEqualTo(200);
        Leat leat = Leat.open(workspace);
        List<ObjectNode> rows = Samples.read(leat.files().site("warehouse", Retry.DEFAULT, leat.servers()::address), EntityName.of("sales.orders"), 1000).orElseThrow().rows();
        assertThat(rows).hasSize(200).allSatisfy(row -> {
            int n = row.path("order_id").asInt();
            assertThat(row.path("customer_email").asText()).isEqualTo("c" + (1 + n % 60) + "@example.com");
            assertThat(row.path("country_name").asText("null")).isEqualTo(n % 10 == 0 ? "null" : List.of("Germany", "France", "Poland", "Kenya").get(n % 4));
            assertThat(row.path("country_population").asText("null")).isEqualTo(n % 10 == 0 ? "null" : List.of("84000000", "68000000", "37000000", "55000000").get(n % 4));
        });
    }

    @Test
    void anApprovedMappingGetsTheKeysAndIsStale() throws IOException {
        done("map", "propose", "Orders");
        done("map", "approve", "Orders", "--by", "jane@example.com");
        assertThat(leat("map", "check").code()).isZero();
        String approved = read("mappings/orders.yaml");
        done("map", "propose", "Orders", "--add");
        assertThat(read("mappings/orders.yaml")).contains("target: country_name", "approval:").contains(approved.substring(0, approved.indexOf("approval:")).stripTrailing());
        assertThat(leat("map", "check").code()).isEqualTo(3);
        assertThat(leat("run", "F").code()).isEqualTo(3);
        done("map", "approve", "Orders", "--by", "jane@example.com");
        assertThat(leat("map", "check").code()).isZero();
    }

    @Test
    void aKeyThatIsRenamedIsRepaired() throws Exception {
        done("map", "propose", "Orders", "--add");
        done("map", "approve", "Orders", "--by", "jane@example.com");
        sql("alter table orders rename column country_id to nation_id");
        try {
            assertThat(leat("map", "check").code()).isEqualTo(3);
            done("map", "propose", "Orders", "--stale");
            assertThat(read("mappings/orders.yaml")).contains("nation_id").doesNotContain("expression: country_id");
            done("map", "approve", "Orders", "--by", "jane@example.com");
        } finally {
            sql("alter table orders rename column nation_id to country_id");
        }
    }

    private static void sql(String command) throws Exception {
        try (var connection = java.sql.DriverManager.getConnection(postgres.address(), postgres.user().orElseThrow(), postgres.password().orElseThrow()); var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
