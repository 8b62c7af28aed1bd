package dev.leat.mapping.propose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One of several columns for the same thing, where the first has no value and another has. */
record Coalesced() implements Rule {
    private static final Pattern ELSE = Pattern.compile("(?i)\\b(otherwise|or else|else|if (not|no|none|missing|empty|there)|when (not|no|missing|empty)|fall(s|ing)? ?back|instead|sonst|ersatzweise|sinon)\\b");

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        Source first = draft.idea().source();
        if (draft.idea().steps() > 0 || draft.values().stream().noneMatch(Optional::isEmpty) || first.family() == Family.ARRAY) {
            return Stream.empty();
        }
        Optional<Source> said = instead(first, goal, scene);
        if (said.isPresent()) {
            List<Source> both = List.of(first, said.get());
            return Stream.of(new Idea("coalesce(" + first.sql() + ", " + said.get().sql() + ")", both, List.of(first.field() + ", or else " + said.get().field()), 0.25, 0.05, Optional.empty()));
        }
        List<Source> sources = new ArrayList<>(List.of(first));
        scene.ranked().stream().filter(other -> other != first && other.family() == first.family() && kin(first, other, goal) && fills(sources, other)).limit(2).forEach(sources::add);
        return sources.size() == 1 ? Stream.empty() : Stream.of(new Idea("coalesce(" + String.join(", ", sources.stream().map(Source::sql).toList()) + ")", sources,
            List.of("the first of " + String.join(", ", sources.stream().map(Source::field).toList()) + " that has a value"), 0.1, 0.2, Optional.empty()));
    }

    /** The column that the description names for where this one, which it names before, has no value. */
    private static Optional<Source> instead(Source first, Goal goal, Scene scene) {
        if (!ELSE.matcher(goal.description()).find()) {
            return Optional.empty();
        }
        List<String> said = Words.of(goal.description());
        return scene.beside(first).stream().filter(other -> other != first && other.family() == first.family() && fills(List.of(first), other)).filter(other -> {
            int before = place(first, other, said);
            int after = place(other, first, said);
            return before >= 0 && after > before;
        }).findFirst();
    }

    /** Of the first word that only this one of the two has; negative where there is none. */
    private static int place(Source one, Source other, List<String> said) {
        return one.words().stream().filter(word -> word.length() > 2 && !other.words().contains(word)).mapToInt(said::indexOf).filter(place -> place >= 0).min().orElse(-1);
    }

    /** Both end as the target does, so they are kinds of the same thing. */
    private static boolean kin(Source one, Source other, Goal goal) {
        return goal.words().size() > 0 && ends(one, goal) && ends(other, goal);
    }

    private static boolean ends(Source source, Goal goal) {
        List<String> words = source.words();
        return !words.isEmpty() && words.get(words.size() - 1).equals(goal.words().get(goal.words().size() - 1)) && NamePart.of(source).isEmpty();
    }

    private static boolean fills(List<Source> sources, Source other) {
        for (int row = 0; row < other.values().size(); row++) {
            int place = row;
            if (other.values().get(row).isPresent() && sources.stream().allMatch(source -> source.values().get(place).isEmpty())) {
                return true;
            }
        }
        return false;
    }
}
