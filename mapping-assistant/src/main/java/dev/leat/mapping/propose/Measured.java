package dev.leat.mapping.propose;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Amounts that carry their units in the text, several kinds in one column, and durations as a clock shows them. */
record Measured() implements Rule {
    private static final Pattern AMOUNT = Pattern.compile("\\s*(-?\\d+(?:\\.\\d+)?)\\s*([\\p{L}%]+)\\s*");

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        List<String> texts = Gaps.real(draft.texts());
        if (draft.family() != Family.TEXT || !goal.isNumber() || goal.unit().isEmpty() || texts.isEmpty()) {
            return Stream.empty();
        }
        return Stream.concat(clock(draft, goal, texts), amounts(draft, goal, texts));
    }

    private static Stream<Idea> amounts(Draft draft, Goal goal, List<String> texts) {
        Unit to = goal.unit().get();
        Map<String, Unit> units = new TreeMap<>();
        for (String text : texts) {
            Matcher amount = AMOUNT.matcher(text);
            Optional<Unit> unit = amount.matches() ? Unit.of(amount.group(2)) : Optional.empty();
            if (unit.isEmpty() || !unit.get().dimension().equals(to.dimension()) || unit.get().offset().signum() != 0) {
                return Stream.empty();
            }
            units.put(amount.group(2), unit.get());
        }
        if (units.size() < 2) {
            return Stream.empty();
        }
        String number = "cast(regexp_extract(" + draft.sql() + ", '(-?[0-9]+([.][0-9]+)?)', 1) as double)";
        StringBuilder cases = new StringBuilder("case regexp_extract(" + draft.sql() + ", '([^0-9. ]+) *$', 1)");
        units.forEach((word, unit) -> cases.append(" when ").append(Sql.text(word)).append(" then ")
            .append(Units.scaled(number, unit.factor().divide(to.factor(), MathContext.DECIMAL64), to.factor().divide(unit.factor(), MathContext.DECIMAL64))));
        return Stream.of(draft.then("cast(" + cases + " end as " + goal.type() + ")", "amounts in " + String.join(" and ", units.keySet()) + " as " + to.name(), 0.2).in(to));
    }

    /** {@code 1:30} or {@code 1:30:00}. */
    private static Stream<Idea> clock(Draft draft, Goal goal, List<String> texts) {
        Unit to = goal.unit().get();
        boolean seconds = texts.stream().allMatch(text -> text.matches("\\d{1,4}:[0-5]\\d:[0-5]\\d"));
        if (!to.dimension().equals("time") || !seconds && !texts.stream().allMatch(text -> text.matches("\\d{1,4}:[0-5]\\d"))) {
            return Stream.empty();
        }
        BigDecimal unit = BigDecimal.valueOf(seconds ? 1 : 60).divide(to.factor(), MathContext.DECIMAL64);
        BigDecimal inverse = to.factor().divide(BigDecimal.valueOf(seconds ? 1 : 60), MathContext.DECIMAL64);
        String hours = "cast(split_part(" + draft.sql() + ", ':', 1) as int) * ";
        String total = seconds ? hours + "3600 + " + part(draft, 2) + " * 60 + " + part(draft, 3) : hours + "60 + " + part(draft, 2);
        String scaled = unit.compareTo(BigDecimal.ONE) == 0 ? total : Units.scaled("(" + total + ")", unit, inverse);
        return Stream.of(draft.then("cast(" + scaled + " as " + goal.type() + ")",
            "hours and minutes as " + to.name(), 0.2).in(to).doubted(seconds ? 0 : 0.2));
    }

    private static String part(Draft draft, int place) {
        return "cast(split_part(" + draft.sql() + ", ':', " + place + ") as int)";
    }
}
