package dev.leat.mapping.propose;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** First and last name in the forms that the destination shows: the last name in capitals, initials, an address for mail. */
record NameForms() implements Rule {
    private static final Pattern CAPITALS = Pattern.compile("\\p{Lu}[\\p{Lu}' -]+(?<sign>,? )\\p{Lu}\\p{L}*\\p{Ll}.*");
    private static final Pattern INITIALS = Pattern.compile("\\p{Lu}(?<sign>\\.? ?)\\p{Lu}(?<end>\\.?)");
    private static final Pattern MAIL = Pattern.compile("(?<first>[a-z]+)(?<sign>[._-])[a-z-]+(?<domain>@[a-z0-9.-]+)");

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        Source begun = draft.idea().source();
        if (!goal.takesText() || draft.idea().steps() > 0 || goal.existing().size() < 2 || NamePart.of(begun).isEmpty() || NamePart.of(goal.words()).isPresent()) {
            return Stream.empty();
        }
        Optional<Source> first = JoinedNames.part(NamePart.FIRST, begun, scene);
        Optional<Source> last = JoinedNames.part(NamePart.LAST, begun, scene);
        return first.isEmpty() || last.isEmpty() || first.get() == last.get() ? Stream.empty() : sql(goal, first.get().sql(), last.get().sql())
            .filter(sql -> !sql.contains("@") || scene.beside(begun).stream().noneMatch(NameForms::hasMails))
            .map(sql -> draft.then(sql, "first and last name in the destination's form", 0.25).with(begun == first.get() ? last.get() : first.get()).doubted(sql.contains("@") ? 0.3 : 0.1)).stream();
    }

    /** Where there are real addresses, none are made up. */
    private static boolean hasMails(Source source) {
        return source.family() == Family.TEXT && source.values().stream().flatMap(Optional::stream).anyMatch(text -> text.contains("@"));
    }

    private static Optional<String> sql(Goal goal, String first, String last) {
        if (shown(CAPITALS, goal, "sign").size() == 1) {
            return Optional.of("concat(upper(" + last + "), " + Sql.text(shown(CAPITALS, goal, "sign").iterator().next()) + ", " + first + ")");
        }
        Set<String> signs = shown(INITIALS, goal, "sign");
        Set<String> ends = shown(INITIALS, goal, "end");
        if (signs.size() == 1 && ends.size() == 1 && (goal.says("initials", "initialen", "initiales") || goal.named("short", "kuerzel"))) {
            String sign = signs.iterator().next().isEmpty() ? "" : Sql.text(signs.iterator().next()) + ", ";
            String end = ends.iterator().next().isEmpty() ? "" : ", " + Sql.text(ends.iterator().next());
            return Optional.of("upper(concat(left(" + first + ", 1), " + sign + "left(" + last + ", 1)" + end + "))");
        }
        Set<String> domains = shown(MAIL, goal, "domain");
        Set<String> dots = shown(MAIL, goal, "sign");
        if (domains.size() != 1 || dots.size() != 1) {
            return Optional.empty();
        }
        boolean letter = shown(MAIL, goal, "first").stream().allMatch(text -> text.length() == 1);
        return Optional.of("lower(concat(" + (letter ? "left(" + first + ", 1)" : first) + ", " + Sql.text(dots.iterator().next()) + ", " + last + ", " + Sql.text(domains.iterator().next()) + "))");
    }

    /** What all values of the destination have there; empty where one has another form. */
    private static Set<String> shown(Pattern form, Goal goal, String group) {
        List<Matcher> found = goal.existing().stream().map(form::matcher).filter(Matcher::matches).toList();
        return found.size() < goal.existing().size() ? Set.of() : found.stream().map(match -> match.group(group)).collect(Collectors.toSet());
    }
}
