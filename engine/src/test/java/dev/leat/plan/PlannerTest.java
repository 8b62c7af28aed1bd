package dev.leat.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.leat.connect.Range;
import dev.leat.model.CaptureMode;
import dev.leat.model.Column;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.StageFlow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {
    @TempDir
    Path dir;
    private Shop shop;

    @BeforeEach
    void workspace() {
        shop = new Shop(dir);
    }

    private void reports(String expected) {
        LeatException problems = catchThrowableOfType(LeatException.class, shop::plan);
        assertThat(problems).as("problems").isNotNull();
        assertThat(problems.kind()).isEqualTo(Kind.WORKSPACE);
        assertThat(problems.getMessage() + "\n").isEqualTo(expected);
    }

    @Test
    void aPipelineCompilesToItsStages() {
        PipelinePlan plan = shop.pipeline("Profile");

        assertThat(plan.stages()).extracting(StageFlow.Stage::name).containsExactly("Capture", "Map", "Hash It", "Enrich", "Materialize", "Backlog");
        assertThat(plan.stages()).extracting(StageFlow.Stage::action).containsExactly("Capture", "Map", "Hash", "Lookup", "Materialize", "Backlog");
        assertThat(plan.stages()).extracting(StageFlow.Stage::out).containsExactly(List.of("Map"), List.of("Hash It", "Backlog"), List.of("Enrich", "Backlog"),
            List.of("Materialize", "Backlog"), List.of("Backlog"), List.of());
        assertThat(shop.plan().toMermaid()).startsWith("""
            flowchart LR
              subgraph p0["Profile"]
                p0s0["Capture db users"]
                p0s0 --> p0s1
                p0s1["Map"]
                p0s1 --> p0s2
                p0s1 -. failed .-> p0s5
            """);
    }

    @Test
    void theDocumentHasWhatARunWouldDoAndNoSecret() {
        JsonNode json = shop.plan().toJson();

        JsonNode profile = json.path("pipelines").path(0);
        assertThat(json.path("flow").asText()).isEqualTo("Users");
        assertThat(profile.path("capture").path("mode").asText()).isEqualTo("incremental");
        assertThat(profile.path("capture").path("column").asText()).isEqualTo("updated_at");
        assertThat(profile.path("unused")).hasToString("[\"phone\"]");
        assertThat(profile.path("fields")).extracting(field -> field.path("name").asText()).containsExactly("id", "full_name", "mail", "theme");
        assertThat(profile.path("approval").path("state").asText()).isEqualTo("missing");
        assertThat(profile.path("changes")).hasToString("{\"new\":false}");
        assertThat(json.path("pipelines").path(1).path("changes")).hasToString("{\"new\":true,\"rows\":2}");
        assertThat(json.toString()).doesNotContain("a-salt");
    }

    @Test
    void whatIsNewIsCountedFromTheLastPositionAndCheckDoesNotAsk() {
        Optional<Range> next = shop.plan(Optional.empty(), key -> Optional.of(IntNode.valueOf(key.entity().toString().equals("orders") ? 2 : 0))).pipelines().get(1).next();
        assertThat(next).isEmpty();

        WorkspaceFiles files = shop.files();
        FlowPlan checked = new Planner(files, server -> Optional.empty(), key -> {
            throw new AssertionError("asked for " + key);
        }).check(files.select("Users").get(0), List.of(files.pipeline("Orders")));
        assertThat(checked.pipelines()).hasSize(1).allMatch(plan -> plan.next().isEmpty());
    }

    @Test
    void eachConnectionIsOpenedOnce() {
        Planner.prepare();
        shop.plan();
        assertThat(shop.db.opened).hasValue(1);
        assertThat(shop.out.opened).hasValue(1);
    }

    @Test
    void theWayToCaptureIsChosenFromTheEntityAndSaidWhy() {
        assertThat(shop.pipeline("Profile").reading().capture().incremental()).contains("updated_at");
        assertThat(shop.pipeline("Profile").why()).isEqualTo("chosen, because 'updated_at' is a timestamp of the last change; "
            + "it does not see deletes, nor changes that leave the cursor as it is or put it further back than lag");
        assertThat(shop.pipeline("Orders").reading().capture().mode()).contains(CaptureMode.SNAPSHOT);
        assertThat(shop.pipeline("Orders").why()).isEqualTo("chosen, because no column tells when a row was changed last; it reads the whole entity each time and finds deletes");

        shop.db.table("orders").modes(CaptureMode.APPEND);
        assertThat(shop.pipeline("Orders").reading().capture().mode()).contains(CaptureMode.APPEND);

        shop.db.table("orders").modes(CaptureMode.APPEND, CaptureMode.SNAPSHOT);
        shop.edit("flows/users.yaml", "destination: orders}", "destination: orders, capture: append}");
        assertThat(shop.pipeline("Orders").why()).isEqualTo("as the flow says; it sees what was added");
    }

    @Test
    void aCaptureThatAnotherPipelineDeclaresIsSharedByThatWhichDoesNot() {
        shop.write("""
            ### flows/more.yaml
            flow: More
            source: db
            destination: out
            pipelines: [{name: Again, source: users, destination: again, capture: snapshot, key: [id, mail]}]
            """);
        PipelinePlan plan = shop.pipeline("Profile");

        assertThat(plan.reading().capture().mode()).contains(CaptureMode.SNAPSHOT);
        assertThat(plan.reading().key()).containsExactly("id", "mail");
    }

    @Test
    void allProblemsOfAllPipelinesAreToldAtOnce() {
        shop.db.table("users").columns("id bigint not null", "first_name string", "last_name string", "mail string", "place refused(geometry)", "area refused(box)");
        shop.db.table("orders").key();
        shop.db.drop("prefs");
        shop.edit("flows/users.yaml", "destination: profiles", "destination: profiles\n    key: [Id]\n    exclude: [phone, area]\n    capture: {incremental: changed}")
            .edit("flows/users.yaml", "salt: a-salt", "salt: \"${env:LEAT_TEST_NO_SUCH}\"")
            .edit("mappings/orders.yaml", "fields:", "fields:\n  - {target: n, expression: nothing}");
        Path moved = dir.resolve("mappings/profile.yaml");
        assertThat(moved.toFile().delete()).isTrue();

        reports("""
            flows/users.yaml: pipelines[0].transformers[0].salt: ${env:LEAT_TEST_NO_SUCH}: the environment variable LEAT_TEST_NO_SUCH is not set. Set it: export LEAT_TEST_NO_SUCH=....
            flows/users.yaml: pipelines[0].key: 'Id' is no column of users. Write it as it is spelled there: id.
            flows/users.yaml: pipelines[0].exclude: 'phone' is no column of users. Use one of [area, first_name, id, last_name, mail, place].
            flows/users.yaml: pipelines[0].capture.incremental: 'changed' is no column of users. Use one of [area, first_name, id, last_name, mail, place].
            flows/users.yaml: pipelines[0].source: the column users.place of type geometry cannot be captured: it has no Spark type. Leave it out: exclude: [place].
            db: there is no table 'prefs'. Use one of [orders, users].
            flows/users.yaml: pipelines[0].mapping: mappings/profile.yaml does not exist. Have it proposed: leat map propose "Profile", or write it.
            flows/users.yaml: pipelines[1].key: orders has no primary key, and a row cannot be found again without one. Write key: with the columns that name a row, of [id, amount].
            mappings/orders.yaml: fields[0].expression: there is no column 'nothing'. Use one of [amount, id].
            """);
    }

    @Test
    void excludedColumnsAreNotThoseThatTheCaptureNeeds() {
        shop.edit("flows/users.yaml", "destination: profiles", "destination: profiles\n    exclude: [id, updated_at]\n    capture: {incremental: updated_at}")
            .edit("mappings/profile.yaml", "expression: id}", "expression: phone}");

        assertThat(catchThrowableOfType(LeatException.class, shop::plan)).hasMessageStartingWith("""
            flows/users.yaml: pipelines[0].exclude: 'id' is part of the key. Take it out of exclude.
            flows/users.yaml: pipelines[0].exclude: 'updated_at' is the cursor of the capture. Take it out of exclude.""");
    }

    @Test
    void aWayThatTheSourceDoesNotHaveIsRefused() {
        shop.edit("flows/users.yaml", "destination: orders}", "destination: orders, capture: change}");
        reports("""
            flows/users.yaml: pipelines[1].capture: orders cannot be captured by 'change' here. Use one of [incremental, snapshot].
            """);
    }

    @Test
    void aDestinationThatCannotTakeAFieldIsAProblemBeforeARowMoves() {
        shop.out.target("orders").columns(List.of(new Column("amount", "long", Optional.of("bigint"), true, "")));
        reports("""
            out: orders.amount: it is bigint, and the mapping gives DECIMAL(10,2). Cast it in the mapping, or change the destination.
            """);
    }

    @Test
    void aMappingOfAnotherPipelineIsNotTaken() {
        shop.edit("flows/users.yaml", "destination: orders}", "destination: orders, mapping: mappings/profile.yaml}");
        assertThat(dir.resolve("mappings/orders.yaml").toFile().delete()).isTrue();
        reports("""
            flows/users.yaml: pipelines[1].mapping: mappings/profile.yaml is the mapping of 'Profile'. Give each pipeline a mapping of its own.
            """);
    }
}
