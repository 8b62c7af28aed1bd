package dev.leat.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One source connection, one destination connection, any number of pipelines.
 *
 * @param schedule a cron line
 * @param every    follow continuously, in this rhythm; neither: started by hand
 * @param onSchemaChange what a flow that is followed does when the schema of a source entity changes: {@code add} when absent
 * @param timeout  the longest that a step of one pipeline may take under Airflow; absent: no limit
 * @param catchUp  Airflow makes up for every time of the schedule since then; absent: for none
 * @param tags     what Airflow shows it under, besides the workspace
 * @param pipelines none at first; the assistant can propose them
 */
public record Flow(String flow, String source, String destination, Optional<String> schedule, Optional<Duration> every,
                   Optional<Retry> retry, @JsonProperty("on_schema_change") Optional<SchemaChange> onSchemaChange, Optional<Duration> timeout, Optional<Instant> catchUp, List<String> tags, List<Pipeline> pipelines) {
    /** Airflow's own limit. */
    private static final int LONGEST_TAG = 100;

    public Flow {
        tags = List.copyOf(tags);
        pipelines = List.copyOf(pipelines);
        if (tags.stream().anyMatch(tag -> tag.isBlank() || tag.length() > LONGEST_TAG)) {
            throw new IllegalArgumentException("a tag has 1 to " + LONGEST_TAG + " characters");
        }
        if (timeout.filter(longest -> longest.compareTo(Duration.ofSeconds(1)) < 0).isPresent()) {
            throw new IllegalArgumentException("a timeout is at least a second");
        }
        if (schedule.isPresent() && every.isPresent()) {
            throw new IllegalArgumentException("a flow has a schedule or an interval, not both");
        }
    }
}
