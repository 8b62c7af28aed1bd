package dev.leat.mapping.propose;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values that stand for none, not by how they look but because a description says so: dates at the end of time. */
record Voids() implements Rule {
    /** A date that is no date but an open end. */
    private static final Pattern OPEN = Pattern.compile("9999([-/.].*|\\d{4}.*)|\\d{1,2}[-/. ](\\d{1,2}|\\p{L}+)[-/. ]9999( .*)?");
    private static final Pattern NONE = Pattern.compile("(?i)\\b(empty|null|blank|leer|vide|no date|open[- ]end(ed)?|unlimited)\\b");

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        if (!draft.family().isTime() || goal.family().filter(Family::isTime).isEmpty() || draft.sql().startsWith("nullif(")) {
            return Stream.empty();
        }
        Set<String> open = draft.texts().stream().filter(text -> OPEN.matcher(text).matches()).collect(Collectors.toCollection(TreeSet::new));
        if (open.size() != 1 || !isSaid(draft.idea().source(), goal)) {
            return Stream.empty();
        }
        String type = draft.family() == Family.DATE ? "date" : "timestamp";
        return Stream.of(draft.then("nullif(" + draft.sql() + ", cast(" + Sql.text(open.iterator().next()) + " as " + type + "))", "null in place of the open end", 0.15));
    }

    /** Whether a value in a row counts as none. */
    static boolean isVoid(String text, List<Source> sources, Goal goal) {
        return text.length() < 40 && goal.family().filter(Family::isTime).isPresent() && OPEN.matcher(text).matches() && sources.stream().anyMatch(source -> isSaid(source, goal));
    }

    private static boolean isSaid(Source source, Goal goal) {
        return Stream.of(goal.description(), source.description()).anyMatch(said -> NONE.matcher(said).find())
            || Optional.of(source.description()).filter(said -> said.matches("(?is).*9999[^=:]{0,20}[=:].*")).isPresent() && NONE.matcher(goal.description()).find();
    }
}
