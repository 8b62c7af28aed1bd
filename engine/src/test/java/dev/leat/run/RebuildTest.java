package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.lake.PipelineLog;
import dev.leat.lake.Rebuilding;
import dev.leat.lake.RunRecord;
import dev.leat.model.EntityName;
import dev.leat.model.Flow;
import dev.leat.plan.Approvals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A changed mapping fills a table beside the live one, which then takes its place and can give it back. */
class RebuildTest {
    private static int tables;

    @TempDir
    private Path folder;
    private final String source = "rebuilt_" + ++tables;
    private final String target = source + "_there";
    private TestWorkspace workspace;

    @BeforeEach
    void threeRowsAreThere() {
        TestPostgres.run("""
            drop table if exists %1$s; drop table if exists %2$s cascade;
            create table %1$s (id int primary key, name text, at timestamptz default clock_timestamp());
            insert into %1$s values (1, 'Ann'), (2, 'Bob'), (3, 'Cy')""".formatted(source, target));
        workspace = TestWorkspace.in(folder).pipeline("db", source, target, "capture: snapshot");
        mapping("name");
        succeed();
    }

    private void mapping(String name) {
        workspace.mapping("db", source, target, "id = id", "name = " + name);
    }

    /** Also what the live table does not take. */
    private void approvedBeside(String... fields) {
        StringBuilder text = new StringBuilder("pipeline: P\nsource: {connection: db, entity: %s}\ndestination: {connection: db, entity: %s}\nfields:\n".formatted(source, target));
        List.of(fields).forEach(field -> text.append("  - {target: ").append(field.replace(" = ", ", expression: \"")).append("\"}\n"));
        workspace.write("mappings/p.yaml", text.toString());
        Leat leat = workspace.leat();
        Flow flow = leat.files().flows().get(0);
        Approvals.of(leat.files()).approve(leat.beside(flow, flow.pipelines()).pipelines().get(0), "jane@example.com", Instant.now(), Optional.empty());
    }

    private void sql(String sql) {
        TestPostgres.run(sql.formatted(source, target));
    }

    private void succeed() {
        RunRecord run = workspace.run();
        assertThat(run.outcome()).as(run.error()).isIn("succeeded", "nothing-new");
    }

    private String live() {
        return rows(target);
    }

    private static String rows(String table) {
        return String.join(" ", TestPostgres.texts("select id || '=' || name from " + table + " order by id"));
    }

    private Rebuilding rebuilding() {
        return workspace.leat().lake().pipeline(workspace.leat().files().pipeline("P")).rebuilding();
    }

    private String beside(Rebuilding.Beside beside) {
        return rows(beside.entity().quoted());
    }

    @Test
    void theShadowTakesThePlaceOfTheLiveTableAndGivesItBack() {
        String before = workspace.read("mappings/p.yaml");
        mapping("upper(name)");
        String after = workspace.read("mappings/p.yaml");
        sql("insert into %1$s values (4, 'Dan')");
        Rebuilding.Beside shadow = workspace.rebuild().fill();
        assertThat(beside(shadow)).isEqualTo("1=ANN 2=BOB 3=CY");
        assertThat(live()).isEqualTo("1=Ann 2=Bob 3=Cy");
        succeed(); // runs go on with the live one
        assertThat(live()).isEqualTo("1=Ann 2=Bob 3=Cy 4=DAN");
        Rebuilding.Swap swap = workspace.rebuild().swap();
        assertThat(live()).isEqualTo("1=ANN 2=BOB 3=CY 4=DAN");
        assertThat(beside(swap.former())).isEqualTo("1=Ann 2=Bob 3=Cy 4=DAN");
        sql("update %1$s set name = 'Eve' where id = 1; delete from %1$s where id = 2");
        succeed();
        assertThat(live()).isEqualTo("1=EVE 3=CY 4=DAN");
        workspace.write("mappings/p.yaml", before);
        workspace.rebuild().back();
        assertThat(live()).isEqualTo("1=Ann 2=Bob 3=Cy 4=DAN");
        succeed();
        assertThat(live()).as("what the live one was written by the other mapping is written again").isEqualTo("1=Eve 3=Cy 4=Dan");
        workspace.write("mappings/p.yaml", after);
        workspace.rebuild().back();
        assertThat(live()).isEqualTo("1=EVE 3=CY 4=DAN");
        assertThat(workspace.leat().lake().runs().newest(10)).extracting(RunRecord::cause).contains("rebuild", "rebuild swap", "rebuild back");
        assertThat(List.of(rebuilding().shadow(), rebuilding().swap())).allMatch(Optional::isEmpty);
    }

