package dev.leat.mapping.propose;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Another type for the same value. */
record Casts() implements Rule {
    /** Rather than a pattern that says the same. */
    private static final double ISO = 0.06;
    private static final Set<String> TRUTH = Set.of("t", "true", "y", "yes", "1", "f", "false", "n", "no", "0");

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        Family from = draft.family();
        if (goal.family().isEmpty() || from == goal.family().get() || from == Family.ARRAY || from == Family.STRUCT) {
            return Stream.empty();
        }
        Idea plain = cast(draft, goal, draft.sql(), "cast to " + goal.type());
        return switch (goal.family().get()) {
            case WHOLE -> from == Family.FRACTION ? Stream.of(isWhole(draft.texts()) ? plain : cast(draft, goal, "round(" + draft.sql() + ")", "rounded to a whole number"))
                : from == Family.TEXT && Numeric.all(draft.texts()) && draft.texts().stream().anyMatch(text -> !text.strip().matches("[+-]?\\d+"))
                ? Stream.of(draft.then("cast(" + draft.sql() + " as double)", "cast to double", 0))
                : from == Family.TRUTH || from == Family.TEXT && draft.texts().stream().anyMatch(text -> text.strip().matches("[+-]?\\d{1,19}")) ? Stream.of(plain) : Stream.empty();
            case FRACTION -> from == Family.TEXT && draft.texts().stream().anyMatch(text -> Numeric.of(text).isPresent()) ? Stream.of(plain) : Stream.empty();
            case TRUTH -> isTruth(from, draft.texts()) ? Stream.of(plain) : Stream.empty();
            case DATE, INSTANT -> from.isTime() ? Stream.of(plain) : from == Family.TEXT && iso(draft.texts())
                ? Stream.of(draft.then(plain.sql(), "cast to " + goal.type(), ISO)) : Stream.empty();
            default -> Stream.empty();
        };
    }

    private static Idea cast(Draft draft, Goal goal, String sql, String why) {
        return draft.then("cast(" + sql + " as " + goal.type() + ")", why, 0);
    }

    private static boolean isWhole(List<String> texts) {
        return texts.stream().allMatch(text -> text.matches("-?\\d+([.]0+)?"));
    }

    private static boolean isTruth(Family from, List<String> texts) {
        return (from == Family.TEXT || from.isNumber()) && texts.stream().allMatch(text -> TRUTH.contains(text.strip().toLowerCase(Locale.ROOT)));
    }

    private static boolean iso(List<String> texts) {
        return texts.isEmpty() || texts.stream().anyMatch(text -> text.strip().matches("\\d{4}-\\d{1,2}-\\d{1,2}([T ].*)?"));
    }
}
