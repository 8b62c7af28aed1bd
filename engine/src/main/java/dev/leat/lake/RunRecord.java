package dev.leat.lake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One run, as {@code leat run --json} prints it and the lake keeps it.
 *
 * @param cause   {@code manual}, {@code schedule}, {@code backlog replay}, ...
 * @param outcome {@code running}, {@code begun}, {@code succeeded}, {@code failed}, {@code nothing-new}, {@code stopped}; {@code killed} when a process of it is gone
 * @param seconds of work; those of processes side by side add up
 * @param error   what failed, null when nothing did
 * @param process of the run, to tell whether it still lives
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunRecord(String run, String flow, String cause, String outcome, Instant started, Instant ended, double seconds,
                        List<PipelineRun> pipelines, String error, Integer exitCode, ProcessMark process) {
    private static final List<String> BAD = List.of("failed", "stopped", RunPart.KILLED);
    /** The first of them that any part has is that of the whole. */
    private static final List<String> BY_WEIGHT = List.of("failed", "stopped", RunPart.KILLED, "succeeded", "nothing-new");

    /**
     * A pipeline's part. Counts are records; {@code cacheHits} and {@code cacheMisses} are look-ups through a cache.
     *
     * @param captured   into the lake by this run
     * @param backlogged put into the backlog
     * @param older      not written, as the destination has a newer version
     * @param seconds    by step: {@code capture}, {@code materialize}, {@code reconcile}, ...
     * @param compared   records of the lake with the destination; null when none were to be
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PipelineRun(String name, String outcome, long captured, long written, long deleted, long filtered, long backlogged,
                              long older, long cacheHits, long cacheMisses, JsonNode checkpoint, Map<String, Double> seconds, String mapping, String error, Compared compared) {

        /** @param different of these, before anything was written again */
        public record Compared(long records, long different) {}


        /** Whether nothing was to move; what a repair has written again is told all the same. */
        public boolean onlyCompared() {
            return compared != null && captured + written + deleted + backlogged == 0 && !seconds.containsKey("capture") && !seconds.containsKey("materialize");
        }

        PipelineRun after(PipelineRun before) {
            Map<String, Double> times = new TreeMap<>(before.seconds);
            seconds.forEach((step, time) -> times.merge(step, time, Double::sum));
            return new PipelineRun(name, later(before.outcome, outcome), captured + before.captured, written + before.written,
                deleted + before.deleted, filtered + before.filtered, backlogged + before.backlogged, older + before.older, cacheHits + before.cacheHits,
                cacheMisses + before.cacheMisses, checkpoint, times, mapping, error, compared == null ? before.compared : compared);
        }
    }

    public boolean over() {
        return ended != null;
    }

    /**
     * The whole of a run. Counts and seconds of its parts add up; of each step of each pipeline the last part that was about it tells the outcome, so a retry makes good what
     * failed or was killed.
     *
     * @param parts oldest first; not empty
     */
    public static RunRecord of(List<RunPart> parts) {
        Map<String, PipelineRun> pipelines = new LinkedHashMap<>();
        Map<List<String>, RunPart> deciding = new LinkedHashMap<>();
        Map<List<String>, String> outcomes = new LinkedHashMap<>();
        for (RunPart part : parts) {
            part.pipelines().forEach(pipeline -> pipelines.merge(pipeline.name(), pipeline, (earlier, later) -> later.after(earlier)));
            for (String step : part.steps()) {
                for (String pipeline : part.scope().isEmpty() ? List.of("") : part.scope()) {
                    List<String> task = List.of(step, pipeline);
                    deciding.put(task, part);
                    outcomes.merge(task, part.outcomeOf(pipeline), RunRecord::later);
                }
            }
        }
        String outcome = parts.stream().map(RunPart::standing).filter(RunPart.RUNNING::equals).findFirst()
            .orElseGet(() -> BY_WEIGHT.stream().filter(outcomes::containsValue).findFirst().orElse("begun"));
        List<RunPart> wrong = deciding.entrySet().stream().filter(task -> BAD.contains(outcomes.get(task.getKey()))).map(Map.Entry::getValue).distinct().toList();
        boolean ended = !outcome.equals(RunPart.RUNNING) && !outcomes.containsValue(RunPart.KILLED);
        RunPart first = parts.get(0);
        return new RunRecord(first.run(), first.flow(), first.cause(), outcome, first.started(),
            ended ? parts.stream().map(RunPart::ended).filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(null) : null,
            Math.round(parts.stream().mapToDouble(RunPart::seconds).sum() * 100) / 100.0, List.copyOf(pipelines.values()), error(wrong),
            ended ? wrong.stream().map(RunPart::exitCode).filter(Objects::nonNull).min(Comparator.naturalOrder()).orElse(0) : null, parts.get(parts.size() - 1).process());
    }

    /** What is done and finds nothing more to do when it is tried again was done. */
    private static String later(String before, String after) {
        return after.equals("nothing-new") && before.equals("succeeded") ? before : after;
    }

    private static String error(List<RunPart> wrong) {
        String text = wrong.stream().map(part -> part.error() == null && part.standing().equals(RunPart.KILLED) ? "the process ended without a word" : part.error())
            .filter(Objects::nonNull).distinct().collect(Collectors.joining("\n"));
        return text.isEmpty() ? null : text;
    }
}
