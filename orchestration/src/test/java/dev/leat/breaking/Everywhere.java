package dev.leat.breaking;

import dev.leat.connect.embedded.Server;
import dev.leat.lake.Freshness;
import dev.leat.model.Flow;
import dev.leat.plan.Approvals;
import dev.leat.plan.PipelinePlan;
import dev.leat.run.Leat;
import dev.leat.run.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Row;
import redis.clients.jedis.Jedis;

/**
 * One table of PostgreSQL, captured by its changes, that a flow for each destination brings to Elasticsearch, Redis, PostgreSQL and Delta, and to what a test makes slow. A row is compared as a
 * text of all its values.
 */
final class Everywhere {
    /** A flow of a destination, its connection and what the entity is called there. */
    enum To {
        SEARCH("search", "%s", ""), CACHE("cache", "\"%s:{id}\"", "    entry: {as: hash}\n"), WAREHOUSE("db", "%s_copy", ""), DELTA("delta", "%s", ""), SLOW("slow", "%s_slow", "");

        private final String connection;
        private final String entity;
        private final String more;

        To(String connection, String entity, String more) {
            this.connection = connection;
            this.entity = entity;
            this.more = more;
        }

        String flow() {
            return "To " + connection;
        }

        String pipeline() {
            return "In " + connection;
        }
    }

    private final Path folder;
    private final String table;
    private final Map<String, String> environment = new HashMap<>();

    /** @param table new, with its rows */
    Everywhere(Path folder, String table) {
        this.folder = folder;
        this.table = table;
        Server postgres = RealServers.start("postgres");
        environment.put("LEAT_TEST_PASSWORD", postgres.password().orElseThrow());
        environment.forEach((name, value) -> System.setProperty("leat.env." + name, value));
        RealServers.sql("""
            drop table if exists %1$s, %1$s_copy;
            create table %1$s (id int primary key, name text, amount numeric(10,2), changed int not null default 0, born date, note text);
            alter table %1$s alter note set storage external;
            insert into %1$s select n, 'name ' || n, n / 8.0, 0, date '2001-02-03' + n, case when n %% 10 = 0 then repeat(md5(n::text), 100) end from generate_series(1, 1000) n""".formatted(table));
        write("leat.yaml", """
            workspace: breaking
            lake: ./lake
            connections:
              db: {type: postgres, url: "%s", user: %s, password: "${env:LEAT_TEST_PASSWORD}"}
              search: {type: elasticsearch, url: "%s"}
              cache: {type: redis, url: "%s"}
              delta: {type: delta, path: ./tables}
            spark: {master: "local[2]"}
            """.formatted(postgres.address(), postgres.user().orElseThrow(), RealServers.start("elasticsearch").address(), RealServers.start("redis").address()));
    }

    /** Before the flow that needs it is added. @param text one connection of the workspace */
    Everywhere connect(String text) {
        write("leat.yaml", read("leat.yaml").replace("spark:", "  " + text + "\nspark:"));
        return this;
    }

    /** Flows that one process follows: a file of the workspace. */
    Everywhere together(String collection, String type, To... all) {
        write("collections/together.yaml", "collection: " + collection + "\nsource: postgres\ndestination: " + type + "\nflows: " + Stream.of(all).map(To::flow).toList() + "\n");
        return this;
    }

    /** As somebody does who writes a flow for it and approves the mapping, while others may be at work. */
    Everywhere add(To to) {
        String entity = to.entity.formatted(table);
        write("mappings/" + to.connection + ".yaml", """
            pipeline: %s
            source: {connection: db, entity: %s}
            destination: {connection: %s, entity: %s}
            fields:
              - {target: id, expression: id}
              - {target: name, expression: upper(name)}
              - {target: amount, expression: amount}
              - {target: changed, expression: changed}
              - {target: born, expression: born}
              - {target: note, expression: note}
            """.formatted(to.pipeline(), table, to.connection, entity));
        write("flows/" + to.connection + ".yaml", """
            flow: %s
            source: db
            destination: %s
            every: 0s
            retry: {attempts: 2, backoff: PT0.5S, maxBackoff: PT2S}
            pipelines:
              - name: %s
                source: %s
                destination: %s
                key: [id]
                capture: change
                mapping: mappings/%s.yaml
            """.formatted(to.flow(), to.connection, to.pipeline(), table, entity, to.connection) + to.more);
        Leat leat = Leat.open(folder);
        Flow flow = leat.files().flows().stream().filter(known -> known.flow().equals(to.flow())).findFirst().orElseThrow();
        for (PipelinePlan plan : leat.check(flow, flow.pipelines()).pipelines()) {
            Approvals.of(leat.files()).approve(plan, "jane@example.com", Instant.now(), Optional.empty());
        }
        return this;
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LeatProcess follow(To to) {
        return leat("run", to.flow(), "--follow");
    }

    LeatProcess leat(String... arguments) {
        return LeatProcess.start(folder, environment, arguments);
    }

    /** Of processes that are started from now on. */
    Map<String, String> environment() {
        return environment;
    }

    String table() {
        return table;
    }

    /** How far the destination is by what is on disk. */
    Instant fresh(To to) {
        return Freshness.of(Leat.open(folder).lake(), to.flow()).map(fresh -> fresh.until().getOrDefault(to.pipeline(), Instant.MIN)).orElse(Instant.MIN);
    }

    /** Every row of the source as each destination must have it, by its id. */
    Map<String, String> expected() {
        return byId(RealServers.texts(rows(table, "upper(name)")));
    }

    private static String rows(String table, String name) {
        return "select concat_ws('|', id, " + name + ", trim_scale(amount), changed, born, coalesce(md5(note), '-')) from " + table;
    }

    private static Map<String, String> byId(List<String> rows) {
        Map<String, String> byId = new TreeMap<>();
        rows.forEach(row -> byId.merge(row.substring(0, row.indexOf('|')), row, (one, other) -> one + " twice, and " + other));
        return byId;
    }

    Map<String, String> found(To to) {
        return switch (to) {
            case SEARCH, SLOW -> byId(RealServers.documents(to.entity.formatted(table)).values().stream().map(document -> row(field -> document.path(field).isNull() ? null : document.path(field).asText(null))).toList());
            case CACHE -> byId(entries());
            case WAREHOUSE -> byId(RealServers.texts(rows(table + "_copy", "name")));
            case DELTA -> byId(Leat.open(folder).spark(Size.SMALL).read().format("delta").load(folder.resolve("tables/" + table).toString()).collectAsList().stream()
                .map((Row found) -> row(field -> Optional.ofNullable(found.getAs(field)).map(String::valueOf).orElse(null))).toList());
        };
    }

    private List<String> entries() {
        List<String> rows = new ArrayList<>();
        try (Jedis jedis = new Jedis(URI.create(RealServers.start("redis").address()))) {
            jedis.keys(table + ":*").forEach(key -> {
                Map<String, String> entry = jedis.hgetAll(key);
                rows.add(row(entry::get));
            });
        }
        return rows;
    }

    /** @param text of a field; null when it has none */
    private static String row(UnaryOperator<String> text) {
        String note = text.apply("note");
        return String.join("|", text.apply("id"), text.apply("name"), new BigDecimal(text.apply("amount")).stripTrailingZeros().toPlainString(), text.apply("changed"), text.apply("born"),
            note == null ? "-" : DigestUtils.md5Hex(note));
    }
}
