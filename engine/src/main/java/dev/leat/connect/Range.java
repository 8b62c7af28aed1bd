package dev.leat.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A part of an entity, fixed before it is read, in the source's own terms. A range is written to the lake before its rows, and read again after a crash.
 *
 * @param position where the entity stands once this range is read; given back to {@link Source#next}
 * @param bounds   what {@link Source#read} needs to read exactly this range
 * @param overlap  for incremental: rows with a cursor at or after this value (Spark SQL literal text of the cursor's type) or without one may
 *                 have been captured already and are compared with the lake; empty: none of them was
 * @param rows     about how many, -1 when unknown
 * @param note     what a user should know of it, as a sentence without its end
 * @param oldest   when the first of what is in it was committed, where that is known
 */
public record Range(JsonNode position, JsonNode bounds, Optional<String> overlap, long rows, Optional<String> note, Optional<Instant> oldest) {
    public Range(JsonNode position, JsonNode bounds, Optional<String> overlap, long rows) {
        this(position, bounds, overlap, rows, Optional.empty());
    }

    public Range(JsonNode position, JsonNode bounds, Optional<String> overlap, long rows, Optional<String> note) {
        this(position, bounds, overlap, rows, note, Optional.empty());
    }
}
