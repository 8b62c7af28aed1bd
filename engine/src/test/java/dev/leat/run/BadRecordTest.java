package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.lake.RunRecord;
import dev.leat.transform.RowTransformer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bad record of each reason among good ones: each costs one row of the backlog, and the good ones arrive. */
class BadRecordTest {
    @TempDir
    private Path folder;
    private TestWorkspace workspace;

    /** What a user would bring, with a bug. */
    public static final class Touchy implements RowTransformer {
        @Override
        public Optional<Row> apply(Row row) {
            if ("touchy".equals(row.<String>getAs("note"))) {
                throw new IllegalStateException("not this one");
            }
            return Optional.of(row);
        }
    }

    @BeforeEach
    void oneOfEachAmongGoodOnes() throws IOException {
        TestServers.call("DELETE", "bad");
        TestPostgres.run("""
            drop table if exists bad, bad_places;
            create table bad_places (code text, name text);
            insert into bad_places values ('de', 'Germany'), ('fr', 'France'), ('xx', 'one'), ('xx', 'two');
            create table bad (id text, born text, amount numeric(10,2), name text, kind text, note text, place text, parts int, at timestamptz default now());
            insert into bad values
              ('good 1', '2001-01-01', 1.5, 'ada', 'a', 'one', 'de', 1), ('good 2', null, null, 'alan', 'b', null, 'fr', 2), ('good 3', '1999-12-31', 0, 'grace', null, 'three', 'de', 4),
              ('cast', 'yesterday', 1, 'n', 'a', 'x', 'de', 1),
              ('required', '2001-01-01', 1, null, 'a', 'x', 'de', 1),
              ('value-not-allowed', '2001-01-01', 1, 'n', 'z', 'x', 'de', 1),
              ('too-long', '2001-01-01', 1, 'n', 'a', 'far too long', 'de', 1),
              (null, '2001-01-01', 1, 'null key', 'a', 'x', 'de', 1),
              ('', '2001-01-01', 1, 'empty key', 'a', 'x', 'de', 1),
              ('refused', '2001-01-01', 1, 'n', 'a', 'x', 'de', 7),
              ('unreadable', '2001-01-01', 'NaN', 'n', 'a', 'x', 'de', 1),
              ('lookup-missing', '2001-01-01', 1, 'n', 'a', 'x', 'nowhere', 1),
              ('lookup-duplicate', '2001-01-01', 1, 'n', 'a', 'x', 'xx', 1),
              ('java', '2001-01-01', 1, 'n', 'a', 'touchy', 'de', 1),
              ('expression', '2001-01-01', 1, 'n', 'a', 'x', 'de', 0)""");
        workspace = TestWorkspace.in(folder).write("schemas/search/bad.yaml", """
            entity: bad
            fields:
              - {name: name, type: string, required: true}
              - {name: born, type: date}
              - {name: kind, type: string, values: [a, b]}
              - {name: note, type: varchar(8)}
            """).pipeline("search", "bad", "bad", """
            key: [id]
            capture: {incremental: at}
            transformers:
              - {type: lookup, name: Places, auxiliary: places, match: {code: place}, take: {country: name}, missing: backlog}
              - {type: java, name: Mine, class: '%s', jar: lib/mine.jar}
            auxiliary:
              places: {connection: db, entity: bad_places}
            backlog: {limit: 100%%}
            """.formatted(Touchy.class.getName()));
        jar();
        workspace.mapping("search", "bad", "bad", "name = name", "born = cast(born as date)", "kind = kind", "note = note", "amount = amount", "place = place",
            "share = 100 / parts + if(parts = 7, cast('NaN' as double), 0D)");
    }

    private void jar() throws IOException {
        String file = Touchy.class.getName().replace('.', '/') + ".class";
        Files.createDirectories(folder.resolve("lib"));
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve("lib/mine.jar"))); var bytes = Touchy.class.getClassLoader().getResourceAsStream(file)) {
            jar.putNextEntry(new ZipEntry(file));
            bytes.transferTo(jar);
        }
    }

    @Test
    void eachCostsOneRowOfTheBacklogAndTheOthersArrive() {
        RunRecord run = workspace.run();

        assertThat(run.outcome()).as(run.error()).isEqualTo("succeeded");
        assertThat(run.pipelines().get(0).backlogged()).isEqualTo(12);
        assertThat(run.pipelines().get(0).written()).isEqualTo(3);
        assertThat(TestServers.documents("bad")).containsOnlyKeys("good 1", "good 2", "good 3");
        Map<String, String> reasons = new TreeMap<>();
        for (Row row : workspace.backlog()) {
            String id = row.getAs("id");
            String name = row.<String>getAs("record").contains("null key") ? "null key" : row.<String>getAs("record").contains("empty key") ? "empty key" : id;
            assertThat(reasons.put(name, row.getAs("reason"))).as("a second row for " + name).isNull();
            assertThat(row.<String>getAs("run")).isEqualTo(run.run());
            assertThat(row.<String>getAs("record")).contains("\"parts\":");
        }
        assertThat(reasons.remove("null key")).isEqualTo("key");
        assertThat(reasons.remove("empty key")).isEqualTo("key");
        assertThat(reasons).hasSize(10);
        reasons.forEach((id, reason) -> assertThat(reason).isEqualTo(id));
        assertThat(workspace.run().outcome()).isEqualTo("nothing-new");
    }

    @Test
    void correctedAtTheSourceEachArrivesAndAReplayFindsTheOldOnesSuperseded() {
        workspace.run();
        TestPostgres.run("""
            delete from bad where id is null or id = '';
            update bad set born = '2001-01-01', amount = 2, name = 'n', kind = 'b', note = 'x', place = 'fr', parts = 1, at = now() where id not like 'good%'""");
        assertThat(workspace.run().outcome()).isEqualTo("succeeded");
        assertThat(TestServers.documents("bad")).hasSize(13);
        Replay.Outcome outcome = workspace.replay();
        assertThat(outcome).isEqualTo(new Replay.Outcome(12, 0, 10, 2));
        assertThat(workspace.backlog()).extracting(row -> row.<String>getAs("reason")).containsExactly("key", "key");
    }
}
