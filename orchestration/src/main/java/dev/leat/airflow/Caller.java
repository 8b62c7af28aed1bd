package dev.leat.airflow;

import dev.leat.model.Flow;
import dev.leat.model.Workspace;
import dev.leat.plan.WorkspaceFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How a task of Airflow calls Leat: one line of bash, replaced by Leat so that signals reach it. The run's id and cause come from {@link #ENVIRONMENT}, which is the same for all
 * tasks of all flows; it is all that Airflow renders.
 */
record Caller(String leat, String workspace, Optional<Workspace.Spark> spark, Flow flow) {
    /** What a step that found nothing to do ends with, and Airflow shows as skipped. */
    static final int NOTHING_NEW = 99;
    /** Python; the locale because names need not be ASCII and a service often has none. */
    static final String ENVIRONMENT = "{\"LEAT_RUN\": \"{{ dag_run.run_after.isoformat() }} {{ dag_run.run_id }}\", \"LEAT_CAUSE\": \"{{ dag_run.run_type }}\", \"LC_ALL\": \"C.UTF-8\"}";

    static Caller of(WorkspaceFiles files, Flow flow) {
        Optional<Workspace.Airflow> airflow = files.workspace().airflow();
        String here = Optional.ofNullable(System.getProperty("leat.home")).map(home -> home + "/leat").orElse("leat");
        return new Caller(airflow.flatMap(Workspace.Airflow::leat).orElse(here), airflow.flatMap(Workspace.Airflow::workspace).orElse(files.dir().toString()),
            airflow.flatMap(Workspace.Airflow::spark), flow);
    }

    String preflight() {
        return line(List.of("--step=preflight"));
    }

    String step(String pipeline, String step) {
        return line(List.of("--step=" + step, "--pipeline=" + pipeline, "--nothing-new-exit=" + NOTHING_NEW));
    }

    /** Whether a flow that follows its source, in a process of its own, does so as it should. */
    String watch() {
        return "exec " + String.join(" ", Stream.of(leat, "status", "--workspace=" + workspace, "--healthy").map(Texts::shell).toList()) + " -- " + Texts.shell(flow.flow());
    }

    private String line(List<String> step) {
        List<String> words = new ArrayList<>(List.of(leat, "run", "--workspace=" + workspace));
        words.addAll(step);
        spark.flatMap(Workspace.Spark::master).ifPresent(master -> words.add("--master=" + master));
        spark.ifPresent(known -> new TreeMap<>(known.conf()).forEach((key, value) -> words.add("--conf=" + key + "=" + value)));
        return "exec " + String.join(" ", words.stream().map(Texts::shell).toList()) + " --run=\"$LEAT_RUN \"" + DagFile.slug(flow) + " --cause=\"$LEAT_CAUSE\" -- "
            + Texts.shell(flow.flow());
    }
}
