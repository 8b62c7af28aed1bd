package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.connect.Connectors;
import dev.leat.connect.Finding;
import dev.leat.connect.Followed;
import dev.leat.model.EntityName;
import dev.leat.model.LeatException;
import dev.leat.run.Reserves.Entry;
import dev.leat.run.Reserves.Use;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slots that a server keeps for captures. */
class ReservesTest {
    private static final String OTHER = "leat_other_workspace_1";
    @TempDir
    private Path folder;
    private TestWorkspace workspace;

    @BeforeEach
    void table() {
        TestPostgres.run("drop table if exists reserved; create table reserved (id int primary key, name text, at timestamptz default now()); insert into reserved values (1, 'a')");
        workspace = TestWorkspace.in(folder);
        flow("change");
    }

    @AfterEach
    void leaveNoSlot() {
        new ChangedTable("reserved", folder).release();
        TestPostgres.run("select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = '" + OTHER + "'");
    }

    private void flow(String capture) {
        workspace.pipeline("db", "reserved", "mart.reserved", "capture: " + capture).mapping("db", "reserved", "mart.reserved", "id = id", "name = name");
    }

    private Reserves reserves() {
        return new Reserves(workspace.leat(), "db");
    }

    private Optional<Entry> own() {
        return reserves().all().stream().filter(entry -> entry.reserve().name().contains("_reserved_")).findFirst();
    }

    @Test
    void oneThatIsUsedIsToldAndNotDroppedAndOneThatNobodyUsesAnyMoreIs() {
        assertThat(reserves().told(workspace.leat().files().pipeline("P"))).isEmpty();
        assertThat(workspace.run().outcome()).isEqualTo("succeeded");
        assertThat(reserves().told(workspace.leat().files().pipeline("P")).orElseThrow()).contains("_reserved_", "makes the server keep", "kB of its log", "up to where it is confirmed");
        assertThat(own().orElseThrow()).returns(Use.USED, Entry::use);
        String name = own().orElseThrow().reserve().name();
        assertThat(reserves().droppable(Optional.empty())).isEmpty();
        assertThatThrownBy(() -> reserves().droppable(Optional.of(name))).isInstanceOf(LeatException.class).hasMessageContaining("a pipeline of this workspace captures by it");

        flow("snapshot");
        assertThat(own().orElseThrow()).returns(Use.FORGOTTEN, Entry::use).returns(Optional.of("reserved"), Entry::capture);
        assertThat(doctor(List.of())).anySatisfy(finding -> assertThat(finding.what()).contains(name, "of no flow here", "leat state drop-slots db --slot " + name));
        List<Entry> droppable = reserves().droppable(Optional.empty());
        assertThat(droppable).extracting(entry -> entry.reserve().name()).containsExactly(name);
        reserves().drop(droppable.get(0));
        assertThat(own()).isEmpty();

        flow("change");
        assertThat(reserves().told(workspace.leat().files().pipeline("P")).orElseThrow()).contains("is gone from the server");
        assertThat(workspace.run().outcome()).as("it heals by itself").isIn("succeeded", "nothing-new");
        assertThat(own()).isPresent();
    }

    @Test
    void oneThatThisLakeDoesNotKnowMustBeNamed() {
        TestPostgres.run("select pg_create_logical_replication_slot('" + OTHER + "', 'pgoutput')");
        assertThat(reserves().all()).anySatisfy(entry -> assertThat(entry).returns(OTHER, one -> one.reserve().name()).returns(Use.UNKNOWN, Entry::use));
        assertThat(reserves().droppable(Optional.empty())).isEmpty();
        assertThatThrownBy(() -> reserves().droppable(Optional.of("leat_othr"))).hasMessageContaining(OTHER);
        reserves().droppable(Optional.of(OTHER)).forEach(reserves()::drop);
        assertThat(reserves().all()).noneMatch(entry -> entry.reserve().name().equals(OTHER));
    }

    @Test
    void whatCouldBeCapturedByItsChangesIsRecommendedOnlyWhereItCould() {
        TestPostgres.run("drop table if exists unkeyed; create table unkeyed (id int)");
        List<Finding> findings = Connectors.checkFollowable(TestPostgres.site(), List.of(new Followed(EntityName.of("reserved"), List.of(), List.of(), Optional.empty()),
            new Followed(EntityName.of("unkeyed"), List.of(), List.of(), Optional.empty()), new Followed(EntityName.of("missing"), List.of(), List.of(), Optional.empty())));
        assertThat(findings).singleElement().satisfies(finding -> assertThat(finding.what()).startsWith("reserved can be captured by its changes here").contains("capture: change"));
        flow("snapshot");
        assertThat(workspace.plan().pipelines().get(0).why()).doesNotContain("capture: change");
        workspace.write("flows/f.yaml", workspace.read("flows/f.yaml").replace("pipelines:", "every: 5s\npipelines:"));
        assertThat(workspace.plan().pipelines().get(0).why()).contains("capture: change would tell every change, also deletes");
    }

    private static List<Finding> doctor(List<Followed> followed) {
        return Connectors.checkFollowing(TestPostgres.site(), followed);
    }
}
