package dev.leat.breaking;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.breaking.LeatProcess.Ended;
import dev.leat.connect.embedded.Server;
import dev.leat.model.Flow;
import dev.leat.plan.Approvals;
import dev.leat.plan.PipelinePlan;
import dev.leat.run.Leat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * People in PostgreSQL that a flow {@code F} brings to an index, with a look-up of their city, a hash and a mask; captured by snapshot, so that deletes count. People whose
 * {@code born} is no date are the bad ones.
 */
final class Scene {
    static final String SALT = "salt-of-the-earth-4711";
    private final Path folder;
    private final String people;
    private final Map<String, String> environment = new HashMap<>();

    /** @param people name of the table and of the index */
    Scene(Path folder, String people) {
        this.folder = folder;
        this.people = people;
        Server postgres = RealServers.start("postgres");
        environment.put("LEAT_TEST_PASSWORD", postgres.password().orElseThrow());
        environment.put("LEAT_TEST_SALT", SALT);
        environment.forEach((name, value) -> System.setProperty("leat.env." + name, value));
        RealServers.sql("""
            drop table if exists %1$s, %1$s_cities;
            create table %1$s_cities (id int primary key, name text);
            insert into %1$s_cities select n, 'city ' || n from generate_series(0, 9) n;
            create table %1$s (id int primary key, name text, mail text, born text, city int, changed int default 0);
            insert into %1$s select n, 'name ' || n, 'm' || n || '@example.com', '2001-02-03', n %% 12 from generate_series(1, 400) n""".formatted(people));
        write("leat.yaml", """
            workspace: breaking
            lake: ./lake
            connections:
              db: {type: postgres, url: "%s", user: %s, password: "${env:LEAT_TEST_PASSWORD}"}
              search: {type: elasticsearch, url: "%s"}
              cache: {type: redis, url: "%s"}
            spark: {master: "local[2]"}
            """.formatted(postgres.address(), postgres.user().orElseThrow(), RealServers.start("elasticsearch").address(), RealServers.start("redis").address()));
        write("flows/f.yaml", """
            flow: F
            source: db
            destination: search
            retry: {attempts: 2, backoff: PT0.5S, maxBackoff: PT1S}
            pipelines:
              - name: P
                source: %1$s
                destination: %1$s
                key: [id]
                capture: snapshot
                mapping: mappings/p.yaml
                transformers:
                  - {type: hash, name: Mail Hash, columns: [mail], salt: "${env:LEAT_TEST_SALT}"}
                  - {type: lookup, name: City, auxiliary: cities, match: {id: city}, take: {city_name: name}, cache: places}
                backlog: {limit: 100%%}
                auxiliary:
                  cities: {connection: db, entity: %1$s_cities}
                  places: {connection: cache, key: "%1$s:{id}", cache: PT1M}
            """.formatted(people));
        write("mappings/p.yaml", """
            pipeline: P
            source: {connection: db, entity: %1$s}
            destination: {connection: search, entity: %1$s}
            fields:
              - {target: id, expression: id}
              - {target: name, expression: upper(name)}
              - {target: mail, expression: mail}
              - {target: born, expression: cast(born as date)}
              - {target: city, expression: city}
              - {target: changed, expression: changed}
            """.formatted(people));
        approve();
    }

    Scene write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Scene edit(String file, String what, String by) {
        String text = read(file);
        if (!text.contains(what)) {
            throw new IllegalArgumentException(file + " has no " + what);
        }
        return write(file, text.replace(what, by));
    }

    Scene approve() {
        Leat leat = Leat.open(folder);
        Flow flow = leat.files().flows().get(0);
        for (PipelinePlan plan : leat.check(flow, flow.pipelines()).pipelines()) {
            Approvals.of(leat.files()).approve(plan, "jane@example.com", Instant.now(), Optional.empty());
        }
        return this;
    }

    Path folder() {
        return folder;
    }

    Map<String, String> environment() {
        return environment;
    }

    LeatProcess start(String... arguments) {
        return LeatProcess.start(folder, environment, arguments);
    }

    Ended leat(String... arguments) {
        return start(arguments).end();
    }

    /** Names of the run records in the lake, oldest first. */
    List<String> runs() {
        Path runs = folder.resolve("lake/runs");
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(runs)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the run that one process does and that this record is of. */
    static String id(String file) {
        return file.substring(0, file.indexOf('.'));
    }

    JsonNode record(String file) {
        try {
            return RealServers.JSON.readTree(read("lake/runs/" + file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when the run is recorded, which is when its work begins. @return its record's file */
    Optional<String> begun(LeatProcess process, int runsBefore) throws InterruptedException {
        while (runs().size() <= runsBefore && process.alive()) {
            Thread.sleep(5);
        }
        List<String> runs = runs();
        return runs.size() <= runsBefore ? Optional.empty() : Optional.of(runs.get(runs.size() - 1));
    }

    /** What the index must have: the good ones, by id. */
    Map<String, String> expected() {
        Map<String, String> rows = new TreeMap<>();
        RealServers.texts("select p.id || '|' || upper(p.name) || '|' || p.born || '|' || p.changed || '|' || coalesce(c.name, '') from " + people + " p left join " + people
            + "_cities c on c.id = p.city where p.born like '____-__-__'").forEach(row -> rows.put(row.substring(0, row.indexOf('|')), row));
        return rows;
    }

    Map<String, String> found() {
        Map<String, String> rows = new TreeMap<>();
        RealServers.documents(people).forEach((id, fields) -> rows.put(id, fields.path("id").asText() + "|" + fields.path("name").asText() + "|" + fields.path("born").asText()
            + "|" + fields.path("changed").asText() + "|" + fields.path("city_name").asText("").replace("null", "")));
        return rows;
    }
}
