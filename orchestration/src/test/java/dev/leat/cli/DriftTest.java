package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.embedded.EmbeddedServers;
import dev.leat.connect.embedded.Keep;
import dev.leat.connect.embedded.Server;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to an approved mapping when the source or the destination changes, on a real PostgreSQL and a real Elasticsearch. */
class DriftTest {
    private static Server postgres;
    private static Server elasticsearch;

    @TempDir
    Path folder;
    private TestWorkspace workspace;

    @BeforeAll
    static void servers() throws IOException {
        EmbeddedServers servers = EmbeddedServers.at(Files.createTempDirectory("leat-servers")).endWithThisProcess();
        Keep keep = Keep.whileOwner(ProcessHandle.current().pid());
        postgres = servers.start("postgres", "postgres", Optional.empty(), keep);
        elasticsearch = servers.start("elasticsearch", "elasticsearch", Optional.empty(), keep);
        System.setProperty("leat.env.LEAT_TEST_PASSWORD", postgres.password().orElseThrow());
    }

    @BeforeEach
    void anApprovedMapping() throws Exception {
        workspace = new TestWorkspace(folder);
        sql("""
            drop table if exists customers;
            create table customers (id bigint primary key, first_name text, last_name text, mail text, born text, nick text, spent_cents bigint not null);
            insert into customers select n, (array['Ada', 'Grace', 'Alan', 'Edsger'])[1 + n % 4], (array['Lovelace', 'Hopper', 'Turing'])[1 + n % 3], 'M' || n || '@example.com',
              to_char(date '1950-01-01' + (n * 37 % 20000)::int, 'YYYY-MM-DD'), 'nick' || n, n * 977 % 10000 from generate_series(1, 200) n""");
        index("DELETE", "");
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
              - {name: Customers, source: customers, destination: profiles, capture: snapshot}
            """);
        workspace.write("schemas/search/profiles.yaml", """
            entity: profiles
            fields:
              - {name: customer_id, type: bigint, required: true, key: true}
              - {name: full_name, type: string, description: first and last name}
              - {name: email, type: string, semantic: email, required: true}
              - {name: birth_date, type: date}
              - {name: nickname, type: string}
              - {name: spent, type: "decimal(12,2)", unit: EUR}
            """);
        workspace.write("mappings/customers.yaml", """
            # by hand, and it stays as it is written
            pipeline: Customers
            source: {connection: db, entity: customers}
            destination: {connection: search, entity: profiles}
            fields:
              - {target: customer_id, expression: id}
              - {target: full_name, expression: "concat_ws(' ', first_name, last_name)"}
              - {target: email, expression: lower(trim(mail))}  # as people type it
              - {target: birth_date, expression: cast(born as date)}
              - {target: nickname, expression: nick}
              - {target: spent, expression: "cast(spent_cents / 100 as decimal(12,2))"}
            """);
        assertThat(approve()).isZero();
        assertThat(workspace.leat("map", "check").code()).isZero();
    }

    private static void sql(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.address(), postgres.user().orElseThrow(), postgres.password().orElseThrow()); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void index(String method, String properties) throws Exception {
        String body = properties.isEmpty() ? "" : "{\"mappings\": {\"dynamic\": \"strict\", \"_meta\": {\"leat_types\": {\"birth_date\": \"DATE\", \"spent\": \"DECIMAL(12,2)\"}}, \"properties\": {" + properties + "}}}";
        HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(elasticsearch.address() + "/profiles")).header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 404);
    }

    private String mapping() throws IOException {
        return workspace.read("mappings/customers.yaml");
    }

    private int approve() {
        return workspace.leat("map", "approve", "Customers", "--by", "jane@example.com").code();
    }

    /** Stale for these fields, by these words, and the gate says the same; nothing is written. */
    private JsonNode stale(List<String> fields, String... words) throws IOException {
        String before = mapping();
        Said said = workspace.leat("map", "check", "--json");
        assertThat(said.code()).as(said.out() + said.err()).isEqualTo(3);
        JsonNode pipeline = Yaml.json().readTree(said.out()).path("pipelines").get(0);
        assertThat(texts(pipeline.path("fields"))).isEqualTo(fields);
        assertThat(texts(pipeline.path("changes"))).containsExactly(words);
        Said run = workspace.leat("run", "F");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("mappings/customers.yaml: the approval of 'Customers' that jane@example.com gave at").contains("is stale (" + String.join("; ", words) + ")");
        assertThat(mapping()).isEqualTo(before);
        assertThat(workspace.resolve("lake/captures")).doesNotExist();
        return pipeline.path("repairs");
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(((ArrayNode) list).spliterator(), false).map(JsonNode::asText).toList();
    }

    /** @param old a line of the mapping @param fresh instead of it */
    private void repaired(String old, String fresh) throws IOException {
        String before = mapping();
        assertThat(before).contains(old);
        Said said = workspace.leat("map", "propose", "Customers", "--stale");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(mapping()).isEqualTo(before.replace(old, fresh));
        assertThat(workspace.leat("map", "check").code()).as("not approved yet").isEqualTo(3);
        assertThat(workspace.leat("run", "F").code()).isEqualTo(3);
        assertThat(approve()).isZero();
        assertThat(workspace.leat("map", "check").code()).isZero();
    }

    @Test
    void aRenamedColumnIsFoundUnderItsNewNameInTheExpressionThatWasApproved() throws Exception {
        sql("alter table customers rename column mail to contact_email");
        JsonNode repairs = stale(List.of("email"), "source column customers.mail: gone (was string)");
        assertThat(repairs.findValuesAsText("expression")).containsExactly("lower(trim(contact_email))");
        assertThat(repairs.get(0).path("evidence").path("satisfied").asDouble()).isEqualTo(1);
        assertThat(repairs.get(0).path("why").asText()).contains("mail is called contact_email now");
        Said told = workspace.leat("map", "check");
        assertThat(told.lines()).allMatch(line -> line.length() <= 80).anyMatch(line -> line.matches("  email +lower\\(trim\\(contact_email\\)\\) \\(0\\.\\d\\d: .*"));
        String before = mapping();
        assertThat(workspace.leat("map", "propose", "Customers", "--stale").code()).isZero();
        assertThat(mapping().lines().filter(line -> !before.contains(line)).toList()).singleElement().asString().contains("target: email", "lower(trim(contact_email))");
        assertThat(workspace.leat("map", "check").out()).contains("field email: expression changed").doesNotContain("full_name");
        assertThat(approve()).isZero();
        assertThat(workspace.leat("map", "check").code()).isZero();
    }

    @Test
    void aDroppedColumnTakesItsFieldOut() throws Exception {
        sql("alter table customers drop column nick");
        JsonNode repairs = stale(List.of("nickname"), "source column customers.nick: gone (was string)");
        assertThat(repairs.get(0).path("removes").asBoolean()).as(repairs.toString()).isTrue();
        repaired("  - {target: nickname, expression: nick}\n", "");
    }

    @Test
    void aRequiredFieldWhoseColumnIsDroppedWaitsForAPerson() throws Exception {
        sql("alter table customers drop column mail");
        JsonNode repairs = stale(List.of("email"), "source column customers.mail: gone (was string)");
        assertThat(repairs.get(0).path("removes").asBoolean()).isFalse();
        assertThat(repairs.get(0).path("why").asText()).contains("required");
        String before = mapping();
        assertThat(workspace.leat("map", "propose", "Customers", "--stale").code()).isZero();
        assertThat(mapping()).isEqualTo(before);
        assertThat(workspace.leat("map", "approve", "Customers", "--by", "jane@example.com")).returns(2, Said::code).satisfies(said -> assertThat(said.err()).contains("mappings/customers.yaml: fields[2].expression", "mail"));
    }

    @Test
    void aColumnOfAnotherTypeMakesOnlyWhatUsesItStale() throws Exception {
        sql("alter table customers alter column born type date using born::date");
        JsonNode repairs = stale(List.of("birth_date"), "source column customers.born: string → date");
        assertThat(repairs.findValuesAsText("expression")).containsExactly("cast(born as date)");
        assertThat(approve()).isZero();
        sql("alter table customers alter column spent_cents type boolean using spent_cents > 100");
        repairs = stale(List.of("spent"), "source column customers.spent_cents: bigint → boolean");
        assertThat(repairs.get(0).path("removes").asBoolean()).as(repairs.toString()).isTrue();
    }

    @Test
    void aNewColumnMakesNothingStale() throws Exception {
        sql("alter table customers add column shoe_size int");
        assertThat(workspace.leat("map", "check").code()).isZero();
    }

    @Test
    void aNewFieldOfTheDestinationIsProposedForAndOthersStay() throws Exception {
        sql("alter table customers add column country char(2) not null default 'DE'");
        assertThat(workspace.leat("destination", "label", "search", "profiles", "country", "--type", "string", "--semantic", "country", "--required").code()).isZero();
        JsonNode repairs = stale(List.of("country"), "destination field profiles.country: new (string required)");
        assertThat(repairs.findValuesAsText("expression")).containsExactly("country");
        String before = mapping();
        assertThat(workspace.leat("map", "propose", "Customers", "--stale").code()).isZero();
        assertThat(mapping()).startsWith(before.substring(0, before.indexOf("approval:"))).endsWith(before.substring(before.indexOf("approval:"))).contains("{target: country, expression: country, ");
        assertThat(approve()).isZero();
    }

    @Test
    void aDemandThatChangedIsToldByField() throws Exception {
        assertThat(workspace.leat("destination", "label", "search", "profiles", "nickname", "--values", "nick1,nick2").code()).isZero();
        stale(List.of("nickname"), "destination field profiles.nickname: string → string [nick1, nick2]");
    }

    @Test
    void whatTheIndexTakesNoMoreIsTakenOverByAPull() throws Exception {
        String others = "\"customer_id\": {\"type\": \"long\"}, \"full_name\": {\"type\": \"keyword\"}, \"email\": {\"type\": \"keyword\"}, \"spent\": {\"type\": \"double\"}, ";
        index("PUT", others + "\"birth_date\": {\"type\": \"date\"}");
        JsonNode repairs = stale(List.of("nickname"), "destination field profiles.nickname: the index has no such field and is strict");
        assertThat(repairs.get(0).path("why").asText()).contains("leat destination pull search profiles");
        assertThat(workspace.leat("destination", "pull", "search", "profiles").code()).isZero();
        Said check = workspace.leat("map", "check");
        assertThat(check.code()).as(check.err()).isEqualTo(3);
        assertThat(check.lines().stream().map(String::strip).collect(Collectors.joining(" "))).contains("destination field profiles.nickname: gone (was string)", "the destination has no such field any more; its line goes");
        String before = mapping();
        assertThat(workspace.leat("map", "propose", "Customers", "--stale").code()).isZero();
        assertThat(mapping()).doesNotContain("target: nickname").contains("# as people type it").hasSizeLessThan(before.length() + 400);
        assertThat(approve()).isZero();
        assertThat(workspace.leat("map", "check").code()).isZero();
    }

    /** As Spark leaves it, without rows. */
    private void table(String... columns) throws IOException {
        String fields = Stream.concat(Stream.of(columns), Stream.of("_leat_id string", "_leat_seq long")).map(column -> column.split(" "))
            .map(column -> "{\"name\":\"" + column[0] + "\",\"type\":\"" + column[1] + "\",\"nullable\":true,\"metadata\":{}}").collect(Collectors.joining(","));
        ObjectNode metadata = Yaml.json().createObjectNode().put("id", "1c1c2f0e-0000-4000-8000-000000000000").put("schemaString", "{\"type\":\"struct\",\"fields\":[" + fields + "]}");
        metadata.putObject("format").put("provider", "parquet").putObject("options");
        metadata.putArray("partitionColumns");
        metadata.putObject("configuration");
        workspace.write("out/profiles/_delta_log/00000000000000000000.json", "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":2}}\n" + Yaml.json().createObjectNode().set("metaData", metadata) + "\n");
    }

    @Test
    void aTableOfTheLakeThatHasOtherColumnsNowIsTakenOverByAPull() throws Exception {
        workspace.write("leat.yaml", workspace.read("leat.yaml") + "  out: {type: delta, path: ./out}\n");
        for (String file : List.of("flows/f.yaml", "mappings/customers.yaml")) {
            workspace.write(file, Files.readString(workspace.resolve(file)).replace("destination: search", "destination: out").replace("connection: search", "connection: out"));
        }
        workspace.write("schemas/out/profiles.yaml", workspace.read("schemas/search/profiles.yaml"));
        assertThat(approve()).isZero();
        table("customer_id long", "full_name string", "email string", "birth_date date", "spent string");
        stale(List.of("nickname", "spent"), "destination field profiles.nickname: the table has no such column",
            "destination field profiles.spent: the table has string, the mapping makes decimal(12,2)");
        assertThat(workspace.leat("destination", "pull", "out", "profiles").code()).isZero();
        String before = mapping();
        Said said = workspace.leat("map", "propose", "Customers", "--stale");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(mapping().lines().filter(line -> !before.contains(line)).toList()).allMatch(line -> line.contains("target: spent"));
        assertThat(mapping()).doesNotContain("target: nickname").contains("target: spent");
        assertThat(approve()).isZero();
        assertThat(workspace.leat("map", "check").code()).isZero();
    }

    private String flow() throws IOException {
        return workspace.read("flows/f.yaml");
    }

    @Test
    void aRenamedKeyAndCursorAreToldWithTheLinesToWrite() throws Exception {
        sql("alter table customers add column updated_at timestamptz not null default now()");
        workspace.write("flows/f.yaml", flow().replace("capture: snapshot", "key: [id], capture: {incremental: updated_at}"));
        assertThat(approve()).isZero();
        sql("alter table customers rename column id to customer_no; alter table customers rename column updated_at to modified_at");
        JsonNode repairs = stale(List.of("customer_id"), "source column customers.id, which is the key: gone", "source column customers.updated_at, which is the cursor of the capture: gone",
            "source column customers.id: gone (was bigint)");
        assertThat(repairs.findValuesAsText("expression")).containsExactly("customer_no");
        String told = workspace.leat("map", "check").lines().stream().map(String::strip).collect(Collectors.joining(" "));
        assertThat(told).contains("customer_no is the most like it. If that is it, write key: [customer_no] (flows/f.yaml: pipelines[0].key)",
            "modified_at is the most like it. If that is it, write capture: {incremental: modified_at} (flows/f.yaml: pipelines[0].capture)");
        assertThat(workspace.leat("map", "propose", "Customers", "--stale").out()).contains("key: [customer_no]");
        assertThat(workspace.leat("map", "check").code()).isEqualTo(3);
        workspace.write("flows/f.yaml", flow().replace("key: [id], capture: {incremental: updated_at}", "key: [customer_no], capture: {incremental: modified_at}"));
        assertThat(approve()).isZero();
        assertThat(workspace.leat("map", "check").code()).isZero();
    }

    @Test
    void whatChangedInSourceAndDestinationIsToldAtOnce() throws Exception {
        sql("alter table customers rename column mail to contact_email");
        index("PUT", "\"customer_id\": {\"type\": \"long\"}, \"full_name\": {\"type\": \"keyword\"}, \"email\": {\"type\": \"keyword\"}, \"spent\": {\"type\": \"double\"}, \"birth_date\": {\"type\": \"date\"}");
        stale(List.of("email", "nickname"), "source column customers.mail: gone (was string)", "destination field profiles.nickname: the index has no such field and is strict");
    }

    @Test
    void aMistakeInAFileIsNoDrift() throws Exception {
        workspace.write("mappings/customers.yaml", mapping().replace("lower(trim(mail))", "lower(trim(maill))"));
        assertThat(workspace.leat("map", "check")).returns(2, Said::code).satisfies(said -> assertThat(said.err()).contains("fields[2].expression", "maill"));
    }
}
