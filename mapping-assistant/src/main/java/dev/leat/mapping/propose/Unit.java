package dev.leat.mapping.propose;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * What a number counts.
 *
 * @param dimension only units of the same one can be converted; two currencies are two dimensions
 * @param factor    how much of the dimension's first unit it is
 * @param offset    added after the factor, for temperatures
 */
record Unit(String name, String dimension, BigDecimal factor, BigDecimal offset) {

    /** The unit that a word of a name, a label or a value may stand for: {@code kg}, {@code °C}, {@code µg}, {@code m³/h}, {@code km per hour}. */
    static Optional<Unit> of(String word) {
        String plain = Words.plain(word).strip();
        String written = plain.replace("\u03bc", "u").replaceAll("\\s+per\\s+", "/").replaceAll("^(degrees?|deg)\\b|[\\s°º^.]", "");
        return Optional.ofNullable(Measures.UNITS.get(plain)).or(() -> Optional.ofNullable(Measures.UNITS.get(written))).or(() -> Measures.ratio(written, written, Measures.UNITS));
    }

    static Map.Entry<String, Unit> entry(String dimension, String word, String factor, String offset) {
        return Map.entry(word, new Unit(word, dimension, new BigDecimal(factor), new BigDecimal(offset)));
    }

    boolean isMoney() {
        return dimension.startsWith("money");
    }

    /** An amount of this unit as one of the other; both are of the same dimension. */
    boolean same(Unit other) {
        return factor.compareTo(other.factor) == 0 && offset.compareTo(other.offset) == 0;
    }
}
