package dev.leat.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many records may fail before a run does: a share of what the run read ({@code 5%}) or a number ({@code 100}).
 */
public record Limit(double amount, Unit unit) {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,15})|(\\d+(?:\\.\\d+)?)\\s*%");

    /** What the amount counts. */
    public enum Unit { PERCENT, RECORDS }

    public Limit {
        if (!(amount >= 0) || unit == Unit.PERCENT && amount > 100) {
            throw new IllegalArgumentException("a limit is a share such as 5% or a number of records such as 100");
        }
    }

    public static Limit of(String text) {
        Matcher written = WRITTEN.matcher(text.trim());
        if (!written.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no limit; write a share such as 5% or a number of records such as 100");
        }
        return written.group(1) == null ? new Limit(Double.parseDouble(written.group(2)), Unit.PERCENT)
            : new Limit(Double.parseDouble(written.group(1)), Unit.RECORDS);
    }

    public boolean exceededBy(long failed, long read) {
        return unit == Unit.RECORDS ? failed > amount : failed * 100.0 > amount * read;
    }

    @JsonValue
    @Override
    public String toString() {
        String number = amount == Math.rint(amount) ? String.valueOf((long) amount) : String.valueOf(amount);
        return unit == Unit.PERCENT ? number + "%" : number;
    }
}
