package dev.leat.mapping.propose;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** From one unit to another of the same kind, where names, labels or the values themselves say both. */
record Units() implements Rule {
    /** For numbers on their way. */
    static final String WIDE = "decimal(28,10)";

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        if (!draft.family().isNumber() || !goal.isNumber() || draft.unit().isEmpty()) {
            return Stream.empty();
        }
        Unit from = draft.unit().get();
        Optional<Unit> said = goal.unit();
        boolean minor = from.dimension().equals("money") && (said.isEmpty() || said.get().isMoney());
        Optional<Unit> to = minor && (said.isEmpty() || !said.get().dimension().equals("money")) ? Optional.of(whole(said)) : said;
        return to.filter(unit -> minor || unit.dimension().equals(from.dimension())).filter(unit -> !unit.same(from)).stream()
            .map(unit -> draft.then(converted(draft, goal, from, unit), from.name() + " to " + unit.name(), said.isPresent() ? 0.2 : goal.is(Family.FRACTION) ? 0.1 : -0.1).in(unit));
    }

    private static Unit whole(Optional<Unit> said) {
        return said.orElse(new Unit("whole currency units", "money", BigDecimal.ONE, BigDecimal.ZERO));
    }

    private static String converted(Draft draft, Goal goal, Unit from, Unit to) {
        BigDecimal factor = from.factor().divide(to.factor(), MathContext.DECIMAL64);
        BigDecimal inverse = to.factor().divide(from.factor(), MathContext.DECIMAL64);
        BigDecimal offset = from.offset().subtract(to.offset()).divide(to.factor(), MathContext.DECIMAL64);
        String number = wide(draft, goal);
        String scaled = scaled(number, factor, inverse);
        if (offset.signum() != 0) {
            scaled = fahrenheit(from) ? "(" + number + " - 32) * 5 / 9" + plus(to.offset().negate()) : fahrenheit(to)
                ? "(" + number + plus(from.offset()) + ") * 9 / 5 + 32" : scaled + plus(offset);
        }
        return stored(scaled, draft, goal, isWhole(factor));
    }

    /** A number that was cast to the target's type already would lose digits before it is scaled. */
    static String wide(Draft draft, Goal goal) {
        String narrow = " as " + goal.type() + ")";
        return isDecimal(goal) && draft.sql().startsWith("cast(") && draft.sql().endsWith(narrow) && draft.idea().steps() > 0
            ? draft.sql().substring(0, draft.sql().length() - narrow.length()) + " as " + WIDE + ")" : draft.sql();
    }

    static boolean isDecimal(Goal goal) {
        return goal.is(Family.FRACTION) && goal.type().toLowerCase(Locale.ROOT).matches("(dec|num).*");
    }

    private static boolean fahrenheit(Unit unit) {
        return unit.dimension().equals("temperature") && unit.factor().compareTo(BigDecimal.ONE) != 0;
    }

    private static String plus(BigDecimal offset) {
        return offset.signum() == 0 ? "" : offset.signum() < 0 ? " - " + plain(offset.negate()) : " + " + plain(offset);
    }

    /** Rather divided by a short number than multiplied by a long fraction: it is exact, and easier to read. */
    static String scaled(String sql, BigDecimal factor, BigDecimal inverse) {
        return factor.compareTo(BigDecimal.ONE) == 0 ? sql : isWhole(inverse) || plain(inverse).length() < plain(factor).length() ? sql + " / " + plain(inverse)
            : sql + " * " + plain(factor);
    }

    static String stored(String sql, Draft draft, Goal goal, boolean whole) {
        if (goal.is(Family.WHOLE)) {
            return draft.family() == Family.WHOLE && whole ? sql : "cast(round(" + sql + ") as " + goal.type() + ")";
        }
        return "cast(" + sql + " as " + goal.type() + ")";
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
