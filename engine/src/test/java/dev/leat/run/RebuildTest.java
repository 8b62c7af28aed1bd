package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.lake.Rebuilding;
import dev.leat.lake.RunRecord;
import java.nio.file.Path;
import java.util.List;
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

    private void sql(String sql) {
        TestPostgres.run(sql.formatted(source, target));
    }

    private void succeed() {
        RunRecord run = workspace.run();
        assertThat(run.outcome()).as(run.error()).isIn("succeeded", "nothing-new");
    }

    private Rebuild rebuild() {
        Leat leat = workspace.leat();
        var flow = leat.files().flows().get(0);
        return leat.rebuild(leat.beside(flow, flow.pipelines()), Progress.SILENT);
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
        Rebuilding.Beside shadow = rebuild().fill();
        assertThat(beside(shadow)).isEqualTo("1=ANN 2=BOB 3=CY");
        assertThat(live()).isEqualTo("1=Ann 2=Bob 3=Cy");
        succeed(); // runs go on with the live one
        assertThat(live()).isEqualTo("1=Ann 2=Bob 3=Cy 4=DAN");
        Rebuilding.Swap swap = rebuild().swap();
        assertThat(live()).isEqualTo("1=ANN 2=BOB 3=CY 4=DAN");
        assertThat(beside(swap.former())).isEqualTo("1=Ann 2=Bob 3=Cy 4=DAN");
        sql("update %1$s set name = 'Eve' where id = 1; delete from %1$s where id = 2");
        succeed();
        assertThat(live()).isEqualTo("1=EVE 3=CY 4=DAN");
        workspace.write("mappings/p.yaml", before);
        rebuild().back();
        assertThat(live()).isEqualTo("1=Ann 2=Bob 3=Cy 4=DAN");
        succeed();
        assertThat(live()).as("what the live one was written by the other mapping is written again").isEqualTo("1=Eve 3=Cy 4=Dan");
        workspace.write("mappings/p.yaml", after);
        rebuild().back();
        assertThat(live()).isEqualTo("1=EVE 3=CY 4=DAN");
        assertThat(workspace.leat().lake().runs().newest(10)).extracting(RunRecord::cause).contains("rebuild", "rebuild swap", "rebuild back");
        assertThat(List.of(rebuilding().shadow(), rebuilding().swap())).allMatch(java.util.Optional::isEmpty);
    }
}