    private PipelineLog log() {
        return workspace.leat().lake().pipeline(workspace.leat().files().pipeline("P"));
    }

    private static boolean exists(EntityName table) {
        return !TestPostgres.texts("select 1 from pg_class where relname = '" + table.last() + "'").isEmpty();
    }

    @Test
    void whoeverDiesWithinASwapLeavesItToTheNextRun() throws IOException {
        mapping("upper(name)");
        Rebuilding.Beside shadow = workspace.rebuild().fill();
        PipelineLog log = log();
        PipelineLog.State state = log.state().orElseThrow();
        String former = target + "_leat_" + log.mark(state.generation());
        rebuilding().decide(new Rebuilding.Swap(shadow, new Rebuilding.Beside(state, EntityName.of(former), log.backlogName(), state.number()), Optional.empty(), "r", Instant.now()));
        sql("insert into %1$s values (4, 'Dan')");
        succeed(); // died after the decision
        assertThat(live()).isEqualTo("1=ANN 2=BOB 3=CY 4=DAN");
        assertThat(rows(former)).isEqualTo("1=Ann 2=Bob 3=Cy");

        mapping("lower(name)");
        workspace.rebuild().fill();
        Path docs = folder.resolve("lake/pipelines/p");
        Map<String, String> before = new TreeMap<>();
        for (String name : List.of("state", "shadow", "former", "backlog")) {
            before.put(name, Files.readString(docs.resolve(name + ".json")));
        }
        Rebuilding.Swap swap = workspace.rebuild().swap();
        assertThat(swap.dropped()).contains(EntityName.of(former));
        List<String> steps = List.of("former", "backlog", "state", "shadow");
        for (int written = 0; written <= steps.size(); written++) { // died after the destination's step and so many of the documents
            for (String name : steps.subList(written, steps.size())) {
                Files.writeString(docs.resolve(name + ".json"), before.get(name));
            }
            rebuilding().decide(swap);
            sql("insert into %1$s values (" + (10 + written) + ", 'N" + written + "')");
            succeed();
            assertThat(live()).startsWith("1=ann 2=bob 3=cy 4=dan").endsWith((10 + written) + "=n" + written);
            assertThat(rebuilding().swap()).isEmpty();
            assertThat(rebuilding().shadow()).isEmpty();
            assertThat(rebuilding().former().orElseThrow().entity()).isEqualTo(swap.former().entity());
        }
        assertThat(exists(EntityName.of(former))).isFalse();
        assertThat(log().state().orElseThrow().mapping()).isEqualTo(workspace.plan().pipelines().get(0).content());
    }

    @Test
    void readersNeverMissTheTableAndWhatHangsOnItGoesOver() throws Exception {
        sql("create index %2$s_by_name on %2$s (name); create view %2$s_names as select name from %2$s; comment on table %2$s is 'people'");
        sql("do $$ begin create role reader_of_rebuilds; exception when duplicate_object then null; end $$");
        sql("grant select on %2$s to reader_of_rebuilds");
        approvedBeside("id = id", "name = upper(name)", "length = length(name)");
        workspace.rebuild().fill();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Set<String>> seen = CompletableFuture.supplyAsync(() -> {
            Set<String> all = new HashSet<>();
            while (!over.get()) {
                all.addAll(TestPostgres.texts("select count(*) || ' ' || min(name) from " + target));
            }
            return all;
        });
        Rebuilding.Swap swap;
        try {
            swap = workspace.rebuild().swap();
        } finally {
            over.set(true);
        }
        assertThat(seen.get()).isSubsetOf("3 Ann", "3 ANN");
        assertThat(TestPostgres.texts("select name || length from " + target + " order by id")).containsExactly("ANN3", "BOB3", "CY2");
        assertThat(TestPostgres.texts("select name from " + target + "_names order by 1")).containsExactly("ANN", "BOB", "CY");
        assertThat(TestPostgres.texts("select has_table_privilege('reader_of_rebuilds', '" + target + "', 'SELECT')::text")).containsExactly("true");
        assertThat(TestPostgres.texts("select obj_description('" + target + "'::regclass)")).containsExactly("people");
        assertThat(TestPostgres.texts("select indexrelid::regclass::text from pg_index where indrelid = '" + target + "'::regclass")).contains(target + "_pkey");
        assertThat(exists(swap.former().entity())).isTrue();
        succeed();
        assertThat(workspace.rebuild().drop()).contains(swap.former().entity());
        assertThat(exists(swap.former().entity())).isFalse();
    }

