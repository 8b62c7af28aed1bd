package dev.leat.lake;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leat.model.Flow;
import dev.leat.model.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * For each pipeline of a flow the time up to which everything that was committed at the source has arrived at the destination, or waits in the backlog. A pipeline that has never been in step
 * is not in it.
 *
 * @param run   that wrote this last
 * @param at    when
 * @param until by pipeline; without those that are still to come, which a clock has told that was set back since
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Freshness(String flow, String run, Instant at, Map<String, Instant> until) {
    /** The clocks of two machines may be. */
    private static final Duration APART = Duration.ofMinutes(1);

    public Freshness {
        Instant latest = at.plus(APART);
        until = until.entrySet().stream().filter(known -> !known.getValue().isAfter(latest)).collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What is known of a flow; empty while nothing has run. */
    public static Optional<Freshness> of(Lake lake, String flow) {
        return lake.freshness(flow).read();
    }

    /** Since times only go on, what is known of other pipelines, and a later time of the same, stays. */
    Freshness after(Freshness before) {
        Map<String, Instant> all = new LinkedHashMap<>(new Freshness(flow, run, at, before.until).until);
        until.forEach((pipeline, time) -> all.merge(pipeline, time, (one, other) -> one.isAfter(other) ? one : other));
        return new Freshness(flow, run, at, all);
    }

    /** How far a pipeline is that has written up to this commit. @param look at the source */
    public static Optional<Instant> of(CaptureLog.Look look, long written) {
        return Optional.of(look).filter(known -> written >= known.number()).map(CaptureLog.Look::asked);
    }

    /** How far these pipelines are now, by what the lake says of their captures and of what they have written. */
    public static Freshness now(Lake lake, Flow flow, List<Pipeline> pipelines, String run) {
        Map<String, Instant> until = new LinkedHashMap<>();
        for (Pipeline pipeline : pipelines) {
            long written = lake.pipeline(pipeline).state().map(PipelineLog.State::number).orElse(0L);
            lake.capture(flow.source(), pipeline.source()).look().flatMap(look -> of(look, written)).ifPresent(time -> until.put(pipeline.name(), time));
        }
        return new Freshness(flow.flow(), run, Instant.now(), until);
    }
}
