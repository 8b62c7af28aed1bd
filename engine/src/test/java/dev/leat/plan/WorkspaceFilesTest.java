package dev.leat.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leat.connect.memory.Memory;
import dev.leat.model.EntityName;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Retry;
import dev.leat.model.StageFlow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceFilesTest {
    @TempDir
    Path dir;

    private static final String GOOD = """
        ### leat.yaml
        workspace: shop
        lake: ./lake
        connections:
          db: {type: memory, store: a}
          own: {type: memory, store: b, embedded: {}}
        spark: {master: "local[2]", conf: {spark.sql.shuffle.partitions: 4, spark.hadoop.fs.s3a.endpoint: "http://s3"}}
        ### flows/users.yaml
        flow: Users
        source: db
        destination: own
        pipelines:
          - {name: Profile, source: sales.users, destination: profiles}
        ### flows/publish.yaml
        name: Publish
        stages:
          - {name: Events, action: Kafka Trigger, props: {topic: events}, out: [Remap, Keep]}
          - {name: Remap, action: Remap Fields, props: {id: "$.id"}, out: [Keep]}
          - {name: Keep, action: Store, props: {}, out: []}
        ### collections/all.yaml
        collection: All
        source: memory
        destination: memory
        flows: [Users]
        defaults: {schedule: "0 3 * * *", retry: {attempts: 7}}
        ### schemas/own/profiles.yaml
        entity: profiles
        fields: [{name: full_name, type: string, required: true}]
        ### mappings/profile.yaml
        pipeline: Profile
        source: {connection: db, entity: sales.users}
        destination: {connection: own, entity: profiles}
        fields: [{target: full_name, expression: name}]
        """;

    @Test
    void filesThatAreRightAreReadAndChosenByName() {
        WorkspaceFiles files = WorkspaceFiles.read(WorkspaceText.write(dir, GOOD));

        assertThat(files.select("Users")).extracting(Flow::flow).containsExactly("Users");
        assertThat(files.select("All")).extracting(Flow::schedule).containsExactly(Optional.of("0 3 * * *"));
        assertThat(files.select("All").get(0).retry().orElseThrow().tries()).isEqualTo(7);
        assertThat(files.stageFlows()).extracting(StageFlow::name).containsExactly("Publish");
        assertThat(files.mapping(files.pipeline("Profile")).orElseThrow().fields()).hasSize(1);
        assertThat(files.schema("own", EntityName.of("profiles"))).isPresent();
        assertThat(files.embedded()).containsOnlyKeys("own");
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        WorkspaceFiles files = WorkspaceFiles.read(WorkspaceText.write(dir, GOOD));

        assertThat(catchThrowableOfType(LeatException.class, () -> files.select("users"))).hasMessage("users: no flow or collection of this name. Use one of [All, Users].");
        assertThat(catchThrowableOfType(LeatException.class, () -> files.flowOf("X"))).hasMessage("X: no pipeline of this name. Use one of [Profile].");
        assertThat(catchThrowableOfType(LeatException.class, () -> files.select("Publish"))).hasMessage("Publish: it is a stage flow, and no stage action can be run by itself yet; "
            + "known are those that a pipeline compiles to: Anonymize, Backlog, Capture, Filter, Hash, Java, Lookup, Map, Materialize, Rename, Sql. Write it as a flow with pipelines.");
    }

    @Test
    void anEmbeddedConnectionHasTheAddressOfItsServerAndNoneBeforeItRuns() {
        WorkspaceFiles files = WorkspaceFiles.read(WorkspaceText.write(dir, GOOD));

        var site = files.site("own", Retry.DEFAULT, name -> Optional.of(new Address("memory:" + name, Optional.empty(), Optional.empty())));
        assertThat(((Memory) site.settings()).url()).contains("memory:own");
        assertThat(site.retry().longestMillis()).isEqualTo(Duration.ofMinutes(1).toMillis());
        assertThat(catchThrowableOfType(LeatException.class, () -> files.site("own", Retry.DEFAULT, name -> Optional.empty())))
            .hasMessage("connections.own: its embedded server does not run. Start it: leat up.");
    }

    @Test
    void aFolderWithoutWorkspaceSaysHowToMakeOne() {
        LeatException none = catchThrowableOfType(LeatException.class, () -> WorkspaceFiles.read(dir));

        assertThat(none.kind()).isEqualTo(Kind.WORKSPACE);
        assertThat(none).hasMessage(dir + ": no leat.yaml in this folder. Make a workspace: leat init NAME, or name one: --workspace DIR.");
        assertThat(catchThrowableOfType(LeatException.class, () -> WorkspaceFiles.read(dir.resolve("x"))))
            .hasMessage(dir.resolve("x") + ": no such folder. Make a workspace: leat init NAME, or name one: --workspace DIR.");
    }
}
