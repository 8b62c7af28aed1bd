package dev.leat.airflow;

import dev.leat.model.Flow;
import dev.leat.model.Pipeline;
import dev.leat.plan.WorkspaceFiles;
import java.util.ArrayList;
import java.util.List;

/** What Airflow's pages say of a flow, as lines of Markdown. */
final class DagDocs {
    private DagDocs() {}

    static List<String> of(WorkspaceFiles files, Flow flow) {
        List<String> lines = new ArrayList<>(List.of(
            Texts.markdown(flow.flow()) + " of workspace " + Texts.markdown(files.workspace().workspace()) + ": from " + Texts.markdown(flow.source()) + " to "
                + Texts.markdown(flow.destination()) + ".", "", "Written by Leat from " + Texts.markdown(DagFile.source(files, flow)) + "; change that file, not this DAG.", "", "Pipelines:", ""));
        for (Pipeline pipeline : flow.pipelines()) {
            lines.add("- " + Texts.markdown(pipeline.name()) + ": " + Texts.markdown(pipeline.source().toString()) + " to " + Texts.markdown(pipeline.destination().toString())
                + "; other DAGs follow it by " + Texts.markdown("Asset(" + Texts.python(DagText.asset(files, flow, pipeline)) + ")"));
        }
        lines.addAll(List.of("", "What to do, in the workspace:", "",
            "- what is where: " + command("status", flow.flow()),
            "- a task failed with exit code 3, an approval is missing or stale: " + command("plan", flow.flow()) + " says why; then"));
        flow.pipelines().forEach(pipeline -> lines.add("    - " + command("map review", pipeline.name()) + ", " + command("map approve", pipeline.name(), "--by YOU")));
        lines.add("- records failed:");
        flow.pipelines().forEach(pipeline -> lines.add("    - " + command("backlog explain", pipeline.name()) + ", " + command("backlog replay", pipeline.name())));
        lines.add("- a destination is to be written again from the lake: `leat state rewind PIPELINE --to beginning --dry-run`");
        return lines;
    }

    private static String command(String command, String name, String... rest) {
        return Texts.markdown("leat " + command + " " + Texts.shell(name) + (rest.length == 0 ? "" : " " + String.join(" ", rest)));
    }
}
