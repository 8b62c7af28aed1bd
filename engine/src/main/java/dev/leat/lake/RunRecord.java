package dev.leat.lake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One run, as {@code leat run --json} prints it and the lake keeps it.
 *
 * @param cause   {@code manual}, {@code schedule}, {@code backlog replay}, ...
 * @param outcome {@code running}, {@code succeeded}, {@code failed}, {@code nothing-new}, {@code stopped}; {@code killed} when read and the process is gone
 * @param error   what failed, null when nothing did
 * @param process of the run, to tell whether it still lives
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunRecord(String run, String flow, String cause, String outcome, Instant started, Instant ended, double seconds,
                        List<PipelineRun> pipelines, String error, Integer exitCode, ProcessMark process) {

    /**
     * A pipeline's part. Counts are records; {@code cacheHits} and {@code cacheMisses} are look-ups through a cache.
     *
     * @param captured   into the lake by this run
     * @param backlogged put into the backlog
     * @param older      not written, as the destination has a newer version
     * @param seconds    by step: {@code capture}, {@code materialize}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PipelineRun(String name, String outcome, long captured, long written, long deleted, long filtered, long backlogged,
                              long older, long cacheHits, long cacheMisses, JsonNode checkpoint, Map<String, Double> seconds, String mapping, String error) {

        PipelineRun after(PipelineRun before) {
            Map<String, Double> times = new TreeMap<>(before.seconds);
            seconds.forEach((step, time) -> times.merge(step, time, Double::sum));
            return new PipelineRun(name, outcome.equals("nothing-new") && before.outcome.equals("succeeded") ? before.outcome : outcome, captured + before.captured, written + before.written,
                deleted + before.deleted, filtered + before.filtered, backlogged + before.backlogged, older + before.older, cacheHits + before.cacheHits,
                cacheMisses + before.cacheMisses, checkpoint, times, mapping, error);
        }
    }

    public boolean over() {
        return ended != null;
    }

    /** The whole of a run that several processes do, one after the other: counts and seconds add up, and of each pipeline the last attempt that did something tells the outcome. */
    public RunRecord after(RunRecord before) {
        Map<String, PipelineRun> all = new LinkedHashMap<>();
        before.pipelines.forEach(pipeline -> all.put(pipeline.name(), pipeline));
        pipelines.forEach(pipeline -> all.merge(pipeline.name(), pipeline, (earlier, later) -> later.after(earlier)));
        Set<String> outcomes = all.values().stream().map(PipelineRun::outcome).collect(Collectors.toSet());
        boolean fails = exitCode == null || exitCode != 0;
        boolean failed = !fails && outcomes.contains("failed");
        String whole = fails ? outcome : failed ? "failed" : outcomes.contains("succeeded") ? "succeeded" : outcome;
        return new RunRecord(run, flow, cause, whole, before.started, ended, seconds + before.seconds, List.copyOf(all.values()),
            failed ? before.error : error, failed ? before.exitCode : exitCode, process);
    }

    RunRecord killed() {
        return new RunRecord(run, flow, cause, "killed", started, null, seconds, pipelines, "the process ended without a word", null, process);
    }
}
