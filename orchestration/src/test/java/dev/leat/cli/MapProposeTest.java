package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.embedded.EmbeddedServers;
import dev.leat.connect.embedded.Keep;
import dev.leat.connect.embedded.Server;
import dev.leat.mapping.propose.Assistant;
import dev.leat.mapping.propose.OpenField;
import dev.leat.mapping.propose.Proposal;
import dev.leat.model.Yaml;
import dev.leat.run.Leat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From nothing to an approved mapping, on a real PostgreSQL and a real Elasticsearch. */
class MapProposeTest {
    private static Server postgres;
    private static Server elasticsearch;

    @TempDir
    Path folder;
    private TestWorkspace workspace;

    @BeforeAll
    static void servers() throws IOException {
        Path folder = Files.createTempDirectory("leat-servers");
        EmbeddedServers servers = EmbeddedServers.at(folder).endWithThisProcess();
        Path seed = Files.writeString(folder.resolve("seed.sql"), """
            create table customers (id bigint primary key, first_name text, last_name text, mail text, born text, status char(1) not null, shoe_size int, created_at timestamptz not null);
            insert into customers select n, (array['Ada', 'Grace', 'Alan', 'Edsger'])[1 + n % 4], (array['Lovelace', 'Hopper', 'Turing'])[1 + n % 3], 'm' || n || '@example.com',
              to_char(date '1950-01-01' + (n * 37 % 20000)::int, 'DD.MM.YYYY'), (array['A', 'S'])[1 + n % 2], 36 + n % 12, timestamptz '2024-01-01 00:00:00Z' + n * interval '37 minutes'
            from generate_series(1, 300) n;
            """);
        Keep keep = Keep.whileOwner(ProcessHandle.current().pid());
        postgres = servers.start("postgres", "postgres", Optional.of(seed), keep);
        elasticsearch = servers.start("elasticsearch", "elasticsearch", Optional.empty(), keep);
        System.setProperty("leat.env.LEAT_TEST_PASSWORD", postgres.password().orElseThrow());
    }

    @BeforeEach
    void aFlowWithALabeledDestination() throws IOException {
        workspace = new TestWorkspace(folder);
        workspace.write("leat.yaml", """
            workspace: shop
            lake: ./lake
            connections:
              db: {type: postgres, url: "%s", user: %s, password: "${env:LEAT_TEST_PASSWORD}"}
              search: {type: elasticsearch, url: "%s"}
            """.formatted(postgres.address(), postgres.user().orElseThrow(), elasticsearch.address()));
        workspace.write("flows/f.yaml", """
            flow: F
            source: db
            destination: search
            retry: {attempts: 1}
            pipelines:
              - {name: Customers, source: customers, destination: profiles, key: [id], capture: snapshot}
            """);
        workspace.write("schemas/search/profiles.yaml", """
            entity: profiles
            fields:
              - {name: customer_id, type: bigint, required: true, key: true, description: the customer's number}
              - {name: full_name, type: string, description: first and last name}
              - {name: email, type: string, semantic: email, required: true}
              - {name: birth_date, type: date}
              - {name: status, type: string, values: [active, suspended]}
              - {name: favourite_colour, type: string, description: the colour that the customer likes best}
              - {name: created_at, type: timestamp, required: true}
            """);
    }

    @Test
    void whatIsObviousIsProposedAndWhatFitsNothingStaysOpen() throws IOException {
        Said said = workspace.leat("map", "propose", "Customers", "--rows", "200", "--json");
        assertThat(said.code()).as(said.err()).isZero();
        JsonNode answer = Yaml.json().readTree(said.out());
        Map<String, String> expressions = new TreeMap<>();
        answer.path("proposal").path("fields").forEach(field -> expressions.put(field.path("target").asText(), field.path("choice").path("expression").asText()));
        assertThat(expressions).containsEntry("customer_id", "id").containsEntry("full_name", "concat_ws(' ', first_name, last_name)").containsEntry("email", "mail")
            .containsEntry("birth_date", "to_date(born, 'dd.MM.yyyy')").containsEntry("created_at", "created_at").containsKey("status").doesNotContainKey("favourite_colour");
        assertThat(expressions.get("status")).contains("active", "suspended");
        assertThat(answer.path("proposal").path("open").findValuesAsText("target")).containsExactly("favourite_colour");
        JsonNode evidence = Yaml.json().readTree(workspace.read(answer.path("evidence").asText()));
        assertThat(evidence).isEqualTo(answer.path("proposal"));
        assertThat(evidence.at("/fields/0/choice/evidence/rows").asInt()).isEqualTo(200);
        assertThat(answer.path("mapping").asText()).isEqualTo("mappings/customers.yaml");
        assertThat(workspace.leat("map", "show", "Customers").lines()).contains("Nobody has approved it.");
    }

