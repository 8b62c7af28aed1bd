package dev.leat.mapping.propose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Spaces, capital letters, signs and zeros as the destination has them. */
record Letters() implements Rule {
    private static final int ENOUGH = 2;

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        boolean whole = draft.family() == Family.WHOLE;
        if (!goal.takesText() || draft.family() != Family.TEXT && !whole || draft.texts().isEmpty()) {
            return Stream.empty();
        }
        List<Idea> ideas = new ArrayList<>();
        if (!whole) {
            String inner = trimmed(draft);
            if (!inner.equals(draft.sql())) {
                ideas.add(draft.then(inner, "spaces around it taken off", 0.1));
            }
            letters(draft, goal, inner, ideas);
            signs(draft, goal, inner, ideas);
        }
        zeros(draft, goal, ideas);
        return ideas.stream();
    }

    private static String trimmed(Draft draft) {
        return draft.texts().stream().anyMatch(text -> !text.equals(text.strip())) ? "trim(" + draft.sql() + ")" : draft.sql();
    }

    private static void letters(Draft draft, Goal goal, String inner, List<Idea> ideas) {
        List<String> wanted = goal.target().values().isEmpty() ? goal.existing() : goal.target().values();
        boolean shown = wanted.size() >= ENOUGH && wanted.stream().anyMatch(text -> text.matches(".*\\p{L}.*"));
        boolean lower = shown && wanted.stream().noneMatch(text -> text.matches(".*\\p{Lu}.*"));
        boolean upper = shown && wanted.stream().noneMatch(text -> text.matches(".*\\p{Ll}.*"));
        boolean first = shown && !lower && !upper && wanted.stream().filter(text -> text.matches("\\P{L}*\\p{Lu}.*\\p{Ll}.*")).count() >= 0.9 * wanted.size();
        String said = goal.description().toLowerCase(java.util.Locale.ROOT);
        add(draft, ideas, "lower(" + inner + ")", "in small letters", said.contains("lower case") || said.contains("lowercase"), lower, text -> text.equals(text.toLowerCase(java.util.Locale.ROOT)));
        add(draft, ideas, "upper(" + inner + ")", "in capital letters", said.contains("upper case") || said.contains("uppercase") || goal.named("upper"), upper,
            text -> text.equals(text.toUpperCase(java.util.Locale.ROOT)));
        boolean oneCase = draft.texts().stream().noneMatch(text -> text.matches(".*\\p{Ll}.*")) || draft.texts().stream().noneMatch(text -> text.matches(".*\\p{Lu}.*"));
        add(draft, ideas, "initcap(" + inner + ")", "each word with a capital letter", false, first && oneCase, text -> false);
    }

    private static void add(Draft draft, List<Idea> ideas, String sql, String why, boolean said, boolean shown, Predicate<String> already) {
        if ((said || shown) && !draft.texts().stream().allMatch(already)) {
            ideas.add(draft.then(sql, why, said ? 0.15 : 0.02));
        }
    }

    /** Signs that the destination never has. */
    private static void signs(Draft draft, Goal goal, String inner, List<Idea> ideas) {
        if (goal.existing().size() < ENOUGH) {
            return;
        }
        Set<Integer> have = draft.texts().stream().flatMapToInt(String::chars).filter(sign -> sign < 128 && !Character.isLetterOrDigit(sign)).boxed().collect(Collectors.toCollection(TreeSet::new));
        Set<Integer> existing = goal.existing().stream().flatMapToInt(String::chars).boxed().collect(Collectors.toSet());
        have.removeAll(existing);
        if (have.isEmpty()) {
            return;
        }
        boolean digits = goal.existing().stream().allMatch(text -> text.matches("[+]?\\d+"));
        if (digits) {
            ideas.add(draft.then("regexp_replace(" + inner + ", '[^0-9" + (existing.contains((int) '+') ? "+" : "") + "]', '')", "digits only", 0));
        } else {
            String signs = have.stream().map(Character::toString).collect(Collectors.joining());
            ideas.add(draft.then("translate(" + inner + ", " + Sql.text(signs) + ", '')", "without signs that the destination never has", 0));
        }
    }

    private static void zeros(Draft draft, Goal goal, List<Idea> ideas) {
        Set<Integer> lengths = goal.existing().stream().map(String::length).collect(Collectors.toSet());
        boolean digits = goal.existing().size() >= ENOUGH && goal.existing().stream().allMatch(text -> text.matches("\\d+"));
        if (!digits || !draft.texts().stream().allMatch(text -> text.strip().matches("\\d+"))) {
            return;
        }
        if (goal.existing().stream().noneMatch(text -> text.matches("0\\d+")) && draft.texts().stream().anyMatch(text -> text.strip().matches("0\\d+"))) {
            ideas.add(draft.then("regexp_replace(" + trimmed(draft) + ", '^0+', '')", "without leading zeros", 0));
        }
        if (lengths.size() == 1 && draft.texts().stream().anyMatch(text -> text.length() < lengths.iterator().next())) {
            String text = draft.family() == Family.TEXT ? draft.sql() : "cast(" + draft.sql() + " as string)";
            ideas.add(draft.then("lpad(" + text + ", " + lengths.iterator().next() + ", '0')", "filled up with zeros", 0));
        }
    }
}
