package dev.leat.mapping.schema;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing said of a field, with its evidence.
 *
 * @param detail          what the trait says it is; empty where there is nothing to add
 * @param holds           for how many values it holds
 * @param of              of how many
 * @param counterExamples up to three different values for which it does not hold, as they are: show them to people, write {@link #masked} to files
 */
public record Statement(Trait trait, String detail, int holds, int of, List<String> counterExamples) {
    private static final int LONGEST = 40;

    public Statement {
        counterExamples = counterExamples.stream().map(value -> value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value).toList();
    }

    /** From 0 to 1; 1 when there was nothing to look at. */
    public double share() {
        return of == 0 ? 1 : (double) holds / of;
    }

    /** For people who may see the data. */
    public String sentence() {
        return sentence(counterExamples);
    }

    /** For files: letters and digits of counter-examples are replaced. */
    public String masked() {
        return sentence(counterExamples.stream().map(Statement::mask).distinct().toList());
    }

    private String sentence(List<String> exceptions) {
        return trait.words() + (detail.isEmpty() ? "" : " (" + detail + ")") + ": " + percent() + " of " + of
            + (exceptions.isEmpty() ? "" : "; not " + exceptions.stream().map(value -> "'" + value + "'").collect(Collectors.joining(", ")));
    }

    /** Never rounded to 100 or 0 where it is not. */
    private String percent() {
        BigDecimal share = BigDecimal.valueOf(share() * 100).setScale(1, RoundingMode.HALF_UP);
        BigDecimal shown = holds < of ? share.min(new BigDecimal("99.9")) : share;
        return (holds > 0 ? shown.max(new BigDecimal("0.1")) : shown).stripTrailingZeros().toPlainString() + " %";
    }

    static String mask(String value) {
        return value.replaceAll("\\p{Lu}", "A").replaceAll("[\\p{L}&&[^A]]", "a").replaceAll("\\p{N}", "9");
    }
}
