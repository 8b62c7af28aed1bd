package dev.leat.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.leat.lake.CaptureLog;
import dev.leat.lake.Lake;
import dev.leat.lake.PipelineLog.State;
import dev.leat.lake.Rebuilding;
import dev.leat.lake.RunRecord;
import dev.leat.lake.RunRecord.PipelineRun;
import dev.leat.plan.PipelinePlan;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a pipeline would write from the history in the lake, known without Spark.
 *
 * @param reason  why there is something to write from history
 * @param rows    captured changes that are read; an upsert writes the newest of each key
 * @param bytes   that these have in the lake's files
 * @param seconds estimated
 * @param basis   what the estimate goes by
 * @param destination what becomes of the destination entity
 */
public record Backfill(Reason reason, long rows, long bytes, long seconds, String basis, String destination) {
    private static final int RUNS = 50;
    private static final long ENOUGH = 1_000;
    /** Of a first load into PostgreSQL on two cores, start included. */
    private static final long USUAL = 20_000;

    /** Why history is written. */
    public enum Reason {
        /** The pipeline came later than the capture of its source entity. */
        @JsonProperty("added") ADDED,
        /** Its checkpoint was put back, or a backfill has not ended. */
        @JsonProperty("reset") RESET,
        /** What it has written went by another mapping. Nothing of it is written again by a run. */
        @JsonProperty("mapping") MAPPING,
        /** It is filled anew beside what is there. */
        @JsonProperty("rebuild") REBUILD;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Empty where a run only goes on, or where nothing has been captured yet. */
    public static Optional<Backfill> of(Lake lake, PipelinePlan plan) {
        CaptureLog capture = lake.capture(plan.capture().connection(), plan.capture().entity());
        Optional<CaptureLog.Head> head = capture.head();
        Optional<State> state = lake.pipeline(plan.pipeline()).state();
        Optional<Reason> reason = state.isEmpty() ? Optional.of(Reason.ADDED) : !state.get().filled() ? Optional.of(Reason.RESET)
            : state.get().mapping() != null && !state.get().mapping().equals(plan.content()) ? Optional.of(Reason.MAPPING) : Optional.empty();
        if (head.isEmpty() || reason.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(after(lake, plan, reason.get(), reason.get() == Reason.RESET ? Math.max(0, Changes.commitOf(state.get().from()) - 1) : 0));
    }

    /** What a shadow still lacks. */
    static Backfill ofShadow(Lake lake, PipelinePlan plan) {
        return after(lake, plan, Reason.REBUILD, lake.pipeline(plan.pipeline()).rebuilding().shadow().map(Rebuilding.Beside::state).filter(state -> state.mapping().equals(plan.content())).map(State::number).orElse(0L));
    }

    private static Backfill after(Lake lake, PipelinePlan plan, Reason reason, long after) {
        CaptureLog capture = lake.capture(plan.capture().connection(), plan.capture().entity());
        List<CaptureLog.Head> commits = capture.since(0);
        long all = commits.stream().mapToLong(CaptureLog.Head::rows).sum();
        long rows = commits.stream().filter(commit -> commit.number() > after).mapToLong(CaptureLog.Head::rows).sum();
        long bytes = all == 0 ? 0 : Math.round((double) TableSize.bytes(capture.table()) * rows / all);
        return estimated(lake, plan, reason, rows, bytes);
    }

    private static Backfill estimated(Lake lake, PipelinePlan plan, Reason reason, long rows, long bytes) {
        Optional<Rate> rate = Rate.of(lake, plan);
        double perSecond = rate.map(Rate::perSecond).orElse((double) USUAL);
        String basis = rate.map(known -> String.format(Locale.ROOT, "%,.0f rows/s, as in run %s", known.perSecond(), known.run()))
            .orElseGet(() -> String.format(Locale.ROOT, "%,d rows/s, as no run of it has written enough to go by", USUAL));
        return new Backfill(reason, rows, bytes, Math.round(Math.ceil(rows / perSecond)), basis, destination(plan, reason));
    }

    private static String destination(PipelinePlan plan, Reason reason) {
        String entity = plan.pipeline().destination().toString();
        return switch (reason) {
            case ADDED -> entity + (plan.destinationExists() ? " is there and is filled: rows of the same key are replaced, other rows stay" : " is made and filled");
            case RESET -> plan.destinationExists() ? "rows of " + entity + " are written again in place" : entity + " is made and filled";
            case REBUILD -> entity + " stays as it is until the swap";
            case MAPPING -> entity + " stays as it is and only new changes go by the new mapping; all of it: leat rebuild \"" + plan.pipeline().name() + "\"";
        };
    }

    /** How fast a pipeline wrote in the run in which it wrote most. */
    private record Rate(double perSecond, String run) {
        static Optional<Rate> of(Lake lake, PipelinePlan plan) {
            return lake.runs().newest(RUNS).stream().flatMap(run -> run.pipelines().stream().filter(part -> part.name().equals(plan.pipeline().name()) && part.written() >= ENOUGH && seconds(part) > 0)
                .map(part -> Map.entry(run, part))).max(Comparator.comparingLong((Map.Entry<RunRecord, PipelineRun> entry) -> entry.getValue().written()))
                .map(most -> new Rate(most.getValue().written() / seconds(most.getValue()), most.getKey().run()));
        }

        private static double seconds(PipelineRun part) {
            return part.seconds() == null ? 0 : part.seconds().getOrDefault("materialize", 0.0) + part.seconds().getOrDefault("rebuild", 0.0);
        }
    }
}
