package dev.leat.mapping.propose;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Amounts whose units are in a column beside. A unit that the sample does not show gives null. */
record UnitColumns() implements Rule {
    private static final int MOST = 12;
    private static final List<String> WORDS = List.of("unit", "units", "uom", "einheit", "einh", "me", "meins", "unite", "unidad", "measure", "gewei");

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        if (draft.idea().steps() > 0 || !draft.family().isNumber() || !goal.isNumber() || goal.unit().isEmpty()) {
            return Stream.empty();
        }
        Source amount = draft.idea().source();
        Unit to = goal.unit().get();
        return scene.beside(amount).stream().filter(other -> other != amount && other.family() == Family.TEXT && isNamed(other, amount))
            .flatMap(other -> units(other, to).map(units -> idea(draft, goal, other, units, to)).stream()).limit(2);
    }

    private static boolean isNamed(Source units, Source amount) {
        List<String> words = units.words();
        return words.stream().anyMatch(WORDS::contains) || words.size() > amount.words().size() && words.containsAll(amount.words());
    }

    private static Optional<Map<String, Unit>> units(Source column, Unit to) {
        Map<String, Unit> units = new TreeMap<>();
        for (String text : column.values().stream().flatMap(Optional::stream).collect(Collectors.toSet())) {
            Optional<Unit> unit = text.length() > 20 ? Optional.empty() : Unit.of(text).filter(known -> known.dimension().equals(to.dimension()) && known.offset().signum() == 0);
            if (unit.isEmpty() || units.size() == MOST) {
                return Optional.empty();
            }
            units.put(text, unit.get());
        }
        return units.isEmpty() || to.offset().signum() != 0 ? Optional.empty() : Optional.of(units);
    }

    private static Idea idea(Draft draft, Goal goal, Source column, Map<String, Unit> units, Unit to) {
        String whens = units.entrySet().stream().map(unit -> {
            BigDecimal factor = unit.getValue().factor().divide(to.factor(), MathContext.DECIMAL64);
            return " when " + Sql.text(unit.getKey()) + " then " + Units.scaled(draft.sql(), factor, to.factor().divide(unit.getValue().factor(), MathContext.DECIMAL64));
        }).collect(Collectors.joining());
        return draft.then(Units.stored("case " + column.sql() + whens + " end", draft, goal, false), "amounts in the units of " + column.field() + " as " + to.name(), 0.25).with(column).in(to);
    }
}