    @Test
    void itFits80ColumnsAndSaysFirstWhatIsStillNeeded() {
        assertThat(workspace.leat("destination", "label", "search", "profiles", "sales_region", "--type", "string", "--required").code()).isZero();
        Said said = workspace.leat("map", "propose", "Customers");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.lines()).allMatch(line -> line.length() <= 80).anyMatch(line -> line.matches("target +expression +confidence +why")).anyMatch(line -> line.matches("email +mail +[01]\\.\\d\\d +.+"));
        int open = said.lines().indexOf("Open:");
        assertThat(said.lines().subList(open + 1, open + 3)).satisfiesExactly(line -> assertThat(line).startsWith("  sales_region      required; "),
            line -> assertThat(line).startsWith("  favourite_colour  ").doesNotContain("required"));
        assertThat(said.lines()).contains("  decide    leat map approve \"Customers\" --by WHO");
    }

    @Test
    void aProposalRunsOnlyOnceSomebodyHasApprovedIt() {
        workspace.leat("map", "propose", "Customers");
        assertThat(workspace.leat("run", "F").code()).isEqualTo(3);
        Said approved = workspace.leat("map", "approve", "Customers", "--by", "jane@example.com");
        assertThat(approved.code()).as(approved.err()).isZero();
        assertThat(workspace.leat("map", "check").code()).isZero();
    }

    @Test
    void whatSomebodyApprovedOrEditedStaysUnlessTheySayOtherwise() throws IOException {
        workspace.leat("map", "propose", "Customers");
        String proposed = workspace.read("mappings/customers.yaml");
        assertThat(workspace.leat("map", "propose", "Customers").out()).as("nobody has touched it").doesNotContain("--replace");
        workspace.leat("map", "approve", "Customers", "--by", "jane@example.com");
        String approved = workspace.read("mappings/customers.yaml");
        Said again = workspace.leat("map", "propose", "Customers");
        assertThat(again.code()).isZero();
        assertThat(again.lines()).contains("  mapping       .leat/proposals/customers.yaml", "  to take this  leat map propose \"Customers\" --replace");
        assertThat(workspace.read("mappings/customers.yaml")).isEqualTo(approved);
        assertThat(workspace.read(".leat/proposals/customers.yaml")).satisfies(text -> assertThat(expressions(text)).isEqualTo(expressions(proposed))).contains("accepted before for Customers by jane@example.com");
        assertThat(workspace.leat("map", "check").code()).isZero();
        workspace.write("mappings/customers.yaml", proposed.replace("expression: mail", "expression: lower(mail)"));
        workspace.leat("map", "propose", "Customers");
        assertThat(workspace.read("mappings/customers.yaml")).contains("lower(mail)");
        workspace.leat("map", "propose", "Customers", "--replace");
        assertThat(expressions(workspace.read("mappings/customers.yaml"))).isEqualTo(expressions(proposed));
        assertThat(workspace.read("mappings/customers.yaml")).doesNotContain("approval:");
    }

    private static List<String> expressions(String mapping) {
        return mapping.lines().filter(line -> line.contains("target:") || line.contains("  expression:")).toList();
    }

    @Test
    void whatCannotBeReadHasItsExitCode() throws IOException {
        Files.delete(workspace.resolve("schemas/search/profiles.yaml"));
        assertThat(workspace.leat("map", "propose", "Customers")).returns(2, Said::code).satisfies(said -> assertThat(said.err()).contains("search: profiles: it does not exist yet",
            "leat destination label search profiles FIELD", "leat destination pull search profiles"));
        assertThat(workspace.leat("map", "propose", "Customer")).returns(2, Said::code).satisfies(said -> assertThat(said.err()).contains("[Customers, F]"));
        assertThat(workspace.leat("map", "propose", "Customers", "--rows", "-1").code()).isEqualTo(2);
        workspace.write("leat.yaml", workspace.read("leat.yaml").replace(elasticsearch.address(), "http://127.0.0.1:1"));
        assertThat(workspace.leat("map", "propose", "Customers")).returns(4, Said::code).satisfies(said -> assertThat(said.errors()).hasSize(1));
        workspace.write("leat.yaml", workspace.read("leat.yaml").replace(postgres.address(), "jdbc:postgresql://127.0.0.1:1/postgres"));
        assertThat(workspace.leat("map", "propose", "Customers").code()).isEqualTo(4);
        assertThat(workspace.resolve("mappings")).doesNotExist();
        workspace.write("leat.yaml", workspace.read("leat.yaml").replace("jdbc:postgresql://127.0.0.1:1/postgres", postgres.address()));
        workspace.write("flows/f.yaml", workspace.read("flows/f.yaml").replace("source: customers", "source: customer"));
        assertThat(workspace.leat("map", "propose", "Customers")).returns(2, Said::code).satisfies(said -> assertThat(said.err()).contains("there is no entity 'customer'", "customers"));
    }

    @Test
    void fromJavaItIsTheSame() throws IOException {
        Leat leat = Leat.open(workspace.dir());
        Assistant assistant = new Assistant(leat.files(), leat.servers()::address);
        Proposal proposal = assistant.propose("Customers", 1000);
        assertThat(proposal.missing()).isEmpty();
        assertThat(proposal.open()).extracting(OpenField::target).containsExactly("favourite_colour");
        assertThat(assistant.write(proposal)).isEqualTo(new Assistant.Written(Optional.of("mappings/customers.yaml"), ".leat/proposals/customers.json", Optional.empty()));
        String written = workspace.read("mappings/customers.yaml");
        workspace.leat("map", "propose", "Customers");
        assertThat(workspace.read("mappings/customers.yaml")).isEqualTo(written);
    }
}
