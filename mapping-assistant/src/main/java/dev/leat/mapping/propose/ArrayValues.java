package dev.leat.mapping.propose;

import java.util.List;
import java.util.stream.Stream;

/** From arrays to one value and back. */
record ArrayValues() implements Rule {
    private static final List<String> SEPARATORS = List.of("; ", ";", "|", ", ", ",", " / ", "\n");

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        if (goal.is(Family.ARRAY)) {
            return draft.family() == Family.TEXT ? split(draft, goal) : draft.family() == Family.ARRAY || draft.family() == Family.STRUCT ? Stream.empty()
                : Stream.of(draft.then("array(" + draft.sql() + ")", "as the only element", 0));
        }
        return draft.family() == Family.ARRAY ? Stream.concat(summary(draft, goal), one(draft, goal)) : Stream.empty();
    }

    private static Stream<Idea> split(Draft draft, Goal goal) {
        List<String> texts = draft.texts();
        if (!texts.isEmpty() && texts.stream().allMatch(text -> text.startsWith("[") && text.endsWith("]"))) {
            return Stream.of(draft.then("from_json(" + draft.sql() + ", " + Sql.text(goal.type()) + ")", "read as JSON", 0.1));
        }
        if (texts.stream().anyMatch(text -> text.startsWith("{"))) {
            return Stream.empty();
        }
        String separator = SEPARATORS.stream().filter(sign -> texts.stream().filter(text -> text.contains(sign)).count() > 0.2 * texts.size()).findFirst().orElse(",");
        String parts = "split(" + draft.sql() + ", " + Sql.text(separator.equals("|") ? "[|]" : separator) + ")";
        String element = goal.type().replaceFirst("(?i)^array *<(.*)>$", "$1").strip();
        return Stream.of(draft.then(Family.of(element) == Family.TEXT ? parts : "transform(" + parts + ", part -> cast(part as " + element + "))", "split at '" + separator + "'", 0.05));
    }

    private static Stream<Idea> summary(Draft draft, Goal goal) {
        if (goal.isNumber() && goal.says("count", "number", "anzahl", "num", "nb", "cnt", "size", "n")) {
            return Stream.of(draft.then("size(" + draft.sql() + ")", "how many elements", 0.25));
        }
        String element = draft.raw().type().replaceFirst("(?i)^array<(.*)>$", "$1");
        if (!goal.isNumber() || !Family.of(element).isNumber()) {
            return Stream.empty();
        }
        String sum = "aggregate(" + draft.sql() + ", cast(0 as " + element + "), (sum, part) -> cast(sum + part as " + element + "))";
        return goal.says("sum", "total", "summe") ? Stream.of(draft.then(sum, "sum of the elements", 0.25))
            : goal.says("max", "maximum", "largest", "highest", "peak") ? Stream.of(draft.then("array_max(" + draft.sql() + ")", "the largest element", 0.25))
            : goal.says("min", "minimum", "smallest", "lowest") ? Stream.of(draft.then("array_min(" + draft.sql() + ")", "the smallest element", 0.25))
            : goal.says("avg", "average", "mean") ? Stream.of(draft.then("cast(" + sum + " as double) / nullif(size(" + draft.sql() + "), 0)", "the average of the elements", 0.25))
            : Stream.empty();
    }

    private static Stream<Idea> one(Draft draft, Goal goal) {
        Stream<Idea> first = Stream.of(draft.then("get(" + draft.sql() + ", 0)", "the first element", goal.says("first", "primary", "main") ? 0.2 : 0).doubted(0.2));
        Stream<Idea> last = goal.says("last", "latest") ? Stream.of(draft.then("try_element_at(" + draft.sql() + ", -1)", "the last element", 0.2)) : Stream.empty();
        boolean single = goal.says("first", "primary", "main", "last", "latest") || goal.target().semantic().isPresent();
        String separator = SEPARATORS.stream().filter(sign -> goal.existing().stream().anyMatch(text -> text.contains(sign))).findFirst().orElse(", ");
        String texts = "array_join(" + draft.sql() + ", " + Sql.text(separator) + ")";
        Stream<Idea> joined = goal.takesText() && !single ? Stream.of(draft.then(texts, "the elements as text", 0.1)) : Stream.empty();
        return Stream.concat(joined, Stream.concat(first, last));
    }
}
