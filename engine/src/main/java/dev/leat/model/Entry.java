package dev.leat.model;

import java.time.Duration;
import java.util.Optional;

/**
 * How a destination of entries keeps a row under its key.
 *
 * @param as         {@code hash}, when absent, or {@code json}
 * @param timeToLive counted from each write of the row; absent: for ever
 */
public record Entry(Optional<Form> as, Optional<Duration> timeToLive) {

    public Entry {
        if (timeToLive.filter(time -> time.toMillis() < 1).isPresent()) {
            throw new IllegalArgumentException("'timeToLive' must be longer than nothing; write a time such as PT24H");
        }
    }

    public enum Form {
        /** A hash of the row's fields, as texts. */
        HASH,
        /** A string that holds one JSON object. */
        JSON
    }

    public Form form() {
        return as.orElse(Form.HASH);
    }
}
