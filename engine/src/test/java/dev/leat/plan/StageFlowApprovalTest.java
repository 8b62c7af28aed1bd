package dev.leat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.model.StageFlow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageFlowApprovalTest {
    @TempDir
    Path dir;

    private Verdict verdict() {
        WorkspaceFiles files = WorkspaceFiles.read(dir);
        return new Approvals(files, Optional.empty()).verify(files.stageFlows().get(0));
    }

    @Test
    void theWholeFlowAndTheJarsAreBound() throws IOException {
        WorkspaceText.write(dir, """
            ### leat.yaml
            workspace: shop
            lake: ./lake
            ### lib/a.jar
            bytes
            ### flows/publish.yaml
            name: Publish to Acme API
            stages:
              - {name: Events, action: Kafka Trigger, props: {topic: events}, out: [Remap]}
              - {name: Remap, action: Remap Fields, props: {id: "$.id"}, out: []}
            """);
        assertThat(verdict().state()).isEqualTo(Verdict.State.MISSING);

        WorkspaceFiles files = WorkspaceFiles.read(dir);
        StageFlow flow = files.stageFlows().get(0);
        new Approvals(files, Optional.empty()).approve(flow, "jane", Shop.NOW, Optional.empty());
        assertThat(dir.resolve("approvals/publish-to-acme-api.yaml")).content().startsWith("flow: Publish to Acme API\napproval:\n  by: jane\n");
        assertThat(verdict()).isEqualTo(Verdict.approved());

        assertThat(StageFlowPlan.of(files, flow).toMermaid()).isEqualTo("""
            flowchart LR
              s0["Events"]
              s0 --> s1
              s1["Remap"]
            """);
        assertThat(StageFlowPlan.of(WorkspaceFiles.read(dir), flow).toJson().path("approval")).hasToString("{\"state\":\"approved\",\"changes\":[]}");

        Files.writeString(dir.resolve("lib/a.jar"), "other");
        assertThat(verdict()).isEqualTo(new Verdict(Verdict.State.STALE, List.of(), List.of("jars: changed")));
        Files.writeString(dir.resolve("lib/a.jar"), "bytes\n");
        assertThat(verdict().isApproved()).isTrue();

        WorkspaceText.replace(dir.resolve("flows/publish.yaml"), "topic: events", "topic: other");
        assertThat(verdict()).isEqualTo(new Verdict(Verdict.State.STALE, List.of(), List.of("flow: changed")));
        new Approvals(WorkspaceFiles.read(dir), Optional.empty()).approve(WorkspaceFiles.read(dir).stageFlows().get(0), "joe", Shop.NOW, Optional.empty());
    }
}
