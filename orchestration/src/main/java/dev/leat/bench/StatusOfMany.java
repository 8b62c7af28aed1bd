package dev.leat.bench;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.leat.connect.embedded.Server;
import dev.leat.lake.ProcessMark;
import dev.leat.lake.RunLog;
import dev.leat.lake.RunPart;
import dev.leat.lake.RunRecord.PipelineRun;
import dev.leat.model.Flow;
import dev.leat.plan.Approvals;
import dev.leat.plan.PipelinePlan;
import dev.leat.run.Leat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code leat status} of many flows with approved mappings and a history of runs, each of several tasks. From the lake alone: no Airflow is named. */
final class StatusOfMany implements Benchmark {
    private static final int FLOWS = 200;
    private static final int RUNS = 10;
    private static final int ROUNDS = 5;
    private static final List<String> STEPS = List.of("capture", "materialize", "reconcile");

    @Override
    public String name() {
        return "status";
    }

    @Override
    public List<Figure> measure(Ground ground) {
        Path folder = ground.folder("status");
        flows(folder, ground.postgres(), ground.wide(1_000));
        Leat leat = Leat.open(folder);
        for (Flow flow : leat.files().flows()) {
            for (PipelinePlan plan : leat.check(flow, flow.pipelines()).pipelines()) {
                Approvals.of(leat.files()).approve(plan, "bench@example.com", Instant.now(), Optional.empty());
            }
            for (int run = 0; run < RUNS; run++) {
                record(leat, flow, Instant.now().minus(Duration.ofDays(RUNS - run)));
            }
        }
        List<Timed> took = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            Timed one = ground.shell().leat(folder, "status", "--json").took();
            if (round > 0) { // before it, the archive of classes is made
                took.add(one);
            }
        }
        Ground.remove(folder);
        return List.of(Figure.within("status of " + FLOWS + " flows", Timed.median(took), 2, 1));
    }

    private static void record(Leat leat, Flow flow, Instant at) {
        String run = RunLog.idOf(at + " scheduled__" + at + " " + flow.flow());
        for (int i = 0; i < STEPS.size(); i++) {
            Instant started = at.plusSeconds(60L * i);
            String pipeline = flow.pipelines().get(0).name();
            leat.lake().runs().save(new RunPart(RunLog.newId(started), run, flow.flow(), "schedule", List.of(STEPS.get(i)), List.of(pipeline), "succeeded", started, started.plusSeconds(50), 50,
                List.of(new PipelineRun(pipeline, "succeeded", 10, 10, 0, 0, 0, 0, 0, 0, NullNode.getInstance(), Map.of(STEPS.get(i), 50.0), null, null)), null, 0, ProcessMark.here()));
        }
    }

    private static void flows(Path folder, Server postgres, String table) {
        write(folder, "password", postgres.password().orElseThrow());
        write(folder, "leat.yaml", """
            workspace: bench
            lake: ./lake
            connections:
              db: {type: postgres, url: "%s", user: %s, password: "${file:password}"}
              to: {type: delta, path: ./to}
            """.formatted(postgres.address(), postgres.user().orElseThrow()));
        for (int i = 0; i < FLOWS; i++) {
            write(folder, "flows/f" + i + ".yaml", """
                flow: F%1$d
                source: db
                destination: to
                schedule: "0 3 * * *"
                pipelines:
                  - {name: P%1$d, source: %2$s, destination: t%1$d, key: [id]}
                """.formatted(i, table));
            write(folder, "mappings/p" + i + ".yaml", """
                pipeline: P%1$d
                source: {connection: db, entity: %2$s}
                destination: {connection: to, entity: t%1$d}
                fields:
                  - {target: id, expression: id}
                  - {target: twice, expression: id + id}
                """.formatted(i, table));
        }
    }

    private static void write(Path folder, String file, String text) {
        try {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
