package dev.leat.mapping.propose;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Signs put between the letters and digits of a code as the destination has them, counted from the front or from the back. */
record Groups() implements Rule {
    private static final int ENOUGH = 2;
    private static final int LONGEST = 40;
    private static final double ALIKE = 0.8;
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9]+");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]+([-./: ][A-Za-z0-9]+)*");

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        boolean code = goal.takesText() && draft.isOfOne() && (draft.family() == Family.TEXT || draft.family() == Family.WHOLE) && draft.idea().steps() < 2;
        if (!code || goal.existing().size() < ENOUGH || draft.texts().isEmpty() || !goal.existing().stream().allMatch(Groups::isCode)
            || goal.existing().stream().filter(text -> !GROUP.matcher(text).matches()).count() < ENOUGH) {
            return Stream.empty();
        }
        List<String> texts = Gaps.real(draft.texts());
        if (texts.isEmpty() || texts.stream().anyMatch(text -> text.length() > LONGEST || !GROUP.matcher(text).matches())) {
            return Stream.empty();
        }
        String text = draft.family() == Family.TEXT ? Gaps.without(draft.sql(), draft.texts()) : "cast(" + draft.sql() + " as string)";
        return equal(goal.existing(), texts).map(sql -> sql.formatted(text)).or(() -> fixed(goal, texts).map(sql -> sql.formatted(text)))
            .map(sql -> draft.then(sql, "signs put in as the destination has them", 0.12).doubted(0.1)).stream();
    }

    private static boolean isCode(String text) {
        return text.length() <= LONGEST && CODE.matcher(text).matches() && text.chars().anyMatch(Character::isDigit);
    }

    private static List<Integer> lengths(String text) {
        return GROUP.matcher(text).results().map(group -> group.group().length()).toList();
    }

    private static List<String> signs(String text) {
        return text.chars().filter(sign -> !Character.isLetterOrDigit(sign)).mapToObj(Character::toString).toList();
    }

    /** Groups of one length from the front, at least two full ones; what is left is shorter. */
    private static Optional<String> equal(List<String> existing, List<String> texts) {
        Set<String> signs = existing.stream().flatMap(text -> signs(text).stream()).collect(Collectors.toSet());
        int length = lengths(existing.get(0)).get(0);
        boolean all = signs.size() == 1 && length > 1 && existing.stream().map(Groups::lengths).allMatch(lengths -> lengths.size() > 2
            && lengths.subList(0, lengths.size() - 1).stream().allMatch(one -> one == length) && lengths.get(lengths.size() - 1) <= length);
        return all && texts.stream().allMatch(text -> text.length() > length)
            ? Optional.of("regexp_replace(%s, '(.{" + length + "})(?=.)', '$1" + signs.iterator().next() + "')") : Optional.empty();
    }

    /** The same signs in all, between groups of which at most the first or the last has not always the same length. */
    private static Optional<String> fixed(Goal goal, List<String> texts) {
        List<String> existing = goal.existing();
        List<String> split = existing.stream().filter(text -> !signs(text).isEmpty()).toList();
        List<String> signs = signs(split.get(0));
        if (!split.stream().allMatch(text -> signs(text).equals(signs))) {
            return Optional.empty();
        }
        List<Set<Integer>> lengths = IntStream.rangeClosed(0, signs.size()).mapToObj(place -> (Set<Integer>) new HashSet<>(split.stream().map(text -> lengths(text).get(place)).toList())).toList();
        List<Integer> loose = IntStream.range(0, lengths.size()).filter(place -> lengths.get(place).size() > 1).boxed().toList();
        boolean whole = split.size() == existing.size();
        int last = lengths.size() - 1;
        int open = loose.isEmpty() ? whole ? -1 : last : loose.get(0);
        // Texts without any sign are those too short for one
        boolean brief = whole || open == last && signs.size() == 1 && existing.stream().filter(text -> signs(text).isEmpty()).allMatch(text -> text.length() <= lengths.get(0).iterator().next());
        if (loose.size() > 1 || !brief || open > 0 && open < last) {
            return Optional.empty();
        }
        int sum = IntStream.range(0, lengths.size()).filter(place -> place != open).map(place -> lengths.get(place).iterator().next()).sum();
        boolean filled = texts.stream().filter(text -> open < 0 ? text.length() == sum : whole ? text.length() > sum : true).count() >= ALIKE * texts.size();
        if (!filled) {
            return Optional.empty();
        }
        String form = IntStream.range(0, lengths.size()).mapToObj(place -> place == open ? "(.+)" : "(.{" + lengths.get(place).iterator().next() + "})").collect(Collectors.joining("", "^", "$"));
        List<String> put = new ArrayList<>(List.of("$1"));
        IntStream.range(0, signs.size()).forEach(place -> put.add(signs.get(place) + "$" + (place + 2)));
        if (goal.forms().share(texts.stream().map(text -> text.replaceAll(form, String.join("", put))).toList()) < ALIKE) {
            return Optional.empty();
        }
        return Optional.of("regexp_replace(%s, '" + form + "', '" + String.join("", put) + "')");
    }
}
