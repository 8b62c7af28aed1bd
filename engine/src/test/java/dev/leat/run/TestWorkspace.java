package dev.leat.run;

import dev.leat.connect.embedded.Server;
import dev.leat.lake.RunRecord;
import dev.leat.model.Flow;
import dev.leat.plan.Approvals;
import dev.leat.plan.FlowPlan;
import dev.leat.plan.PipelinePlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** A workspace in a folder of the test, with the real test servers as its connections {@code db} and {@code search}. */
record TestWorkspace(Path folder) {

    static TestWorkspace in(Path folder) {
        Server postgres = TestServers.start("postgres");
        TestWorkspace workspace = new TestWorkspace(folder);
        workspace.write("db-password", postgres.password().orElseThrow());
        workspace.write("leat.yaml", """
            workspace: test
            lake: ./lake
            connections:
              db: {type: postgres, url: "%s", user: %s, password: "${file:db-password}"}
              search: {type: elasticsearch, url: "%s"}
            spark: {master: "local[2]"}
            """.formatted(postgres.address(), postgres.user().orElseThrow(), TestServers.start("elasticsearch").address()));
        return workspace;
    }

    TestWorkspace write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A flow {@code F} from {@code db} with one pipeline {@code P}. */
    TestWorkspace pipeline(String destination, String source, String target, String more) {
        return write("flows/f.yaml", """
            flow: F
            source: db
            destination: %s
            pipelines:
              - name: P
                source: %s
                destination: %s
                mapping: mappings/p.yaml
            %s
            """.formatted(destination, source, target, more.indent(4)));
    }

    /** Each field as {@code target = expression}; approved at once. */
    TestWorkspace mapping(String destination, String source, String target, String... fields) {
        StringBuilder text = new StringBuilder("""
            pipeline: P
            source: {connection: db, entity: %s}
            destination: {connection: %s, entity: %s}
            fields:
            """.formatted(source, destination, target));
        for (String field : fields) {
            String[] parts = field.split(" = ", 2);
            text.append("  - {target: ").append(parts[0]).append(", expression: \"").append(parts[1]).append("\"}\n");
        }
        write("mappings/p.yaml", text.toString());
        return approve();
    }

    TestWorkspace approve() {
        Leat leat = Leat.open(folder);
        for (PipelinePlan plan : leat.check(flow(leat), flow(leat).pipelines()).pipelines()) {
            Approvals.of(leat.files()).approve(plan, "jane@example.com", Instant.now(), Optional.empty());
        }
        return this;
    }

    RunRecord run() {
        return run(Step.all());
    }

    RunRecord run(Set<Step> steps) {
        return run(Optional.empty(), steps);
    }

    RunRecord run(Optional<String> id, Set<Step> steps) {
        Leat leat = Leat.open(folder);
        FlowPlan plan = leat.plan(flow(leat), flow(leat).pipelines());
        return leat.run(plan, id, "manual", steps, Progress.SILENT);
    }

    FlowPlan plan() {
        Leat leat = Leat.open(folder);
        return leat.check(flow(leat), flow(leat).pipelines());
    }

    /** Of what the files say now. */
    Rebuild rebuild() {
        Leat leat = Leat.open(folder);
        return leat.rebuild(leat.beside(flow(leat), flow(leat).pipelines()), Progress.SILENT);
    }

    Leat leat() {
        return Leat.open(folder);
    }

    /** The records that wait. */
    List<Row> backlog() {
        Leat leat = Leat.open(folder);
        return leat.backlog(flow(leat).pipelines().get(0)).waiting().collectAsList();
    }

    /** Of all that wait. */
    Replay.Outcome replay() {
        Leat leat = Leat.open(folder);
        return leat.replay(leat.check(flow(leat), flow(leat).pipelines()), functions.lit(true));
    }

    private static Flow flow(Leat leat) {
        return leat.files().flows().get(0);
    }
}
