package dev.leat.mapping.propose;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the description says the field is where there is no value. */
record Defaults() implements Rule {
    private static final String VALUE = "['\"]?(-?[\\p{L}\\p{N}_]+(?:[.,]\\d+)?)['\"]?";
    private static final Pattern WHEN = Pattern.compile("(?i)" + VALUE + ",? (?:when|if|where|for|wenn|falls|si) (?:\\p{L}+ ){0,3}?(?:none|no|nothing|missing|null|nulls|empty|absent|unknown"
        + "|not (?:given|known|set|available|answered|stated|filled|present)|leer|nichts|fehlt|unbekannt|keine?)\\b");
    private static final Pattern DEFAULT = Pattern.compile("(?i)\\b(?:defaults? (?:to|is|=)|default:?|otherwise|sonst) " + VALUE + "(?=[.,;)]|$)");

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        boolean open = goal.family().isPresent() && !goal.description().isEmpty() && draft.values().stream().anyMatch(Optional::isEmpty) && !draft.sql().startsWith("coalesce(");
        boolean fits = open && (draft.family() == goal.family().get() || draft.family().isNumber() && goal.isNumber());
        return fits ? value(goal).map(value -> draft.then("coalesce(" + draft.sql() + ", " + value + ")", value + " where there is no value", 0.15)).stream() : Stream.empty();
    }

    private static Optional<String> value(Goal goal) {
        return Stream.of(WHEN, DEFAULT).map(form -> form.matcher(goal.description())).filter(Matcher::find).map(found -> found.group(1)).flatMap(word -> literal(word, goal).stream()).findFirst();
    }

    /** A word that the field can hold; any other is part of a sentence. */
    private static Optional<String> literal(String word, Goal goal) {
        if (goal.isNumber()) {
            return Numeric.of(word).isPresent() ? Optional.of(word) : Optional.empty();
        }
        if (goal.is(Family.TRUTH)) {
            return word.matches("(?i)true|false") ? Optional.of(word.toLowerCase(Locale.ROOT)) : Optional.empty();
        }
        boolean quoted = goal.description().contains("'" + word + "'") || goal.description().contains("\"" + word + "\"");
        boolean allowed = goal.target().values().contains(word) || goal.target().values().isEmpty() && (quoted || goal.existing().contains(word));
        return goal.is(Family.TEXT) && allowed ? Optional.of(Sql.text(word)) : Optional.empty();
    }
}
