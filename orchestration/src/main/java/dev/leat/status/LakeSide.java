package dev.leat.status;

import dev.leat.lake.Freshness;
import dev.leat.lake.Lake;
import dev.leat.lake.RunRecord;
import dev.leat.model.Flow;
import dev.leat.model.LeatException;
import dev.leat.model.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the lake knows of flows, from its small documents alone. */
record LakeSide(Side side, Map<String, RunRecord> runs, Map<String, Long> backlogs, Map<String, Long> lags) {

    /** What cannot be read is told by {@link #side}. */
    static LakeSide of(Lake lake, List<Flow> flows, Instant now) {
        try {
            Map<String, Long> backlogs = new LinkedHashMap<>();
            Map<String, Long> lags = new LinkedHashMap<>();
            Map<String, RunRecord> runs = lake.runs().latest();
            for (Flow flow : flows) {
                waiting(lake, flow).ifPresent(waiting -> backlogs.put(flow.flow(), waiting));
                behind(lake, flow).ifPresent(until -> lags.put(flow.flow(), Math.max(0, Duration.between(until, now).toSeconds())));
            }
            return new LakeSide(Side.REACHED, runs, backlogs, lags);
        } catch (LeatException e) {
            return new LakeSide(Side.silent(e.getMessage()), Map.of(), Map.of(), Map.of());
        }
    }

    private static Optional<Long> waiting(Lake lake, Flow flow) {
        long all = 0;
        for (Pipeline pipeline : flow.pipelines()) {
            Optional<Long> waiting = lake.pipeline(pipeline).waiting();
            if (waiting.isEmpty()) {
                return Optional.empty();
            }
            all += waiting.get();
        }
        return Optional.of(all);
    }

    /** The time up to which all pipelines have everything; empty while one of them has never been in step. */
    private static Optional<Instant> behind(Lake lake, Flow flow) {
        Map<String, Instant> until = Freshness.of(lake, flow.flow()).map(Freshness::until).orElse(Map.of());
        return flow.pipelines().stream().allMatch(pipeline -> until.containsKey(pipeline.name())) ? flow.pipelines().stream().map(pipeline -> until.get(pipeline.name())).min(Comparator.naturalOrder())
            : Optional.empty();
    }
}
