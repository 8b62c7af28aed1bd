package dev.leat.mapping.propose;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A value that the labels fix for all rows. */
final class Constants {
    private static final double CONFIDENCE = 0.6;
    private static final Pattern ALWAYS = Pattern.compile("(?i)\\b(?:always|constant|fixed|immer)\\b[ :=]+['\"]?([\\p{L}\\p{N}_.-]+)['\"]?");

    private Constants() {}

    static Optional<Suggestion> of(TargetField target) {
        if (target.values().size() == 1) {
            return Optional.of(constant(target, target.values().get(0), "the only value allowed"));
        }
        Matcher said = ALWAYS.matcher(target.description().orElse(""));
        return said.find() ? Optional.of(constant(target, said.group(1), "the description fixes it")) : Optional.empty();
    }

    private static Suggestion constant(TargetField target, String value, String why) {
        boolean text = Family.of(target.type()).filter(family -> family != Family.TEXT).isEmpty();
        return new Suggestion(target.name(), text ? Sql.text(value) : "cast(" + Sql.text(value) + " as " + target.type().get() + ")", CONFIDENCE, why);
    }
}
