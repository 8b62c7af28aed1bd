package dev.leat.bench;

import dev.leat.connect.embedded.Server;
import dev.leat.lake.RunRecord;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Pipeline;
import dev.leat.plan.Approvals;
import dev.leat.plan.FlowPlan;
import dev.leat.plan.PipelinePlan;
import dev.leat.run.Leat;
import dev.leat.run.Progress;
import dev.leat.run.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A workspace with one flow, {@code F}, from {@code db} to {@code to}, whose mappings are approved. */
record Scene(Path folder) {

    /** @param destination the {@code to} connection in YAML's flow style */
    static Scene in(Path folder, Server postgres, String destination) {
        new Scene(folder).write("password", postgres.password().orElseThrow());
        return between(folder, postgres(postgres), destination);
    }

    /** @param source the {@code db} connection in YAML's flow style @param destination and the {@code to} connection */
    static Scene between(Path folder, String source, String destination) {
        Scene scene = new Scene(folder);
        scene.write("leat.yaml", """
            workspace: bench
            lake: ./lake
            connections:
              db: %s
              to: %s
            spark: {master: "local[2]"}
            """.formatted(source, destination));
        scene.write("flows/f.yaml", "flow: F\nsource: db\ndestination: to\npipelines:\n");
        return scene;
    }

    static String delta() {
        return "{type: delta, path: ./to}";
    }

    static String postgres(Server server) {
        return "{type: postgres, url: \"%s\", user: %s, password: \"${file:password}\"}".formatted(server.address(), server.user().orElseThrow());
    }

    static String elasticsearch(Server server) {
        return "{type: elasticsearch, url: \"%s\"}".formatted(server.address());
    }

    /** @param more further keys of the pipeline @param fields destination fields with their expressions */
    Scene pipeline(String name, String source, String destination, String more, Map<String, String> fields) {
        write("mappings/" + name + ".yaml", """
            pipeline: %s
            source: {connection: db, entity: %s}
            destination: {connection: to, entity: %s}
            fields:
            %s
            """.formatted(name, source, destination, fields.entrySet().stream()
            .map(field -> "  - {target: " + field.getKey() + ", expression: \"" + field.getValue() + "\"}").collect(Collectors.joining("\n"))));
        String flow = read("flows/f.yaml");
        return write("flows/f.yaml", flow + "  - name: %s\n    source: %s\n    destination: %s\n    mapping: mappings/%s.yaml\n%s"
            .formatted(name, source, destination, name, more.indent(4)));
    }

    /** Continuously, in this rhythm. */
    Scene every(String rhythm) {
        return write("flows/f.yaml", read("flows/f.yaml").replace("pipelines:", "every: " + rhythm + "\npipelines:"));
    }

    Scene approved() {
        Leat leat = Leat.open(folder);
        Flow flow = leat.files().flows().get(0);
        for (PipelinePlan plan : leat.check(flow, flow.pipelines()).pipelines()) {
            Approvals.of(leat.files()).approve(plan, "bench@example.com", Instant.now(), Optional.empty());
        }
        return this;
    }

    /** In this process. */
    RunRecord run(Set<Step> steps) {
        Leat leat = Leat.open(folder);
        return run(leat, plan(leat), steps);
    }

    /** One pipeline. */
    void run(Set<Step> steps, String pipeline) {
        if (!steps.isEmpty()) {
            Leat leat = Leat.open(folder);
            Flow flow = leat.files().flows().get(0);
            run(leat, leat.plan(flow, List.of(pipeline(flow, pipeline))), steps);
        }
    }

    /** The same from the shell. */
    Timed run(Shell shell, Set<Step> steps, String pipeline) {
        return shell.leat(folder, "run", "F", "--pipeline", pipeline, "--step", steps.iterator().next().name().toLowerCase(java.util.Locale.ROOT)).took();
    }

    private static Pipeline pipeline(Flow flow, String name) {
        return flow.pipelines().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    /** Its destination. */
    String entity(String pipeline) {
        return pipeline(Leat.open(folder).files().flows().get(0), pipeline).destination().toString();
    }

    /** Path of the capture that it reads. */
    String capture(String pipeline) {
        Leat leat = Leat.open(folder);
        Flow flow = leat.files().flows().get(0);
        return leat.lake().capture(flow.source(), pipeline(flow, pipeline).source()).table();
    }

    private RunRecord run(Leat leat, FlowPlan plan, Set<Step> steps) {
        RunRecord record = leat.run(plan, Optional.empty(), "bench", steps, Progress.SILENT);
        if (!record.outcome().equals("succeeded")) {
            throw new LeatException(Kind.SYSTEM, folder.toString(), "the run " + record.outcome() + ": " + record.error(), "See its record");
        }
        return record;
    }

    static FlowPlan plan(Leat leat) {
        List<Flow> flows = leat.files().flows();
        return leat.plan(flows.get(0), flows.get(0).pipelines());
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Scene write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
