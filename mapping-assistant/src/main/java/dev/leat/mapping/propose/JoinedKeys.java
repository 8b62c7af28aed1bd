package dev.leat.mapping.propose;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Two columns put together with the sign that every value of the destination has, where the description names both and their forms are those of the parts. */
record JoinedKeys() implements Rule {
    private static final int ENOUGH = 2;
    private static final double ALIKE = 0.8;
    private static final Set<String> FILLERS = Set.of("of", "the", "a", "and", "or", "no", "number", "code", "id", "key", "nr");

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        Source first = draft.idea().source();
        if (!goal.takesText() || draft.idea().steps() > 0 || goal.existing().size() < ENOUGH || goal.description().isEmpty() || !isPart(first, goal)) {
            return Stream.empty();
        }
        Optional<String> sign = Stream.of("-", "/", "_", "|", ":", ".", " ").filter(one -> goal.existing().stream().allMatch(text -> text.split(Pattern.quote(one), -1).length == 2)).findFirst();
        return sign.stream().flatMap(one -> scene.beside(first).stream().filter(other -> other != first && isPart(other, goal) && shaped(first, 0, one, goal) && shaped(other, 1, one, goal))
            .map(other -> draft.then("concat(" + first.sql() + ", " + Sql.text(one) + ", " + other.sql() + ")", first.field() + " and " + other.field() + " put together", 0.2)
                .with(other).doubted(0.1))).limit(2);
    }

    /** All that it says of itself, or its name, is in the target's description. */
    private static boolean isPart(Source source, Goal goal) {
        List<String> said = Words.of(goal.description());
        boolean plain = source.family() == Family.TEXT || source.family() == Family.WHOLE;
        return plain && Stream.of(Words.of(source.description()), source.words()).map(words -> words.stream().filter(word -> !FILLERS.contains(word)).toList())
            .anyMatch(words -> !words.isEmpty() && said.containsAll(words));
    }

    private static boolean shaped(Source source, int place, String sign, Goal goal) {
        List<String> parts = goal.existing().stream().map(text -> text.split(Pattern.quote(sign), -1)[place]).toList();
        List<String> texts = source.values().stream().flatMap(Optional::stream).filter(text -> text.length() < 100).toList();
        Set<Integer> lengths = parts.stream().map(String::length).collect(Collectors.toSet());
        boolean sized = lengths.size() > 1 || parts.size() < ENOUGH || !parts.get(0).matches(".*\\d.*") || texts.stream().filter(text -> lengths.contains(text.length())).count() >= ALIKE * texts.size();
        return !texts.isEmpty() && sized && Forms.of(parts).share(texts) >= ALIKE;
    }
}
