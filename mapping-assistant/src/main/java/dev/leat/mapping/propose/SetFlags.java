package dev.leat.mapping.propose;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One mark or nothing as true and false, where a description says that nothing means false; any other mark is left to the cast, which refuses it. */
record SetFlags() implements Rule {
    private static final Pattern EMPTY = Pattern.compile("(?i)\\b(empty|blank|initial|leer|vide|nothing|missing|null|not set|unset)\\b");

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        if (!goal.is(Family.TRUTH) || draft.family() != Family.TEXT || draft.idea().steps() > 0) {
            return Stream.empty();
        }
        List<String> marks = draft.texts().stream().map(String::strip).filter(text -> !text.isEmpty()).distinct().toList();
        boolean said = Stream.of(goal.description(), draft.idea().source().description()).anyMatch(text -> EMPTY.matcher(text).find());
        if (!said || marks.size() != 1 || !marks.get(0).matches("(?i)[x1yjst*]|yes|ja|true|set")) {
            return Stream.empty();
        }
        String mark = "trim(" + draft.sql() + ")";
        return Stream.of(draft.then("case when " + mark + " = " + Sql.text(marks.get(0)) + " then true when coalesce(" + mark + ", '') = '' then false else cast(" + draft.sql()
            + " as boolean) end", "set or not", 0.2));
    }
}
