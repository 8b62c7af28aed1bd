package dev.leat.mapping.propose;

import dev.leat.mapping.match.Candidate;
import dev.leat.mapping.match.FieldMatch;
import dev.leat.mapping.match.Matcher;
import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.SampledField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Columns that were approved and are gone, and what they are probably called now. */
final class Renaming {
    /** Texts, quoted names, plain names with what says that they are no column: a dot before, a bracket after. */
    private static final Pattern WORDS = Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"|(?<dot>\\.\\s*)?(?:`(?<quoted>(?:[^`]|``)+)`|(?<plain>[\\p{L}_][\\p{L}\\p{N}_]*)(?!\\s*\\())");
    private static final double LEAST = 0.3;

    private final Map<String, Candidate> now;

    private Renaming(Map<String, Candidate> now) {
        this.now = now;
    }

    /** @param approved types of the columns by name, as they were approved; only columns that they do not have can be new names */
    static Renaming of(Matcher matcher, SampledEntity source, Map<String, String> approved) {
        List<SampledField> fresh = source.fields().stream().filter(field -> !approved.containsKey(column(field)) && column(field).equals(field.name())).toList();
        List<SampledField> gone = approved.entrySet().stream().filter(column -> source.fields().stream().noneMatch(field -> column(field).equals(column.getKey())))
            .map(column -> new SampledField(column.getKey(), Optional.of(column.getValue()), Optional.empty(), List.of())).toList();
        Map<String, Candidate> now = new LinkedHashMap<>();
        if (!gone.isEmpty()) {
            for (FieldMatch match : matcher.match(new SampledEntity(source.name(), fresh), new SampledEntity(source.name(), gone)).fields()) {
                match.chosen().or(() -> match.candidates().stream().findFirst().filter(candidate -> candidate.confidence() >= LEAST || fresh.size() == 1))
                    .ifPresent(candidate -> now.put(match.target(), candidate));
            }
        }
        return new Renaming(now);
    }

    private static String column(SampledField field) {
        return field.name().split("\\.", 2)[0].replace("[]", "");
    }

    /** The same expression with the new names. */
    String applied(String expression) {
        return WORDS.matcher(expression).replaceAll(found -> java.util.regex.Matcher.quoteReplacement(name(found).map(column -> Sql.name(column.source())).orElse(found.group())));
    }

    /** How sure the new names in this expression are; 1 without any. */
    double confidence(String expression) {
        return WORDS.matcher(expression).results().flatMap(found -> name(found).stream()).mapToDouble(Candidate::confidence).min().orElse(1);
    }

    String why(String expression) {
        return String.join("; ", WORDS.matcher(expression).results().flatMap(found -> name(found).map(column -> old(found) + " is called " + column.source() + " now").stream()).distinct().toList());
    }

    private Optional<Candidate> name(MatchResult found) {
        return found.group(1) != null ? Optional.empty() : Optional.ofNullable(now.get(old(found)));
    }

    private static String old(MatchResult found) {
        return found.group(2) != null ? found.group(2).replace("``", "`") : found.group(3) == null ? "" : found.group(3);
    }
}
