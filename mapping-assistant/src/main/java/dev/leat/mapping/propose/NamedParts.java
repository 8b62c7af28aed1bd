package dev.leat.mapping.propose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The part of a text that a description names by its place ({@code family^given^middle}), what comes behind a leading number, and the last word. */
record NamedParts() implements Rule {
    private static final Pattern ORDER = Pattern.compile("[\\p{L}_]+(?:([\\^|~;/#])[\\p{L}_]+)+");

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        if (draft.family() != Family.TEXT || draft.idea().steps() > 0 || goal.is(Family.ARRAY) || goal.is(Family.TRUTH)) {
            return Stream.empty();
        }
        List<String> texts = Gaps.real(draft.texts()).stream().map(String::strip).toList();
        return texts.isEmpty() ? Stream.empty() : Stream.concat(ordered(draft, goal, texts), goal.takesText() && goal.existing().size() > 1 ? edges(draft, goal, texts) : Stream.empty());
    }

    private static Stream<Idea> ordered(Draft draft, Goal goal, List<String> texts) {
        Matcher order = ORDER.matcher(draft.idea().source().description());
        List<Idea> ideas = new ArrayList<>();
        while (order.find()) {
            String sign = order.group(1);
            List<String> parts = Arrays.asList(order.group().split(Pattern.quote(sign)));
            int place = IntStream.range(0, parts.size()).filter(part -> isMeant(parts.get(part), goal)).findFirst().orElse(-1);
            if (place < 0 || texts.stream().filter(text -> text.contains(sign)).count() < 0.8 * texts.size()) {
                continue;
            }
            String part = "split_part(" + draft.trimmed() + ", " + Sql.text(sign) + ", " + (place + 1) + ")";
            boolean missing = texts.stream().anyMatch(text -> text.split(Pattern.quote(sign), -1).length <= place || text.split(Pattern.quote(sign), -1)[place].isBlank());
            String present = missing ? "nullif(" + part + ", '')" : part;
            ideas.add(draft.then(goal.isNumber() ? "cast(" + present + " as " + goal.type() + ")" : present, "the " + parts.get(place) + " of " + order.group(), 0.3));
        }
        return ideas.stream();
    }

    private static boolean isMeant(String part, Goal goal) {
        List<String> words = Words.of(part);
        Optional<NamePart> name = NamePart.of(words);
        return goal.words().containsAll(words) || name.isPresent() && name.equals(NamePart.of(goal.words()));
    }

    /** Of texts with a number at one end: the number, or the rest. */
    private static Stream<Idea> edges(Draft draft, Goal goal, List<String> texts) {
        boolean numbers = goal.existing().stream().allMatch(text -> text.matches("\\d+ ?[a-zA-Z]?"));
        boolean words = goal.existing().stream().noneMatch(text -> text.matches(".*\\d.*"));
        if (texts.stream().allMatch(text -> text.matches("(\\p{Lu}{1,2}-)?\\d{3,6} +\\D+")) && words) {
            return Stream.of(draft.then("regexp_replace(" + draft.trimmed() + ", '^[^ ]+ +', '')", "what is behind the number", 0.15).doubted(0.1));
        }
        if (texts.stream().allMatch(text -> text.matches("\\d+ +\\D+")) && numbers) {
            return Stream.of(draft.then("split_part(" + draft.trimmed() + ", ' ', 1)", "the number in front", 0.15).doubted(0.1));
        }
        if (!texts.stream().allMatch(text -> text.matches("\\D.* +\\d+[a-zA-Z]?"))) {
            return Stream.empty();
        }
        return numbers ? Stream.of(draft.then("split_part(" + draft.trimmed() + ", ' ', -1)", "the number at the end", 0.15).doubted(0.1))
            : words ? Stream.of(draft.then("regexp_replace(" + draft.trimmed() + ", ' +[^ ]+$', '')", "without the number at the end", 0.12).doubted(0.1)) : Stream.empty();
    }
}
