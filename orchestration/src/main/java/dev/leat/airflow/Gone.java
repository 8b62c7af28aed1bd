package dev.leat.airflow;

import dev.leat.airflow.client.Dag;
import dev.leat.plan.WorkspaceFiles;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** DAGs of a workspace whose flow was renamed or removed. */
public final class Gone {
    private final WorkspaceFiles files;
    private final Airflow airflow;

    public Gone(WorkspaceFiles files, Airflow airflow) {
        this.files = files;
        this.airflow = airflow;
    }

    public List<Dag> dags() {
        Set<String> known = files.flows().stream().map(flow -> DagFile.id(files, flow)).collect(Collectors.toSet());
        return airflow.dags(DagFile.prefix(files)).stream().filter(dag -> !known.contains(dag.getDagId())).toList();
    }

    /** Ends what runs of it, and removes its file and what Airflow knows of it. In this order: whatever is left when this dies is found by the next look. */
    public void remove(Dag dag) {
        new Halting(airflow, dag.getDagId()).now();
        Deployment.of(files).apply(List.of(), List.of(DagFile.file(dag.getDagId())));
        airflow.forget(dag.getDagId());
    }
}
