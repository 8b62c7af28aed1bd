package dev.leat.transform;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way to anonymize a field:
 * <ul>
 * <li>{@code mask}: as text, every letter as {@code x}, every digit as {@code #}, all else as it is</li>
 * <li>{@code redact}: the text {@code ***}</li>
 * <li>{@code year}: a date or timestamp becomes the first of January of its year and keeps its type; a text that holds a date becomes its year, four digits</li>
 * <li>{@code truncate}: a timestamp becomes midnight (UTC) of its day, a date the first of its month; both keep their type</li>
 * <li>{@code truncate(N)}: the first N characters of a text</li>
 * <li>{@code null}: nothing is left; the type stays</li>
 * <li>{@code tokenize}: the same 16 hexadecimal digits for the same text, keyed by the salt: fit for joins, not to be turned back</li>
 * </ul>
 */
public record Way(Kind kind, Optional<Integer> length) {
    /** The ways without their length. */
    public enum Kind { MASK, REDACT, YEAR, TRUNCATE, NULL, TOKENIZE }

    static final Way NULL = new Way(Kind.NULL, Optional.empty());

    private static final Pattern SYNTAX = Pattern.compile("(mask|redact|year|truncate|null|tokenize)|truncate\\(([1-9]\\d{0,8})\\)");

    public static Way of(String text) {
        Matcher matcher = SYNTAX.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not known; use one of [mask, null, redact, tokenize, truncate, truncate(N), year]");
        }
        return matcher.group(2) != null ? new Way(Kind.TRUNCATE, Optional.of(Integer.valueOf(matcher.group(2))))
            : new Way(Kind.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)), Optional.empty());
    }

    @JsonValue
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + length.map(n -> "(" + n + ")").orElse("");
    }
}
