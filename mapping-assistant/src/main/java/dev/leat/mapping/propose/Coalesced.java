package dev.leat.mapping.propose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One of several columns for the same thing, where the first has no value and another has. */
record Coalesced() implements Rule {
    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        Source first = draft.idea().source();
        if (draft.idea().steps() > 0 || draft.values().stream().noneMatch(Optional::isEmpty) || first.family() == Family.ARRAY) {
            return Stream.empty();
        }
        List<Source> sources = new ArrayList<>(List.of(first));
        scene.ranked().stream().filter(other -> other != first && other.family() == first.family() && kin(first, other, goal) && fills(sources, other)).limit(2).forEach(sources::add);
        return sources.size() == 1 ? Stream.empty() : Stream.of(new Idea("coalesce(" + String.join(", ", sources.stream().map(Source::sql).toList()) + ")", sources,
            List.of("the first of " + String.join(", ", sources.stream().map(Source::field).toList()) + " that has a value"), 0.1, 0.2, Optional.empty()));
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
