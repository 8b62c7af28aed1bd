package dev.leat.lake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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
                              long older, long cacheHits, long cacheMisses, JsonNode checkpoint, Map<String, Double> seconds, String mapping, String error) {}

    public boolean over() {
        return ended != null;
    }

    RunRecord killed() {
        return new RunRecord(run, flow, cause, "killed", started, null, seconds, pipelines, "the process ended without a word", null, process);
    }
}
