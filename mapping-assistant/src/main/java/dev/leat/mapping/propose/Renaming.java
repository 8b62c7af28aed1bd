package dev.leat.mapping.propose;

import dev.leat.mapping.match.Candidate;
import dev.leat.mapping.match.FieldMatch;
import dev.leat.mapping.match.Matcher;
import dev.leat.mapping.schema.FieldPath;
import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.SampledField;
import dev.leat.transform.ColumnPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Columns, and parts of objects, that were approved and are gone, and what they are probably called now. */
final class Renaming {
    /** Texts, and names with their parts and what says that they are no column: a dot before, a bracket after. */
    private static final String NAME = "(?:`(?:[^`]|``)+`|[\\p{L}_][\\p{L}\\p{N}_]*+)";
    private static final Pattern WORDS = Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"|(?<dot>\\.\\s*)?(?<path>" + NAME + "(?:\\." + NAME + ")*+)(?!\\s*\\()");
    private static final Pattern PART = Pattern.compile(NAME);
    private static final double LEAST = 0.3;

    /** By what was approved. */
    private final Map<ColumnPath, Candidate> now;

    private Renaming(Map<ColumnPath, Candidate> now) {
        this.now = now;
    }

    /** @param approved types of the columns and parts of objects as they were approved; only what they do not have can be a new name */
    static Renaming of(Matcher matcher, SampledEntity source, Map<String, String> approved) {
        Map<ColumnPath, String> before = new LinkedHashMap<>();
        approved.forEach((path, type) -> before.put(ColumnPath.read(path), type));
        Map<ColumnPath, SampledField> today = new LinkedHashMap<>();
        source.fields().stream().filter(field -> FieldPath.read(field.name()).parts().stream().noneMatch(part -> part.depth() > 0))
            .forEach(field -> today.put(new ColumnPath(FieldPath.read(field.name()).names()), field));
        List<SampledField> fresh = today.keySet().stream().filter(path -> before.keySet().stream().noneMatch(path::equals)).map(today::get).toList();
        List<SampledField> gone = before.keySet().stream().filter(path -> today.keySet().stream().noneMatch(path::holds))
            .map(path -> new SampledField(field(path), Optional.of(before.get(path)).filter(type -> !type.isEmpty()), Optional.empty(), List.of())).toList();
        Map<ColumnPath, Candidate> now = new LinkedHashMap<>();
        if (!gone.isEmpty()) {
            List<FieldMatch> matches = matcher.match(new SampledEntity(source.name(), fresh), new SampledEntity(source.name(), gone)).fields();
            matches.forEach(match -> match.chosen().or(() -> match.candidates().stream().findFirst().filter(candidate -> candidate.confidence() >= LEAST))
                .ifPresent(candidate -> now.put(old(match), candidate)));
            last(matches, now).ifPresent(match -> match.candidates().stream().filter(candidate -> isLeft(candidate, now)).forEach(candidate -> now.put(old(match), candidate)));
        }
        return new Renaming(now);
    }

    /** The only one that is gone without a new name, where there is only one name left for it. */
    private static Optional<FieldMatch> last(List<FieldMatch> matches, Map<ColumnPath, Candidate> now) {
        List<FieldMatch> nameless = matches.stream().filter(match -> !now.containsKey(old(match))).toList();
        return nameless.stream().findFirst().filter(match -> nameless.size() == 1 && match.candidates().stream().filter(candidate -> isLeft(candidate, now)).count() == 1);
    }

    private static boolean isLeft(Candidate candidate, Map<ColumnPath, Candidate> now) {
        return now.values().stream().noneMatch(taken -> taken.source().equals(candidate.source()));
    }

    private static ColumnPath old(FieldMatch match) {
        return new ColumnPath(FieldPath.read(match.target()).names());
    }

    private static String field(ColumnPath path) {
        return new FieldPath(path.parts().stream().map(part -> new FieldPath.Part(part, 0)).toList()).toString();
    }

    /** What a column is probably called now; empty where nothing is like it. */
    Optional<String> name(String column) {
        return Optional.ofNullable(now.get(new ColumnPath(List.of(column)))).map(Candidate::source).map(FieldPath::read).filter(FieldPath::isColumn).map(FieldPath::column);
    }

    /** The same expression with the new names. */
    String applied(String expression) {
        return WORDS.matcher(expression).replaceAll(found -> java.util.regex.Matcher.quoteReplacement(renamed(found).map(old -> {
            List<String> parts = new ArrayList<>(FieldPath.read(now.get(old).source()).names());
            List<String> all = path(found).parts();
            parts.addAll(all.subList(old.parts().size(), all.size()));
            return Sql.path(parts);
        }).orElse(found.group())));
    }

    /** How sure the new names in this expression are; 1 without any. */
    double confidence(String expression) {
        return WORDS.matcher(expression).results().flatMap(found -> renamed(found).stream()).mapToDouble(old -> now.get(old).confidence()).min().orElse(1);
    }

    String why(String expression) {
        return String.join("; ", WORDS.matcher(expression).results().flatMap(found -> renamed(found).map(old -> old + " is called " + now.get(old).source() + " now").stream()).distinct().toList());
    }

    /** What was approved and is gone, of which this is the name or a part. */
    private Optional<ColumnPath> renamed(MatchResult found) {
        return found.group(1) != null || found.group(2) == null ? Optional.empty() : now.keySet().stream().filter(old -> old.holds(path(found))).findFirst();
    }

    private static ColumnPath path(MatchResult found) {
        return new ColumnPath(PART.matcher(found.group(2)).results().map(MatchResult::group).map(part -> part.startsWith("`") ? part.substring(1, part.length() - 1).replace("``", "`") : part).toList());
    }
}
