package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.embedded.EmbeddedServers;
import dev.leat.connect.embedded.Keep;
import dev.leat.connect.embedded.Server;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that nobody would wish for, by the commands, from a real PostgreSQL and real files: each ends with a proposal or with a sentence. */
class BadInputTest {
    private static Server postgres;

    @TempDir
    Path folder;
    private TestWorkspace workspace;

    @BeforeAll
    static void server() throws IOException {
        postgres = EmbeddedServers.at(Files.createTempDirectory("leat-servers")).endWithThisProcess().start("postgres", "postgres", Optional.empty(), Keep.whileOwner(ProcessHandle.current().pid()));
        System.setProperty("leat.env.LEAT_TEST_PASSWORD", postgres.password().orElseThrow());
    }

    @BeforeEach
    void workspace() throws IOException {
        workspace = new TestWorkspace(folder);
        workspace.write("leat.yaml", """
            workspace: bad
            lake: ./lake
            connections:
              db: {type: postgres, url: "%s", user: %s, password: "${env:LEAT_TEST_PASSWORD}"}
              csv: {type: files, path: ./csv, format: csv}
              json: {type: files, path: ./json, format: json}
              parquet: {type: files, path: ./parquet, format: parquet}
              out: {type: delta, path: ./out}
            """.formatted(postgres.address(), postgres.user().orElseThrow()));
        labels("{name: id, type: bigint, key: true}", "{name: full_name, type: string}", "{name: created_on, type: date}");
    }

    private void labels(String... fields) throws IOException {
        workspace.write("schemas/out/people.yaml", "entity: people\nfields:\n" + String.join("\n", Stream.of(fields).map("  - "::concat).toList()) + "\n");
    }

