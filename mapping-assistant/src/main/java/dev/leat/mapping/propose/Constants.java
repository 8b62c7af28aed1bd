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

    /** One that no column can be meant against: the only value allowed where one is required, or one in quotes or of the destination that the description fixes. */
    static Optional<Suggestion> fixed(TargetField target) {
        Matcher said = ALWAYS.matcher(target.description().orElse(""));
        boolean meant = target.values().size() == 1 ? target.required() : said.find() && (said.group().matches(".*['\"]") || target.existing().contains(said.group(1)));
        return meant ? of(target) : Optional.empty();
    }

    private static Suggestion constant(TargetField target, String value, String why) {
        boolean text = Family.of(target.type()).filter(family -> family != Family.TEXT).isEmpty();
        return new Suggestion(target.name(), text ? Sql.text(value) : "cast(" + Sql.text(value) + " as " + target.type().get() + ")", CONFIDENCE, why);
    }
}
