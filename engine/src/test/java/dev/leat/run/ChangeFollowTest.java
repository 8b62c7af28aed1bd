package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flow that is kept going follows a table's changes, also when the server loses the slot under it. */
class ChangeFollowTest {
    @TempDir
    private Path folder;

    @AfterEach
    void leaveNoSlot() {
        new ChangedTable("followed_changes", folder).release();
    }

    @Test
    void changesArriveAndALostSlotIsHealedWhileItRuns() throws Exception {
        TestPostgres.run("drop table if exists followed_changes; create table followed_changes (id int primary key, name text); insert into followed_changes select n, 'n' || n from generate_series(1, 50) n");
        TestWorkspace workspace = TestWorkspace.in(folder).pipeline("search", "followed_changes", "followed_changes", "capture: change")
            .mapping("search", "followed_changes", "followed_changes", "id = id", "name = upper(name)");
        workspace.write("flows/f.yaml", workspace.read("flows/f.yaml").replace("pipelines:", "every: 0s\nretry: {attempts: 1, backoff: PT0.2S, maxBackoff: PT1S}\npipelines:"));
        try (Followed flow = Followed.of(workspace)) {
            flow.until(() -> documents() == 50);
            TestPostgres.run("update followed_changes set name = 'one' where id = 1; delete from followed_changes where id = 2");
            flow.until(() -> name("1").equals("ONE") && documents() == 49);
            ChangedTable table = new ChangedTable("followed_changes", folder);
            flow.until(table::dropUnused);
            TestPostgres.run("delete from followed_changes where id = 3; insert into followed_changes values (60, 'sixty')");
            flow.until(() -> name("60").equals("SIXTY") && documents() == 49);
            TestPostgres.run("truncate followed_changes; insert into followed_changes values (1, 'left')");
            flow.until(() -> name("1").equals("LEFT") && documents() == 1);
            assertThat(table.slots()).hasSize(1);
        }
    }

    private static long documents() {
        return TestServers.documents("followed_changes").size();
    }

    private static String name(String id) {
        var document = TestServers.documents("followed_changes").get(id);
        return document == null ? "" : document.path("name").asText();
    }
}