    @Test
    void aTableThatTakesTheNewRowsKeepsItsIndexesAndTheirNames() {
        sql("create index %2$s_by_name on %2$s (name)");
        mapping("upper(name)");
        workspace.rebuild().swap();
        assertThat(TestPostgres.texts("select indexrelid::regclass::text from pg_index where indrelid = '" + target + "'::regclass order by 1")).containsExactly(target + "_by_name", target + "_pkey");
    }

    @Test
    void whatCannotGoOverIsToldBeforeAnythingIsFilled() {
        sql("create table %2$s_child (id int references %2$s (id))");
        mapping("upper(name)");
        assertThatThrownBy(() -> workspace.rebuild().fill()).hasMessageContaining("a foreign key of " + target + "_child points to it");
        assertThat(rebuilding().shadow()).isEmpty();
    }

    @Test
    void differencesTellRowsAndFields() {
        sql("insert into %1$s values (4, 'DAN')");
        succeed();
        sql("delete from %2$s where id = 1; insert into %2$s (id, name, _leat_seq) values (9, 'Nob', 5)");
        approvedBeside("id = id", "name = upper(name)", "length = length(name)");
        workspace.rebuild().fill();
        Differences differences = workspace.rebuild().differences().orElseThrow();
        assertThat(List.of(differences.live(), differences.shadow(), differences.onlyLive(), differences.onlyShadow(), differences.different())).containsExactly(4L, 4L, 1L, 1L, 2L);
        assertThat(differences.fields()).containsExactly(new Differences.FieldDifference("name", 2, List.of(new Differences.Example("2", "Bob", "BOB"), new Differences.Example("3", "Cy", "CY"))));
        assertThat(differences.added()).containsExactly("length");
        assertThat(differences.removed()).isEmpty();
    }

    @Test
    void theShadowHasABacklogOfItsOwnUntilItIsLive() {
        String before = workspace.read("mappings/p.yaml");
        workspace.pipeline("db", source, target, "capture: snapshot\nbacklog: {limit: 100%}");
        mapping("case when name = 'Bob' then cast(cast(name as int) as string) else name end");
        Rebuilding.Beside shadow = workspace.rebuild().fill();
        assertThat(beside(shadow)).isEqualTo("1=Ann 3=Cy");
        assertThat(workspace.backlog()).isEmpty();
        workspace.rebuild().swap();
        assertThat(live()).isEqualTo("1=Ann 3=Cy");
        assertThat(workspace.backlog()).hasSize(1);
        workspace.write("mappings/p.yaml", before);
        workspace.rebuild().back();
        assertThat(workspace.backlog()).isEmpty();
        assertThat(live()).isEqualTo("1=Ann 2=Bob 3=Cy");
    }

    @Test
    void aShadowOfAnOlderMappingIsBegunAnewAndADroppedOneIsGone() {
        mapping("upper(name)");
        Rebuilding.Beside first = workspace.rebuild().fill();
        mapping("lower(name)");
        Rebuilding.Beside second = workspace.rebuild().fill();
        assertThat(exists(first.entity())).isFalse();
        assertThat(beside(second)).isEqualTo("1=ann 2=bob 3=cy");
        assertThat(workspace.rebuild().drop()).contains(second.entity());
        assertThat(exists(second.entity())).isFalse();
        assertThat(workspace.rebuild().drop()).isEmpty();
        assertThat(live()).isEqualTo("1=Ann 2=Bob 3=Cy");
    }

    @Test
    void thePlanTellsWhatComesFromHistory() {
        Leat leat = workspace.leat();
        Flow flow = leat.files().flows().get(0);
        assertThat(Backfill.of(leat.lake(), leat.plan(flow, flow.pipelines()).pipelines().get(0))).isEmpty();
        mapping("upper(name)");
        Backfill changed = Backfill.of(workspace.leat().lake(), workspace.plan().pipelines().get(0)).orElseThrow();
        assertThat(changed.reason()).isEqualTo(Backfill.Reason.MAPPING);
        assertThat(changed.rows()).isEqualTo(3);
        assertThat(changed.bytes()).isPositive();
        assertThat(changed.destination()).contains("stays as it is").contains("leat rebuild \"P\"");
        Rewind.of(leat.lake(), flow, flow.pipelines().get(0), Rewind.BEGINNING).apply(leat.lake(), flow.pipelines().get(0));
        assertThat(Backfill.of(leat.lake(), workspace.plan().pipelines().get(0)).orElseThrow().reason()).isEqualTo(Backfill.Reason.RESET);
    }
}
