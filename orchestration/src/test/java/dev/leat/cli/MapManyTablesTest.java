package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.embedded.EmbeddedServers;
import dev.leat.connect.embedded.Keep;
import dev.leat.connect.embedded.Server;
import dev.leat.model.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred tables of a real PostgreSQL, twenty labeled entities. */
class MapManyTablesTest {
    private static final List<String> THINGS = List.of("customer", "invoice", "shipment", "employee", "contract", "machine", "patient", "course", "ticket", "account");
    private static final List<String> KINDS = List.of("master", "history", "price", "address", "event", "rating", "document", "plan", "claim", "measurement");

    @TempDir
    Path workspace;

    @Test
    void theyArePairedInSeconds() throws Exception {
        StringBuilder seed = new StringBuilder();
        for (String thing : THINGS) {
            for (String kind : KINDS) {
                String table = thing + "_" + kind + "s";
                seed.append("create table ").append(table).append(" (id bigint primary key, ").append(thing).append("_no text, ").append(kind).append("_name text, ").append(kind)
                    .append("_code text, status text, amount numeric(10,2), created_at timestamptz, c1 text, c2 int, c3 int, c4 text, c5 date, c6 text, c7 boolean);\n");
                seed.append("insert into ").append(table).append(" select n, '").append(thing, 0, 2).append("' || n, '").append(kind).append(" ' || n % 20, '").append(kind, 0, 1)
                    .append("' || n % 9, 'open', n * 1.5, now(), 'x', n, n % 3, 'y', date '2026-01-01' + n % 90, 'z', true from generate_series(1, 300) n;\n");
            }
        }
        EmbeddedServers servers = EmbeddedServers.at(workspace.resolve("server")).endWithThisProcess();
        Server postgres = servers.start("postgres", "postgres", Optional.of(Files.writeString(workspace.resolve("seed.sql"), seed)), Keep.whileOwner(ProcessHandle.current().pid()));
        System.setProperty("leat.env.LEAT_MANY_PASSWORD", postgres.password().orElseThrow());
        Files.createDirectories(workspace.resolve("flows"));
        Files.createDirectories(workspace.resolve("schemas/warehouse"));
        Files.writeString(workspace.resolve("leat.yaml"), """
            workspace: w
            lake: ./lake
            connections:
              db: {type: postgres, url: "%s", user: %s, password: "${env:LEAT_MANY_PASSWORD}"}
              warehouse: {type: delta, path: ./warehouse}
            """.formatted(postgres.address(), postgres.user().orElseThrow()));
        Files.writeString(workspace.resolve("flows/f.yaml"), "flow: F\nsource: db\ndestination: warehouse\n");
        for (String thing : THINGS) {
            for (String kind : List.of("address", "claim")) {
                String name = "dwh." + kind + "_of_" + thing;
                Files.writeString(workspace.resolve("schemas/warehouse/" + name + ".yaml"), "entity: " + name + "\nfields:\n  - {name: " + thing + "Number, type: string, key: true, required: true}\n  - {name: "
                    + kind + "Name, type: string}\n  - {name: " + kind + "Code, type: string}\n  - {name: state, type: string}\n  - {name: amount, type: double}\n  - {name: createdAt, type: timestamp}\n");
            }
        }
        long start = System.nanoTime();
        Said said = Said.by("map", "propose", "F", "--json", "--workspace", workspace.toString());
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertThat(said.code()).as(said.err()).isZero();
        JsonNode pairs = Yaml.json().readTree(said.out()).at("/proposal/pairs");
        assertThat(pairs).hasSize(20).allSatisfy(pair -> {
            String[] words = pair.path("destination").asText().split("\\.")[1].split("_of_");
            assertThat(pair.at("/choice/source").asText()).as(pair.toString()).isEqualTo(words[1] + "_" + words[0] + "s");
        });
        assertThat(taken).isLessThan(Duration.ofSeconds(60));
    }
}
