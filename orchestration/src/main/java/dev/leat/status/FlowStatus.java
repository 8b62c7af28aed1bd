package dev.leat.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leat.lake.RunRecord;
import dev.leat.lake.RunRecord.PipelineRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a flow stands. What could not be learned is absent.
 *
 * @param state      {@code running}, {@code following}, {@code queued}, {@code paused}, {@code not deployed}, {@code broken} (Airflow cannot read its DAG), {@code never run}, else the outcome of its
 *                   last run
 * @param schedule   as its file writes it
 * @param next       when Airflow begins the next run
 * @param backlog    records that wait
 * @param lagSeconds how long ago everything that had been committed at the source was at the destination, or in the backlog
 * @param approval   {@code valid}, {@code stale}, {@code missing}, {@code unsigned}: as far as the files tell
 * @param changes    what is different from what was approved
 * @param deployed   {@code yes}, {@code outdated} (Airflow has a DAG of another version of the flow), {@code no}
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record FlowStatus(String flow, String state, Optional<String> schedule, Optional<Last> last, Optional<Instant> next, Optional<Long> backlog, Optional<Long> lagSeconds,
                         String approval, List<String> changes, Optional<String> deployed) {
    private static final Set<String> ILL = Set.of("failed", "killed", "broken");
    static final String FOLLOWING = "following";

    /**
     * The last run.
     *
     * @param seconds from its beginning to its end, or to now
     * @param rows    written or deleted at the destination; absent where it only compared
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Last(String run, String cause, String outcome, Instant started, Optional<Instant> ended, double seconds, Optional<Long> rows, Optional<Integer> exitCode, Optional<String> error) {
        static Last of(RunRecord run, Instant now) {
            Optional<Instant> ended = Optional.ofNullable(run.ended());
            return new Last(run.run(), run.cause(), run.outcome(), run.started(), ended, Duration.between(run.started(), ended.orElse(now)).toMillis() / 1000.0,
                Optional.of(run.pipelines()).filter(pipelines -> pipelines.isEmpty() || !pipelines.stream().allMatch(PipelineRun::onlyCompared))
                    .map(pipelines -> pipelines.stream().mapToLong(pipeline -> pipeline.written() + pipeline.deleted()).sum()),
                Optional.ofNullable(run.exitCode()), Optional.ofNullable(run.error()));
        }
    }

    /** Whether nobody has to look after it. A flow that follows its source is well while it does. */
    public boolean well() {
        return !ILL.contains(state) && (schedule.filter(words -> words.startsWith("every ")).isEmpty() || state.equals(FOLLOWING));
    }
}
