package dev.leat.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an incremental read takes next. An API tells neither its greatest cursor nor when a change was committed, so what it gives is looked at before it is read.
 *
 * <p>A position is {@code {cursor: U, digest: D}}: U the greatest cursor that the API gave (not beyond its clock), D a digest of all records at or after W = U - lag, or
 * without a cursor. The next range is everything at or after W, whatever comes above it, unless the digest of that is still D: then nothing is new. Take a version v of a
 * record with cursor c, a range n whose records were looked at at S and read at R, after S.
 * <ul>
 * <li>v there at S and R: read by n, as c is at or after the W of its predecessor.
 * <li>v comes after R, c at or after W or without a place: it is not in D, so the digest differs then, and range n + 1 holds it.
 * <li>v comes between S and R: read by n and not in D. Range n + 1 reads it again and the caller drops it by {@link Range#overlap()}. The same if {@code until} hid it from n.
 * <li>v comes after R, c before W: {@code lag} said that this does not happen; verification finds it.
 * </ul>
 * Who dies while reading reads the same range again, at a later R, and nothing above depends on R but that it follows S.
 */
final class Window {
    private static final Duration FIRST_STEP = Duration.ofDays(1);

    private final Cursor cursor;
    private final String type;
    private final Duration lag;
    private final Look look;

    /** Looks at the records that the API gives for "at or after these ticks", or all. */
    interface Look {
        Records records(OptionalLong from);
    }

    /** What was looked at. */
    interface Records {
        /** The API's clock, read before the first record. */
        Instant clock();

        /** The greatest ticks of those not beyond the clock. */
        OptionalLong newest();

        /** Over the records at or after these ticks (all: empty) or with no place in the order; empty when there is none. */
        Optional<String> digest(OptionalLong from);

        long count(OptionalLong from);
    }

    /** @param type Spark SQL type of the cursor column */
    Window(Cursor cursor, String type, Duration lag, Look look) {
        this.cursor = cursor;
        this.type = type;
        this.lag = lag;
        this.look = look;
    }

    /** Empty when there is certainly nothing new. */
    Optional<Range> next(Optional<JsonNode> position) {
        return position.isEmpty() ? first() : following(position.get());
    }

    private Optional<Range> following(JsonNode position) {
        OptionalLong last = position.hasNonNull("cursor") ? OptionalLong.of(cursor.parse(position.get("cursor").asText())) : OptionalLong.empty();
        OptionalLong from = start(last);
        Records records = look.records(from);
        if (records.digest(from).equals(Optional.ofNullable(position.get("digest")).map(JsonNode::asText))) {
            return Optional.empty();
        }
        OptionalLong newest = records.newest();
        OptionalLong upper = newest.isEmpty() || last.isPresent() && last.getAsLong() > newest.getAsLong() ? last : newest;
        String overlap = cursor.literal(from.orElse(0), type);
        return Optional.of(range(upper, records, from, Optional.of(overlap), records.count(from)));
    }

    /** The newest record is looked for backwards from the API's clock, in steps that grow, so that a long history is not read twice. */
    private Optional<Range> first() {
        OptionalLong from = OptionalLong.empty();
        Records records = null;
        long now = Cursor.ticks(Instant.now());
        Duration step = lag.compareTo(FIRST_STEP) > 0 ? lag : FIRST_STEP;
        for (long start = cursor.minus(now, step); cursor.isTime() && start > 0 && (records == null || records.newest().isEmpty()); start = cursor.minus(now, step)) {
            from = OptionalLong.of(start);
            records = look.records(from);
            step = step.multipliedBy(4);
        }
        if (records == null || records.newest().isEmpty()) {
            records = look.records(OptionalLong.empty());
        } else if (start(records.newest()).getAsLong() < from.getAsLong()) {
            records = look.records(start(records.newest())); // the whole window, for its digest
        }
        if (records.count(OptionalLong.empty()) == 0) {
            return Optional.empty();
        }
        return Optional.of(range(records.newest(), records, OptionalLong.empty(), Optional.empty(), -1));
    }

    private Range range(OptionalLong upper, Records records, OptionalLong from, Optional<String> overlap, long rows) {
        ObjectNode position = JsonNodeFactory.instance.objectNode();
        upper.ifPresent(ticks -> position.put("cursor", cursor.print(ticks)));
        records.digest(start(upper)).ifPresent(digest -> position.put("digest", digest));
        ObjectNode bounds = JsonNodeFactory.instance.objectNode();
        from.ifPresent(ticks -> bounds.put("from", cursor.print(ticks)));
        if (cursor.isTime()) {
            bounds.put("until", cursor.print(Cursor.ticks(records.clock())));
        }
        return new Range(position, bounds, overlap, rows);
    }

    private OptionalLong start(OptionalLong upper) {
        return upper.isPresent() ? OptionalLong.of(cursor.minus(upper.getAsLong(), lag)) : upper;
    }
}
