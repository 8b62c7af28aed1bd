package dev.leat.run;

import dev.leat.lake.Lake;
import dev.leat.lake.ProcessMark;
import dev.leat.lake.RunLog;
import dev.leat.lake.RunPart;
import dev.leat.lake.RunRecord.PipelineRun;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Records work on one pipeline that is no run of its flow (on its backlog, a rebuild) as a run, from its first moment. */
final class RecordedRun {
    private final Lake lake;
    private final String flow;
    private final String cause;
    private final String step;
    private final Function<String, List<PipelineRun>> told;
    private final Instant started = Instant.now();
    private final String run = RunLog.newId(started);

    RecordedRun(Lake lake, String flow, String cause) {
        this(lake, flow, cause, "backlog", outcome -> List.of());
    }

    /** @param told what has been done so far, with the outcome */
    RecordedRun(Lake lake, String flow, String cause, String step, Function<String, List<PipelineRun>> told) {
        this.lake = lake;
        this.flow = flow;
        this.cause = cause;
        this.step = step;
        this.told = told;
    }

    <T> T run(Function<String, T> work) {
        save("running", null, null, null);
        try {
            T result = work.apply(run);
            save("succeeded", Instant.now(), null, 0);
            return result;
        } catch (LeatException e) {
            save("failed", Instant.now(), e.getMessage(), e.kind().exitCode());
            throw e;
        } catch (RuntimeException e) {
            save("failed", Instant.now(), Secrets.redact(String.valueOf(e)), Kind.BUG.exitCode());
            throw e;
        }
    }

    private void save(String outcome, Instant ended, String error, Integer exitCode) {
        double seconds = ended == null ? 0 : Duration.between(started, ended).toMillis() / 1000.0;
        lake.runs().save(new RunPart(run, run, flow, cause, List.of(step), List.of(), outcome, started, ended, seconds, told.apply(outcome), error, exitCode, ProcessMark.here()));
    }
}
