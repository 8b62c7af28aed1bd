package dev.leat.mapping.match.signal;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers in text, bare or with a currency, a unit or a multiplier around them. */
final class Numbers {
    private static final Pattern BARE = Pattern.compile("[+-]?(\\d{1,18}(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final Pattern DRESSED = Pattern.compile("(?:[A-Z]{0,3}\\p{Sc}|[A-Z]{3}\\s|[<>~≈≤≥約约])?\\s?([+-]?\\d[\\d.,' \\u00a0]*)\\s?([^\\d\\s.,][^\\d]{0,11})?");
    private static final Map<Character, Double> MULTIPLIERS = Map.of('k', 1e3, 'K', 1e3, 'M', 1e6, '万', 1e4, '萬', 1e4, '亿', 1e8, '億', 1e8, '千', 1e3);

    private Numbers() {}

    static OptionalDouble bare(String text) {
        return BARE.matcher(text).matches() ? finite(Double.parseDouble(text)) : OptionalDouble.empty();
    }

    /** Of a text that is one number with at most a few signs before and a short unit after it. */
    static OptionalDouble dressed(String text) {
        if (text.length() > 40) {
            return OptionalDouble.empty();
        }
        Matcher matcher = DRESSED.matcher(text);
        if (!matcher.matches()) {
            return OptionalDouble.empty();
        }
        OptionalDouble number = bare(plain(matcher.group(1).replaceAll("[' \\u00a0]", "")));
        String unit = matcher.group(2);
        if (number.isEmpty() || unit == null) {
            return number;
        }
        boolean alone = unit.length() == 1 || !Character.isLetter(unit.charAt(1)) || Script.ideographic(unit.charAt(0));
        return OptionalDouble.of(number.getAsDouble() * (alone ? MULTIPLIERS.getOrDefault(unit.charAt(0), 1.0) : 1.0));
    }

    /** Decimal points only: the last of two different separators is the decimal one; a single one before exactly three digits groups them. */
    private static String plain(String digits) {
        String number = digits.replaceAll("[.,]+$", "");
        int comma = number.lastIndexOf(',');
        int point = number.lastIndexOf('.');
        if (comma < 0) {
            return number.indexOf('.') == point ? number : number.replace(".", "");
        }
        if (point > comma) {
            return number.replace(",", "");
        }
        boolean groups = point < 0 && number.matches("[+-]?\\d{1,3}(,\\d{3})+");
        return groups ? number.replace(",", "") : number.replace(".", "").replace(',', '.');
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
