package dev.leat.breaking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.breaking.LeatProcess.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each flag, variable and configuration that might lead around the approval. What hashes bind is tried in the engine's GateTest. */
class SideDoorTest {
    @TempDir
    private Path folder;
    private Scene scene;
    private String approved;

    @BeforeEach
    void anApprovedScene() {
        scene = new Scene(folder, "gate_people");
        approved = scene.read("mappings/p.yaml");
    }

    private void refused(int code, String... arguments) {
        long scans = scans();
        Ended ended = scene.leat(arguments);
        assertThat(ended.code()).as(String.join(" ", arguments) + ": " + ended.text()).isEqualTo(code);
        assertThat(Files.exists(folder.resolve("lake/captures"))).as(String.join(" ", arguments)).isFalse();
        assertThat(scans()).as("rows read by " + String.join(" ", arguments)).isEqualTo(scans);
        assertThat(scene.runs()).allSatisfy(run -> assertThat(scene.read("lake/runs/" + run)).contains("\"outcome\":\"failed\"", "\"pipelines\":[]"));
    }

    private static long scans() {
        RealServers.sql("select pg_stat_force_next_flush()");
        return Long.parseLong(RealServers.texts("select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) from pg_stat_user_tables where relname = 'gate_people'").get(0));
    }

    @Test
    void noFlagLeadsAround() {
        scene.write("mappings/p.yaml", approved.substring(0, approved.indexOf("approval:")));
        refused(3, "run", "F");
        refused(3, "run", "F", "--pipeline", "P", "--step", "capture", "--run", "20261121T000000-000-abcd");
        refused(3, "run", "F", "--step", "materialize");
        refused(3, "run", "F", "--follow");
        refused(3, "backlog", "replay", "P");
        refused(2, "run", "F", "--force");
    }

    @Test
    void noVariableAndNoConfigurationLeadsAround() {
        scene.edit("mappings/p.yaml", "upper(name)", "lower(name)");
        for (String name : List.of("LEAT_SKIP_APPROVAL", "LEAT_FORCE", "LEAT_APPROVE", "LEAT_APPROVED", "LEAT_GATE", "LEAT_YES", "LEAT_INSECURE", "LEAT_DEBUG", "CI")) {
            scene.environment().put(name, "true");
        }
        scene.environment().put("JDK_JAVA_OPTIONS", "-Dleat.engine=true -Dleat.gate=off -Dleat.approval=off -Dleat.skip=true");
        refused(3, "run", "F");
        scene.environment().put("LEAT_APPROVERS", folder.resolve("nobody.keys").toString());
        scene.write("nobody.keys", "");
        scene.write("mappings/p.yaml", approved);
        refused(3, "run", "F");
        scene.environment().remove("LEAT_APPROVERS");
        scene.edit("leat.yaml", "spark: {master: \"local[2]\"}", "spark: {master: \"local[2]\", conf: {spark.plugins: org.example.Skip, spark.leat.gate: off}}");
        refused(2, "run", "F");
    }

    @Test
    void aHashWrittenByHandOrOfAnotherContentIsNoApproval() {
        scene.write("mappings/p.yaml", approved.replaceFirst("content: sha256:[0-9a-f]{8}", "content: sha256:00000000"));
        refused(3, "run", "F");
        scene.write("mappings/p.yaml", approved.replace("upper(name)", "lower(name)"));
        refused(3, "run", "F");
        scene.write("mappings/p.yaml", approved);
        RealServers.sql("alter table gate_people alter city type bigint");
        refused(3, "run", "F");
    }
}
