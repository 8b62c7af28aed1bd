package dev.leat.status;

import dev.leat.airflow.Airflow;
import dev.leat.airflow.DagFile;
import dev.leat.airflow.client.Dag;
import dev.leat.airflow.client.DagRun;
import dev.leat.airflow.client.Tag;
import dev.leat.model.Flow;
import dev.leat.model.LeatException;
import dev.leat.model.Workspace;
import dev.leat.plan.Address;
import dev.leat.plan.WorkspaceFiles;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What Airflow knows of a workspace's flows, by a few requests for all of them. */
record AirflowSide(WorkspaceFiles files, Side side, Map<String, Dag> dags, Map<String, DagRun> runs) {

    /** That it does not answer is told by {@link #side}. */
    static AirflowSide of(WorkspaceFiles files, Function<String, Optional<Address>> servers) {
        Optional<Workspace.Airflow> named = files.workspace().airflow().filter(airflow -> airflow.url().isPresent() || airflow.embedded().isPresent());
        if (named.isEmpty()) {
            return new AirflowSide(files, Side.NONE, Map.of(), Map.of());
        }
        try {
            Airflow airflow = Airflow.now(files, servers);
            Map<String, Dag> dags = airflow.dags(DagFile.prefix(files)).stream().collect(Collectors.toMap(Dag::getDagId, dag -> dag));
            return new AirflowSide(files, Side.REACHED, dags, dags.isEmpty() ? Map.of() : airflow.latest(DagFile.prefix(files), dags.size()));
        } catch (LeatException e) {
            return new AirflowSide(files, Side.silent(e.getMessage()), Map.of(), Map.of());
        }
    }

    boolean reached() {
        return side.reached().orElse(false);
    }

    Optional<Dag> dag(Flow flow) {
        return Optional.ofNullable(dags.get(DagFile.id(files, flow))).filter(dag -> !dag.getIsStale());
    }

    Optional<DagRun> run(Flow flow) {
        return Optional.ofNullable(runs.get(DagFile.id(files, flow)));
    }

    Optional<Instant> next(Flow flow) {
        return dag(flow).filter(dag -> !dag.getIsPaused()).flatMap(dag -> Optional.ofNullable(dag.getNextDagrunRunAfter())).map(next -> next.toInstant());
    }

    /** Empty where it is not known, or none is to be there. */
    Optional<String> deployed(Flow flow) {
        if (!reached() || flow.every().isPresent() || flow.pipelines().isEmpty()) {
            return Optional.empty();
        }
        String tag = DagFile.of(files, flow).tag();
        return Optional.of(dag(flow).map(dag -> dag.getTags().stream().map(Tag::getName).anyMatch(tag::equals) ? "yes" : "outdated").orElse("no"));
    }
}
