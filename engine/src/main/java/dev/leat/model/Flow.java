package dev.leat.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One source connection, one destination connection, any number of pipelines.
 *
 * @param schedule a cron line
 * @param every    follow continuously, in this rhythm; neither: started by hand
 * @param pipelines none at first; the assistant can propose them
 */
public record Flow(String flow, String source, String destination, Optional<String> schedule, Optional<Duration> every,
                   Optional<Retry> retry, List<Pipeline> pipelines) {

    public Flow {
        pipelines = List.copyOf(pipelines);
        if (schedule.isPresent() && every.isPresent()) {
            throw new IllegalArgumentException("a flow has a schedule or an interval, not both");
        }
    }
}