    private static void sql(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.address(), postgres.user().orElseThrow(), postgres.password().orElseThrow()); Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists bad");
            statement.execute(sql);
        }
    }

    private Said leat(String... words) {
        Said said = workspace.leat(words);
        assertThat(said.err()).doesNotContain("\tat ", "Exception", "This is a bug");
        assertThat(said.code()).as(said.err()).isNotEqualTo(1);
        return said;
    }

    private void flow(String connection) throws IOException {
        workspace.write("flows/f.yaml", """
            flow: F
            source: %s
            destination: out
            retry: {attempts: 1}
            pipelines:
              - {name: P, source: bad, destination: people, capture: snapshot}
            """.formatted(connection));
    }

    /** What is proposed by field, after the source was pulled as well; and it can be shown. */
    private Map<String, String> proposed(String connection, String... options) throws IOException {
        flow(connection);
        Said pulled = leat("source", "pull", connection, "bad");
        assertThat(pulled.code()).as(pulled.err()).isZero();
        Said said = leat(Stream.concat(Stream.of("map", "propose", "P", "--replace", "--json"), Stream.of(options)).toArray(String[]::new));
        assertThat(said.code()).as(said.err()).isZero();
        Map<String, String> expressions = new TreeMap<>();
        JsonNode proposal = Yaml.json().readTree(said.out()).path("proposal");
        proposal.path("fields").forEach(field -> expressions.put(field.path("target").asText(), field.path("choice").path("expression").asText()));
        assertThat(proposal.path("fields").size() + proposal.path("open").size()).isGreaterThanOrEqualTo(1);
        if (!expressions.isEmpty()) {
            assertThat(leat("map", "show", "P").code()).isZero();
        }
        return expressions;
    }

    /** Neither pulled nor proposed for: a sentence that names the place, and this code. */
    private void refused(String connection, int code, String... words) throws IOException {
        flow(connection);
        for (Said said : new Said[] {leat("source", "pull", connection, "bad"), leat("map", "propose", "P")}) {
            assertThat(said.code()).as(said.out() + said.err()).isEqualTo(code);
            assertThat(said.err()).contains(words);
            assertThat(said.errors()).isNotEmpty().allMatch(line -> line.contains(": ") && line.endsWith("."));
        }
    }

    @Test
    void anEmptyTableIsProposedForByNamesAndTypes() throws Exception {
        sql("create table bad (id bigint primary key, full_name text, created_on date)");
        assertThat(proposed("db")).containsEntry("id", "id").containsEntry("full_name", "full_name").containsEntry("created_on", "created_on");
    }

    @Test
    void withoutRowsToLookAtToo() throws Exception {
        sql("create table bad (id bigint primary key, full_name text, created_on date); insert into bad values (1, 'Ada', '2024-01-02')");
        assertThat(proposed("db", "--rows", "0")).containsEntry("id", "id").containsEntry("full_name", "full_name");
    }

    @Test
    void oneColumnAndNoneAtAll() throws Exception {
        sql("create table bad (id bigint primary key); insert into bad select generate_series(1, 10)");
        assertThat(proposed("db")).containsOnlyKeys("id");
        sql("create table bad ()");
        assertThat(proposed("db")).isEmpty();
    }

    @Test
    void withNothingInCommonNothingIsSaidToBeSure() throws Exception {
        sql("create table bad (kelvin double precision, pressure_kpa double precision); insert into bad select n / 7.0, n * 100000 / 3.0 from generate_series(1, 50) n");
        labels("{name: surname, type: string, description: family name}", "{name: birthday, type: date}", "{name: married, type: boolean, required: true}");
        flow("db");
        JsonNode proposal = Yaml.json().readTree(leat("map", "propose", "P", "--json").out()).path("proposal");
        assertThat(proposal.path("open").findValuesAsText("target")).contains("birthday", "married");
        proposal.path("fields").forEach(field -> assertThat(field.path("choice").path("confidence").asDouble()).as(field.toString()).isLessThan(0.7));
        assertThat(leat("map", "propose", "P").out()).contains("Open:", "required; no source field is like it");
        assertThat(leat("map", "approve", "P", "--by", "jane@example.com").code()).as("a required field is open").isEqualTo(2);
    }

    @Test
    void binaryDataAndVeryLongValues() throws Exception {
        sql("""
            create table bad (id bigint primary key, full_name text, picture bytea, noise text);
            insert into bad select n, repeat('Ada Lovelace ', 8000), decode(md5(n::text) || '00ff', 'hex'), repeat(chr(1 + n) || 'x(', 50000) from generate_series(1, 30) n""");
        labels("{name: id, type: bigint, key: true}", "{name: full_name, type: string}", "{name: picture, type: binary}", "{name: noise, type: int}");
        assertThat(proposed("db")).containsEntry("id", "id").containsEntry("full_name", "full_name").containsEntry("picture", "picture");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select", "group by", "😀", "имя", "名前", "اسم", "a.b", "a`b", "a\"\"b", "a''b", " ", "tab\tand\nline", "1st", "null", "current_date", "\\", "$x", "[]", "items[].x", "_leat_id", "x,y", "a=b", "ÄÖ"})
    void anyNameOfAColumn(String name) throws Exception {
        sql("create table bad (id bigint primary key, \"" + name + "\" text); insert into bad select n, '0' || n % 9 + 1 || '.03.2024' from generate_series(1, 20) n");
        String column = name.replace("\"\"", "\"");
        labels("{name: id, type: bigint, key: true}", "{name: " + Yaml.json().writeValueAsString(column.isBlank() ? "blank" : column) + ", type: string}", "{name: created_on, type: date}");
        Map<String, String> expressions = proposed("db");
        assertThat(expressions).containsEntry("id", "id");
        Said check = leat("map", "check");
        assertThat(check.code()).as(check.out() + check.err()).isIn(2, 3);
    }

    @Test
    void namesThatDifferOnlyInCase() throws Exception {
        sql("create table bad (id bigint primary key, \"Name\" text, name text); insert into bad values (1, 'a', 'b')");
        labels("{name: id, type: bigint, key: true}", "{name: name, type: string}");
        proposed("db");
    }

    @Test
    void keysOfJsonThatAreEmptyOrRepeatOrHaveDots() throws Exception {
        workspace.write("json/bad.json", """
            {"id": 1, "": 5, "full_name": "Ada", "full_name": "Grace", "a.b": 1, "a": {"b": 2, "": 3}, "😀": {"select": [1, 2]}, "Full_Name": "x"}
            {"id": 2, "": 6, "full_name": "Alan", "a.b": 2, "a": {"b": 3, "": 4}, "😀": {"select": []}, "x": null, "e": {}, "l": []}
            """);
        flow("json");
        for (Said said : new Said[] {leat("source", "pull", "json", "bad"), leat("map", "propose", "P")}) {
            assertThat(said.code()).as(said.out() + said.err()).isIn(0, 2);
        }
    }

    @Test
    void linesThatAreNoJson() throws Exception {
        workspace.write("json/bad.json", "{\"id\": 1, \"full_name\": \"Ada\"}\n{\"id\": \nnonsense\n[1, 2]\n3\n\n{\"id\": 2, \"full_name\": \"Alan\"}\n");
        assertThat(proposed("json")).containsEntry("id", "id").containsEntry("full_name", "full_name");
    }

    @Test
    void headersOfCsvThatAreEmptyOrRepeat() throws Exception {
        workspace.write("csv/bad.csv", "id,,full_name,full_name,\n1,a,Ada,x,\n2,b,Alan,y,\n");
        flow("csv");
        for (Said said : new Said[] {leat("source", "pull", "csv", "bad"), leat("map", "propose", "P")}) {
            assertThat(said.code()).as(said.out() + said.err()).isIn(0, 2);
        }
    }

    @Test
    void filesThatAreEmptyOrNotWhatTheySay() throws Exception {
        byte[] noise = new byte[5000];
        new Random(7).nextBytes(noise);
        workspace.write("json/bad.json", "");
        assertThat(proposed("json")).isEmpty();
        workspace.write("json/bad.json", noise);
        assertThat(proposed("json")).isEmpty();
        workspace.write("csv/bad.csv", "id,full_name\n");
        assertThat(proposed("csv")).containsEntry("full_name", "full_name");
        workspace.write("csv/bad.csv", "");
        flow("csv");
        assertThat(leat("map", "propose", "P").code()).isIn(0, 2);
        workspace.write("csv/bad.csv", noise);
        assertThat(leat("map", "propose", "P").code()).isIn(0, 2);
        assertThat(leat("source", "pull", "csv", "bad").code()).isIn(0, 2);
    }

    @Test
    void filesThatCannotBeRead() throws Exception {
        byte[] noise = new byte[5000];
        new Random(7).nextBytes(noise);
        workspace.write("parquet/bad.parquet", noise);
        refused("parquet", 4, "bad.parquet");
        workspace.write("csv/bad/rows.csv.gz", noise);
        refused("csv", 4, "rows.csv.gz");
        refused("json", 2, "connections.json");
    }

    @Test
    void aDestinationThatCannotBeRead() throws Exception {
        sql("create table bad (id bigint primary key)");
        workspace.write("out/people/_delta_log/00000000000000000000.json", "{\"nonsense\":");
        flow("db");
        assertThat(leat("map", "propose", "P")).returns(4, Said::code).satisfies(said -> assertThat(said.err()).contains("people"));
    }
}
