package dev.leat.airflow;

import dev.leat.model.Flow;
import dev.leat.model.Pipeline;
import dev.leat.plan.WorkspaceFiles;
import java.util.ArrayList;
import java.util.List;

/** What Airflow's pages say of a flow, as lines of Markdown. */
final class DagDocs {
    private DagDocs() {}

    /** Commands are items of a list: on Airflow's pages the lines of a block of code run together. */
    static List<String> of(WorkspaceFiles files, Flow flow) {
        List<String> lines = new ArrayList<>(List.of(
            "The flow " + Texts.prose(flow.flow()) + " of workspace " + Texts.prose(files.workspace().workspace()) + ", from " + Texts.prose(flow.source()) + " to "
                + Texts.prose(flow.destination()) + ". Written by Leat from " + Texts.prose(DagFile.source(files, flow)) + "; change that file, not this DAG.",
            "", "In the workspace, what is where:", "", command("status", flow.flow()),
            "", "A task failed with exit code 3, as an approval is missing or stale: why, and then review and approve.", "", command("plan", flow.flow())));
        for (Pipeline pipeline : flow.pipelines()) {
            lines.add(command("map review", pipeline.name()));
            lines.add(command("map approve", pipeline.name()) + " --by YOU");
        }
        lines.addAll(List.of("", "Records failed: why, and another try.", ""));
        for (Pipeline pipeline : flow.pipelines()) {
            lines.add(command("backlog explain", pipeline.name()));
            lines.add(command("backlog replay", pipeline.name()));
        }
        lines.addAll(List.of("", "A destination is to be written again from the lake:", "", Texts.item("leat state rewind PIPELINE --to beginning --dry-run"),
            "", "Other DAGs follow the destinations by these assets:", ""));
        flow.pipelines().forEach(pipeline -> lines.add(Texts.item("Asset(" + Texts.python(DagText.asset(files, flow, pipeline)) + ")")));
        return lines;
    }

    private static String command(String command, String name) {
        return Texts.item("leat " + command + " " + Texts.shell(name));
    }
}
