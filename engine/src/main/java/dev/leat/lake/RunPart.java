package dev.leat.lake;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leat.lake.RunRecord.PipelineRun;
import java.time.Instant;
import java.util.List;

/**
 * What one process does of a run: all of it, or a task of a scheduler. Nobody else writes its document, so parts that run side by side lose nothing of each other.
 *
 * @param part     an id as {@link RunLog#newId} makes them; the run's own where one process does everything
 * @param steps    what it was asked for, in lower case
 * @param scope    the pipelines it was asked for; empty for what is of the flow as a whole
 * @param outcome  {@code running}, {@code begun} (the preflight of a run went well), {@code succeeded}, {@code failed}, {@code nothing-new}, {@code stopped}
 * @param pipelines those that it is through with
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunPart(String part, String run, String flow, String cause, List<String> steps, List<String> scope, String outcome, Instant started, Instant ended, double seconds,
                      List<PipelineRun> pipelines, String error, Integer exitCode, ProcessMark process) {
    static final String RUNNING = "running";
    static final String KILLED = "killed";

    public RunPart {
        steps = steps == null || steps.isEmpty() ? List.of("run") : List.copyOf(steps);
        scope = scope == null ? List.of() : List.copyOf(scope);
        pipelines = List.copyOf(pipelines);
    }

    boolean over() {
        return ended != null;
    }

    /** Once it is over, or what is known of the process that should be at it. */
    String standing() {
        return over() ? outcome : process.dead() ? KILLED : RUNNING;
    }

    /** Of one of its pipelines; also when it died later, at another. */
    String outcomeOf(String pipeline) {
        return pipelines.stream().filter(told -> told.name().equals(pipeline)).map(PipelineRun::outcome).findFirst().orElseGet(this::standing);
    }
}
