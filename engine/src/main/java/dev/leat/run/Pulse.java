package dev.leat.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * One pipeline of a flow that is followed, at a moment. Counts are records of this run.
 *
 * @param phase    {@code starting}, {@code waiting} for a first capture, {@code filling} from history, {@code live}, {@code failing} and tried again, {@code paused} until someone puts it right
 * @param behind   captured and not yet written
 * @param fresh    everything committed at the source until then has arrived; null before the first
 * @param trouble  what keeps it from going on; null when nothing does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Pulse(String pipeline, String phase, long captured, long written, long deleted, long backlogged, long behind, Instant fresh, String trouble) {}
