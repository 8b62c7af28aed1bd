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

    /** The units that a word of a name, a label or a value may stand for. */
    static Optional<Unit> of(String word) {
        return Optional.ofNullable(Measures.UNITS.get(Words.plain(word)));
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
