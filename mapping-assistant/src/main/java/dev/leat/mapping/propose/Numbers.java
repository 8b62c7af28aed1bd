package dev.leat.mapping.propose;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Numbers as people write them in text: with signs, currencies, groups of thousands, a comma for the decimals. */
record Numbers() implements Rule {
    private static final double NARROWER = 0.03;
    private static final String MARKS = "[\\s\\u00a0\\u202f]*(?<unit>[\\p{L}%€$£¥/²³]{0,12})[\\s\\u00a0\\u202f]*";
    private static final String NUMBER = MARKS + "[<>≤≥~]?\\s*(?<open>\\()?(?<sign>[+-]?)" + MARKS.replace("unit", "inner")
        + "(?<digits>\\d{1,3}(?:[ '’\\u00a0\\u202f]\\d{3})+(?:[.,]\\d+)?|\\d[\\d.,]*|[.,]\\d+)(?<minus>-?)(?<close>\\))?"
        + MARKS.replace("unit", "after");

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        List<String> texts = Gaps.real(draft.texts());
        if (!goal.isNumber() || draft.family() != Family.TEXT || texts.isEmpty() || texts.stream().anyMatch(text -> text.length() > 60)) {
            return Stream.empty();
        }
        List<Matcher> found = texts.stream().map(Pattern.compile(NUMBER)::matcher).filter(Matcher::matches)
            .filter(match -> match.group("sign").isEmpty() || match.group("unit").isEmpty() || Unit.of(match.group("unit")).isPresent()).toList();
        if (found.size() < 0.8 * texts.size() || Numeric.all(draft.texts())) {
            return Stream.empty();
        }
        if (Numeric.all(texts)) {
            boolean fraction = texts.stream().anyMatch(text -> text.contains("."));
            return Stream.of(draft.then(cast(Gaps.without(draft.sql(), draft.texts()), goal, fraction), "cast, with null where there is no value", 0.05));
        }
        Set<String> units = found.stream().map(match -> match.group("unit") + match.group("inner") + match.group("after")).collect(Collectors.toSet());
        if (units.size() > 1 && units.stream().anyMatch(unit -> unit.matches("[kKmMbB]|[Mm]io\\.?|[Mm]rd"))) {
            return Stream.of(abbreviated(draft, goal, texts));
        }
        Optional<Unit> unit = units.size() == 1 ? Unit.of(units.iterator().next()) : Optional.empty();
        double doubt = units.stream().allMatch(word -> word.isEmpty() || Unit.of(word).isPresent()) ? 0 : 0.2;
        return commas(found.stream().map(match -> match.group("digits").strip()).toList()).flatMap(comma -> {
            String digits = digits(Gaps.without(draft.sql(), draft.texts()), comma.isComma(), found);
            String number = cast(digits, goal, comma.hasFraction() || unit.isPresent());
            Idea idea = draft.then(number, comma.isComma() ? "number with a comma for the decimals" : "number taken out of the text", 0.05 - comma.doubt() / 10)
                .doubted(Math.max(doubt, comma.doubt()));
            Idea known = unit.map(idea::in).orElse(idea);
            return isScaledLater(goal, unit.or(draft::unit)) ? Stream.of(known, new Idea("cast(" + digits + " as " + Units.WIDE + ")", known.sources(), known.trail(), known.hint() - NARROWER,
                known.doubt(), known.unit())) : Stream.of(known);
        });
    }

    /** The target's type may be too narrow for the number before it is in the target's unit or size. */
    private static boolean isScaledLater(Goal goal, Optional<Unit> here) {
        boolean converted = here.isPresent() && goal.unit().filter(there -> there.dimension().equals(here.get().dimension()) && !there.same(here.get())).isPresent();
        return Units.isDecimal(goal) && (converted || goal.existing().size() > 1);
    }

    /** @param doubt whether it is a guess */
    private record Comma(boolean isComma, boolean hasFraction, double doubt) {}

    private static Stream<Comma> commas(List<String> digits) {
        boolean fraction = digits.stream().anyMatch(text -> text.matches(".*[.,]\\d+$") && !text.matches("\\d{1,3}([.,'’ ]\\d{3})+"));
        boolean comma = digits.stream().anyMatch(text -> text.matches(".*,\\d{1,2}$|.*,\\d{4,}$|.*\\..*,\\d+$|0?,\\d+$") || text.matches(".*\\.\\d{3}\\.\\d{3}.*"));
        boolean point = digits.stream().anyMatch(text -> text.matches(".*\\.\\d{1,2}$|.*\\.\\d{4,}$|.*,.*\\.\\d+$|0?\\.\\d+$") || text.matches(".*,\\d{3},\\d{3}.*"));
        if (comma == point && digits.stream().anyMatch(text -> text.matches(".*[.,].*"))) {
            boolean commas = digits.stream().anyMatch(text -> text.contains(","));
            return Stream.of(new Comma(false, !commas || fraction, 0.4), new Comma(true, commas || fraction, 0.5));
        }
        return Stream.of(new Comma(comma, fraction, 0));
    }

    /** What of the text is the number, with a point. */
    private static String digits(String sql, boolean comma, List<Matcher> found) {
        boolean brackets = found.stream().anyMatch(match -> match.group("open") != null && match.group("close") != null);
        boolean behind = found.stream().anyMatch(match -> !match.group("minus").isEmpty());
        String kept = "[^0-9" + (comma ? "," : ".") + (brackets ? "(" : "") + "-]";
        String digits = "regexp_replace(" + sql + ", '" + kept + "', '')";
        if (comma) {
            digits = "replace(" + digits + ", ',', '.')";
        }
        if (brackets) {
            digits = "replace(" + digits + ", '(', '-')";
        }
        return behind ? "regexp_replace(" + digits + ", '^(.*)-$', '-$1')" : digits;
    }

    private static String cast(String digits, Goal goal, boolean fraction) {
        return "cast(" + digits + " as " + (goal.is(Family.WHOLE) && fraction ? "double" : goal.type()) + ")";
    }

    /** {@code 1.2k} and {@code 3M}. */
    private static Idea abbreviated(Draft draft, Goal goal, List<String> texts) {
        boolean comma = texts.stream().anyMatch(text -> text.matches(".*\\d,\\d{1,2}\\D*"));
        String kept = "regexp_replace(" + Gaps.without(draft.sql(), draft.texts()) + ", '[^0-9" + (comma ? "," : ".") + "-]', '')";
        String number = "cast(" + (comma ? "replace(" + kept + ", ',', '.')" : kept) + " as decimal(28,6))";
        String scale = "case when lower(" + draft.sql() + ") rlike 'k *$' then 1000 when lower(" + draft.sql() + ") rlike '(m|mio) *$' then 1000000 when lower(" + draft.sql()
            + ") rlike '(b|mrd) *$' then 1000000000 else 1 end";
        return draft.then("cast(" + number + " * " + scale + " as " + goal.type() + ")", "thousands and millions written out", 0.05);
    }
}
