package dev.leat.mapping.propose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Spaces, capital letters, signs and zeros as the destination has them. */
record Letters() implements Rule {
    private static final int ENOUGH = 2;
    /** Longer texts are prose, in which capital letters mean something. */
    private static final int LABEL = 60;

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        boolean whole = draft.family() == Family.WHOLE;
        if (!goal.takesText() || draft.family() != Family.TEXT && !whole || draft.texts().isEmpty()) {
            return Stream.empty();
        }
        List<Idea> ideas = new ArrayList<>();
        if (!whole) {
            String inner = draft.trimmed();
            if (!inner.equals(draft.sql())) {
                ideas.add(draft.then(inner, "spaces around it taken off", 0.1));
            }
            letters(draft, goal, inner, ideas);
            signs(draft, goal, inner, ideas);
        }
        zeros(draft, goal, ideas);
        return ideas.stream();
    }

    private static void letters(Draft draft, Goal goal, String inner, List<Idea> ideas) {
        List<String> wanted = goal.target().values().isEmpty() ? goal.existing() : goal.target().values();
        boolean shown = wanted.size() >= ENOUGH && wanted.stream().mapToInt(String::length).average().orElse(0) <= LABEL;
        boolean lower = shown && has(wanted, "\\p{Ll}{2}") && wanted.stream().noneMatch(text -> text.matches(".*\\p{Lu}.*"));
        boolean upper = shown && has(wanted, "\\p{Lu}{2}") && wanted.stream().noneMatch(text -> text.matches(".*\\p{Ll}.*"));
        boolean first = shown && !lower && !upper && wanted.stream().filter(text -> text.matches("\\P{L}*\\p{Lu}.*\\p{Ll}.*")).count() >= 0.9 * wanted.size();
        String said = goal.description().toLowerCase(Locale.ROOT);
        add(draft, ideas, "lower(" + inner + ")", "in small letters", said.contains("lower case") || said.contains("lowercase"), lower, text -> text.equals(text.toLowerCase(Locale.ROOT)));
        add(draft, ideas, "upper(" + inner + ")", "in capital letters", said.contains("upper case") || said.contains("uppercase") || goal.named("upper"), upper,
            text -> text.equals(text.toUpperCase(Locale.ROOT)));
        boolean oneCase = draft.texts().stream().noneMatch(text -> text.matches(".*\\p{Ll}.*")) || draft.texts().stream().noneMatch(text -> text.matches(".*\\p{Lu}.*"));
        boolean hyphens = first && draft.texts().stream().anyMatch(text -> text.matches(".*\\p{L}-\\p{L}.*")) && has(wanted, "\\p{Ll}-\\p{Lu}\\p{Ll}") && !has(wanted, "\\p{L}-\\p{Ll}");
        add(draft, ideas, hyphens ? "replace(initcap(replace(" + inner + ", '-', '- ')), '- ', '-')" : "initcap(" + inner + ")", "each word with a capital letter", false, first && oneCase, text -> false);
    }

    private static boolean has(List<String> texts, String form) {
        Pattern pattern = Pattern.compile(form);
        return texts.stream().anyMatch(text -> pattern.matcher(text).find());
    }

    private static void add(Draft draft, List<Idea> ideas, String sql, String why, boolean said, boolean shown, Predicate<String> already) {
        if ((said || shown) && !draft.texts().stream().allMatch(already)) {
            ideas.add(draft.then(sql, why, said ? 0.15 : 0.02).doubted(said ? 0 : 0.1));
        }
    }

    /** Signs that the destination never has, if that gives its forms: a text is not changed because a sample happens to lack a sign. */
    private static void signs(Draft draft, Goal goal, String inner, List<Idea> ideas) {
        if (goal.existing().size() < ENOUGH || !draft.isOfOne()) {
            return;
        }
        Set<Integer> have = draft.texts().stream().flatMapToInt(String::chars).filter(sign -> sign < 128 && !Character.isLetterOrDigit(sign)).boxed()
            .collect(Collectors.toCollection(TreeSet::new));
        Set<Integer> existing = goal.existing().stream().flatMapToInt(String::chars).boxed().collect(Collectors.toSet());
        have.removeAll(existing);
        if (have.isEmpty() || goal.forms().share(draft.texts()) > 0.5) {
            return;
        }
        String signs = have.stream().map(Character::toString).collect(Collectors.joining());
        boolean digits = goal.existing().stream().allMatch(text -> text.matches("[+]?\\d+"));
        String kept = "[^0-9" + (existing.contains((int) '+') ? "+" : "") + "]";
        List<String> left = draft.texts().stream().map(text -> digits ? text.replaceAll(kept, "") : without(text, have)).toList();
        if (goal.forms().share(left) >= 0.8 || areCodes(goal.existing()) && draft.texts().stream().allMatch(text -> text.chars().anyMatch(have::contains))
            && goal.existing().stream().map(Letters::signs).toList().containsAll(left.stream().map(Letters::signs).toList())) {
            ideas.add(digits ? draft.then("regexp_replace(" + inner + ", '" + kept + "', '')", "digits only", 0)
                : draft.then("translate(" + inner + ", " + Sql.text(signs) + ", '')", "without signs that the destination never has", 0).doubted(0.1));
        }
    }

    /** Long enough, with digits and without blanks: identifiers, of which no two need have one form. */
    private static boolean areCodes(List<String> texts) {
        return texts.stream().allMatch(text -> text.matches("(?=.*\\d)\\S{6,60}"));
    }

    /** How many characters are neither letters nor digits. */
    private static long signs(String text) {
        return text.chars().filter(sign -> !Character.isLetterOrDigit(sign)).count();
    }

    private static String without(String text, Set<Integer> signs) {
        return text.chars().filter(sign -> !signs.contains(sign)).mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static void zeros(Draft draft, Goal goal, List<Idea> ideas) {
        Set<Integer> lengths = goal.existing().stream().map(String::length).collect(Collectors.toSet());
        boolean digits = goal.existing().size() >= ENOUGH && goal.existing().stream().allMatch(text -> text.matches("\\d+"));
        if (!digits || !draft.texts().stream().allMatch(text -> text.strip().matches("\\d+"))) {
            return;
        }
        if (goal.existing().stream().noneMatch(text -> text.matches("0\\d+")) && draft.texts().stream().anyMatch(text -> text.strip().matches("0\\d+"))) {
            ideas.add(draft.then("regexp_replace(" + draft.trimmed() + ", '^0+', '')", "without leading zeros", 0));
        }
        if (lengths.size() == 1 && draft.texts().stream().anyMatch(text -> text.length() < lengths.iterator().next())) {
            String text = draft.family() == Family.TEXT ? draft.sql() : "cast(" + draft.sql() + " as string)";
            ideas.add(draft.then("lpad(" + text + ", " + lengths.iterator().next() + ", '0')", "filled up with zeros", 0));
        }
    }
}
