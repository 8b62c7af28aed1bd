package dev.leat.bench;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.leat.airflow.Airflow;
import dev.leat.airflow.DagFile;
import dev.leat.airflow.client.DagRun;
import dev.leat.airflow.client.RunPatch;
import dev.leat.connect.Backoff;
import dev.leat.connect.embedded.Server;
import dev.leat.lake.ProcessMark;
import dev.leat.lake.RunLog;
import dev.leat.lake.RunPart;
import dev.leat.lake.RunRecord.PipelineRun;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.plan.Approvals;
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

/** {@code leat status} of many flows with approved mappings and a history of runs, each of several tasks, beside an Airflow that has read all their DAGs and has a run of each. */
final class StatusOfMany implements Benchmark {
    private static final int FLOWS = 200;
    private static final int RUNS = 10;
    private static final int ROUNDS = 5;
    /** Airflow reads about three files in a second. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final List<String> STEPS = List.of("capture", "materialize", "reconcile");

    @Override
    public String name() {
        return "status";
    }

    @Override
    public List<Figure> measure(Ground ground) {
        Path folder = ground.folder("status");
        Server server = ground.airflow(folder.resolve("dags"));
        write(folder, "airflow-password", server.password().orElseThrow());
        flows(folder, ground.postgres(), server, ground.wide(1_000));
        Leat leat = Leat.open(folder);
        Airflow airflow = Airflow.of(leat.files(), name -> Optional.empty());
        ground.note("Approving " + FLOWS + " mappings, and writing down " + RUNS + " runs of each flow ...");
        DagFile.all(leat.files()).forEach(dag -> write(folder, "dags/" + dag.name(), dag.text()));
        Approvals approvals = Approvals.of(leat.files());
        leat.files().flows().parallelStream().forEach(flow -> {
            leat.check(flow, flow.pipelines()).pipelines().forEach(plan -> approvals.approve(plan, "bench@example.com", Instant.now(), Optional.empty()));
            for (int run = 1; run < RUNS; run++) {
                Instant at = Instant.now().minus(Duration.ofDays(run));
                record(leat, flow, RunLog.idOf(at + " scheduled__" + at + " " + flow.flow()), at);
            }
        });
        ground.note("Waiting until Airflow has read " + FLOWS + " DAGs ...");
        allRead(airflow, DagFile.prefix(leat.files()));
        leat.files().flows().parallelStream().forEach(flow -> {
            DagRun run = airflow.trigger(DagFile.id(leat.files(), flow), "newest");
            airflow.close(run.getDagId(), run.getDagRunId(), RunPatch.StateEnum.SUCCESS);
            record(leat, flow, DagFile.run(flow, run), Instant.now());
        });
        List<Timed> took = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            Timed one = ground.shell().leat(folder, "status", "--json").took();
            if (round > 0) { // before it, the archive of classes is made
                took.add(one);
            }
        }
        ground.endAirflow();
        Ground.remove(folder);
        return List.of(Figure.within("status of " + FLOWS + " flows", Timed.median(took), 2, 1));
    }

    private static void allRead(Airflow airflow, String prefix) {
        Instant until = Instant.now().plus(PATIENCE);
        while (airflow.dags(prefix).size() < FLOWS) {
            if (Instant.now().isAfter(until)) {
                throw new LeatException(Kind.SYSTEM, "bench status", "Airflow has read only " + airflow.dags(prefix).size() + " of " + FLOWS + " DAGs in " + PATIENCE, "Try it on a quieter machine");
            }
            Backoff.sleep(1000);
        }
    }

    private static void record(Leat leat, Flow flow, String run, Instant at) {
        for (int i = 0; i < STEPS.size(); i++) {
            Instant started = at.plusSeconds(60L * i);
            String pipeline = flow.pipelines().get(0).name();
            leat.lake().runs().save(new RunPart(RunLog.newId(started), run, flow.flow(), "schedule", List.of(STEPS.get(i)), List.of(pipeline), "succeeded", started, started.plusSeconds(50), 50,
                List.of(new PipelineRun(pipeline, "succeeded", 10, 10, 0, 0, 0, 0, 0, 0, NullNode.getInstance(), Map.of(STEPS.get(i), 50.0), null, null, null)), null, 0, ProcessMark.here()));
        }
    }

    private static void flows(Path folder, Server postgres, Server airflow, String table) {
        write(folder, "password", postgres.password().orElseThrow());
        write(folder, "leat.yaml", """
            workspace: bench
            lake: ./lake
            connections:
              db: {type: postgres, url: "%s", user: %s, password: "${file:password}"}
              to: {type: delta, path: ./to}
            airflow: {url: "%s", user: %s, password: "${file:airflow-password}", dags: ./dags}
            """.formatted(postgres.address(), postgres.user().orElseThrow(), airflow.address(), airflow.user().orElseThrow()));
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
