package dev.leat.airflow;

import dev.leat.airflow.client.Dag;
import dev.leat.airflow.client.ImportError;
import dev.leat.airflow.client.Tag;
import dev.leat.connect.Backoff;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Workspace;
import dev.leat.plan.WorkspaceFiles;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings a flow to Airflow: pools, file, and once Airflow has read exactly this file, its schedule. Each step may be done again, so a start that died anywhere is repeated.
 */
public final class Deploying {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long LOOK_MILLIS = 300;

    private final WorkspaceFiles files;
    private final Airflow airflow;

    public Deploying(WorkspaceFiles files, Airflow airflow) {
        this.files = files;
        this.airflow = airflow;
    }

    /**
     * Returns when the flow runs by its schedule.
     *
     * @param waiting called once when Airflow takes a while to read the file
     * @throws LeatException of kind WORKSPACE with Airflow's own words when it cannot read the file; SYSTEM when it does not read it
     */
    public Dag start(Flow flow, Runnable waiting) {
        DagFile file = DagFile.of(files, flow);
        files.workspace().airflow().map(Workspace.Airflow::pools).orElse(Map.of()).forEach((connection, tasks) -> airflow.pool(DagFile.pool(files, connection), tasks));
        Optional<OffsetDateTime> before = error(file).map(ImportError::getTimestamp);
        boolean changed = !Deployment.of(files).apply(List.of(file), List.of()).written().isEmpty();
        await(file, changed ? before : Optional.empty(), waiting);
        airflow.unpause(file.id());
        return airflow.dag(file.id()).orElseThrow();
    }

    /** Begins a run of a flow that was started. @return its id */
    public String now(Flow flow) {
        return airflow.trigger(DagFile.of(files, flow).id(), "manual__" + Instant.now().atOffset(ZoneOffset.UTC)).getDagRunId();
    }

    /** @param before when Airflow last complained about a file of this name that is not this one */
    private void await(DagFile file, Optional<OffsetDateTime> before, Runnable waiting) {
        long begun = System.nanoTime();
        boolean told = false;
        while (!read(file)) {
            Optional<ImportError> error = error(file).filter(found -> !before.equals(Optional.of(found.getTimestamp())));
            if (error.isPresent()) {
                throw new LeatException(Kind.WORKSPACE, file.name(), "Airflow cannot read it:\n" + error.get().getStackTrace().strip() + "\n", "Correct the flow's file where it is about that; else see to Airflow itself, which needs its provider 'standard' and is to be " + Airflow.KNOWN);
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - begun);
            if (waited.compareTo(PATIENCE) > 0) {
                throw new LeatException(Kind.SYSTEM, file.name(), "Airflow has not read it within " + PATIENCE.toMinutes() + " min",
                    "Check that it reads the folder of airflow.dags, and that its DAG processor runs; then start again");
            }
            if (!told && waited.toSeconds() >= 5) {
                told = true;
                waiting.run();
            }
            Backoff.sleep(LOOK_MILLIS);
        }
    }

    /** The tag comes with the list of DAGs, the source with the version that runs next. */
    private boolean read(DagFile file) {
        return airflow.dag(file.id()).filter(dag -> !dag.getIsStale() && !dag.getHasImportErrors() && dag.getTags().stream().map(Tag::getName).anyMatch(file.tag()::equals)).isPresent()
            && airflow.source(file.id()).filter(file.text()::equals).isPresent();
    }

    private Optional<ImportError> error(DagFile file) {
        return airflow.importErrors().stream().filter(error -> error.getFilename().endsWith(file.name())).findFirst();
    }
}
