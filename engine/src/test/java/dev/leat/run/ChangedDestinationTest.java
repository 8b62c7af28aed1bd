package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.lake.RunRecord;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a change in PostgreSQL to a document. */
class ChangedDestinationTest {
    @TempDir
    private Path folder;

    @AfterEach
    void leaveNoSlot() {
        new ChangedTable("changed_people", folder).release();
    }

    @Test
    void everyKindOfChangeArrives() {
        TestPostgres.run("drop table if exists changed_people; create table changed_people (id int primary key, name text, note text); alter table changed_people alter note set storage external;"
            + " insert into changed_people select n, 'p' || n, repeat('n', 3000) from generate_series(1, 5) n");
        TestWorkspace workspace = TestWorkspace.in(folder).pipeline("search", "changed_people", "changed_people", "capture: change")
            .mapping("search", "changed_people", "changed_people", "name = upper(name)", "chars = length(note)");
        RunRecord first = workspace.run();
        assertThat(first.outcome()).as(first.error()).isEqualTo("succeeded");
        assertThat(workspace.run().outcome()).isEqualTo("nothing-new");
        TestPostgres.run("update changed_people set name = 'ada' where id = 1; delete from changed_people where id = 2; insert into changed_people values (6, 'new', null)");
        TestPostgres.run("update changed_people set id = 30, name = 'moved' where id = 3");
        assertThat(workspace.run().outcome()).isEqualTo("succeeded");
        assertThat(documents()).containsExactly("1 ADA 3000", "30 MOVED 3000", "4 P4 3000", "5 P5 3000", "6 NEW null");
        TestPostgres.run("truncate changed_people; insert into changed_people values (4, 'again', 'four')");
        RunRecord last = workspace.run();
        assertThat(last.pipelines().get(0).captured()).isEqualTo(6);
        assertThat(documents()).containsExactly("4 AGAIN 4");
    }

    private static List<String> documents() {
        return TestServers.documents("changed_people").entrySet().stream()
            .map(document -> document.getKey() + " " + document.getValue().get("name").asText() + " " + document.getValue().path("chars").asText("null")).toList();
    }
}
