package dev.leat.connect;

import java.io.Serializable;

/**
 * Why one record cannot be written. {@code seq} finds the whole source record in the capture.
 *
 * @param seq    {@code _leat_seq} of the record
 * @param reason a short code in kebab case: {@code cast}, {@code required}, {@code refused}, ...
 * @param stage  name of the stage at which it failed
 * @param field  destination field, or empty when it is not about one
 * @param value  the offending value as text, cut to 1 000 characters; empty when there is none
 * @param detail the system's or evaluator's own words
 */
public record Failure(long seq, String reason, String stage, String field, String value, String detail) implements Serializable {
    private static final int LONGEST = 1_000;

    public Failure {
        value = value.length() > LONGEST ? value.substring(0, LONGEST) : value;
        detail = detail.length() > LONGEST ? detail.substring(0, LONGEST) : detail;
    }
}
