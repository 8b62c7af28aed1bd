package dev.leat.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What the API answered.
 *
 * @param at what was asked for
 */
record Answer(URI at, int status, HttpHeaders headers, JsonNode body) {

    /** What {@code Retry-After} says; never negative. */
    static Optional<Duration> retryAfter(HttpHeaders headers) {
        return headers.firstValue("retry-after").map(String::strip).flatMap(text -> {
            if (text.matches("\\d{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
            }
            return date(text).map(until -> Duration.between(Clock.systemUTC().instant(), until)).map(wait -> wait.isNegative() ? Duration.ZERO : wait);
        });
    }

    /** The API's clock; this machine's where it does not tell. */
    Instant clock() {
        return headers.firstValue("date").flatMap(Answer::date).orElseGet(Clock.systemUTC()::instant);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeParseException other) {
            return Optional.empty(); // some send what no rule allows; then the usual waits apply
        }
    }
}
