package dev.leat.mapping.schema;

import dev.leat.connect.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Profiles of samples; the same sample gives the same profile. */
public final class Profiles {
    private Profiles() {}

    /** With what the system declares, and JSON looked at as such. */
    public static EntityProfile of(String entity, Sample sample) {
        EntityProfile profile = profile(entity, SampleWalk.of(sample), sample.schema().key().stream().map(key -> FieldPath.column(key).toString()).toList());
        List<Profile> fields = profile.fields().stream().map(field -> Optional.of(FieldPath.read(field.field())).filter(FieldPath::isColumn).map(path -> sample.references().get(path.column()))
            .map(to -> with(field, new Statement(Trait.FOREIGN_KEY, to.entity() + "." + to.column() + ", declared", field.values() - field.nulls(), field.values() - field.nulls(), List.of())))
            .orElse(field)).toList();
        return new EntityProfile(profile.entity(), sample.rows().size(), fields, profile.keys());
    }

    public static EntityProfile of(SampledEntity entity) {
        return profile(entity.name(), entity.fields().stream().map(Seen::of).toList(), List.of());
    }

    private static EntityProfile profile(String entity, List<Seen> seen, List<String> declared) {
        List<Profile> profiles = seen.stream().map(Profiling::of).toList();
        List<Seen> columns = new ArrayList<>();
        List<Profile> ofColumns = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            if (!seen.get(i).name().contains("[]")) {
                columns.add(seen.get(i));
                ofColumns.add(profiles.get(i));
            }
        }
        List<List<String>> keys = new ArrayList<>(declared.isEmpty() ? List.of() : List.of(declared));
        new KeyCandidates(columns, ofColumns).find().stream().filter(key -> !key.equals(declared)).forEach(keys::add);
        int rows = seen.stream().mapToInt(field -> field.byRow().size()).max().orElse(0);
        return new EntityProfile(entity, rows, profiles.stream().map(profile -> keyed(profile, keys, declared)).toList(), keys);
    }

    private static Profile keyed(Profile profile, List<List<String>> keys, List<String> declared) {
        String detail = declared.contains(profile.field()) ? declared.size() > 1 ? "declared, with " + String.join(", ", declared.stream().filter(name -> !name.equals(profile.field())).toList()) : "declared" : "";
        boolean candidate = keys.stream().anyMatch(key -> key.equals(List.of(profile.field())));
        return detail.isEmpty() && !candidate ? profile : with(profile, new Statement(Trait.KEY, detail, profile.distinct(), profile.values(), List.of()));
    }

    private static Profile with(Profile profile, Statement more) {
        List<Statement> statements = new ArrayList<>(profile.statements());
        statements.add(more);
        return new Profile(profile.field(), profile.type(), profile.family(), profile.values(), profile.nulls(), profile.distinct(), profile.longest(), statements);
    }

    /**
     * Adds foreign keys that nobody declared: a field that is named after another of these entities and its key, or whose values are nearly all among that key's.
     *
     * @param samples by entity, those of the profiles
     */
    public static List<EntityProfile> joined(List<EntityProfile> profiles, Map<String, SampledEntity> samples) {
        Map<String, Set<String>> keys = new LinkedHashMap<>();
        for (EntityProfile profile : profiles) {
            profile.keys().stream().filter(key -> key.size() == 1).findFirst().flatMap(key -> values(samples.get(profile.entity()), key.get(0)))
                .ifPresent(values -> keys.put(profile.entity() + "." + profile.keys().stream().filter(key -> key.size() == 1).findFirst().orElseThrow().get(0), values));
        }
        return profiles.stream().map(profile -> new EntityProfile(profile.entity(), profile.rows(), profile.fields().stream()
            .map(field -> pointing(profile, field, samples.get(profile.entity()), keys)).toList(), profile.keys())).toList();
    }

    private static Profile pointing(EntityProfile entity, Profile field, SampledEntity sample, Map<String, Set<String>> keys) {
        if (field.is(Trait.FOREIGN_KEY) || !(field.family() == Family.TEXT || field.family() == Family.NUMBER)) {
            return field;
        }
        Set<String> values = values(sample, field.field()).orElse(Set.of());
        for (Map.Entry<String, Set<String>> key : keys.entrySet()) {
            if (key.getKey().startsWith(entity.entity() + ".") || values.isEmpty()) {
                continue;
            }
            Set<String> missing = new HashSet<>(values);
            missing.removeAll(key.getValue());
            int held = values.size() - missing.size();
            boolean named = named(field.field(), key.getKey());
            if (named && held > 0 || held >= 0.95 * values.size() && values.size() >= 20 && field.is(Trait.IDENTIFIER)) {
                return with(field, new Statement(Trait.FOREIGN_KEY, key.getKey(), held, values.size(), missing.stream().sorted().limit(3).toList()));
            }
        }
        return field;
    }

    /** {@code customer_id} and {@code customers.id}. */
    private static boolean named(String field, String target) {
        List<String> words = Words.of(field);
        String entity = target.substring(0, target.lastIndexOf('.')).replaceAll(".*\\.", "");
        List<String> whole = new ArrayList<>(Words.of(entity));
        if (whole.isEmpty() || words.isEmpty()) {
            return false;
        }
        String last = whole.remove(whole.size() - 1);
        List<String> key = Words.of(target.substring(target.lastIndexOf('.') + 1));
        for (String singular : List.of(last, last.replaceFirst("s$", ""), last.replaceFirst("es$", ""), last.replaceFirst("ies$", "y"))) {
            List<String> expected = new ArrayList<>(whole);
            expected.add(singular);
            List<String> long_ = new ArrayList<>(expected);
            long_.addAll(key);
            if (words.equals(long_) || words.equals(key) && key.contains(singular)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Set<String>> values(SampledEntity sample, String name) {
        return sample == null ? Optional.empty() : sample.fields().stream().filter(field -> field.name().equals(name)).findFirst().map(field -> {
            Set<String> values = new HashSet<>();
            field.values().forEach(value -> value.ifPresent(values::add));
            return values;
        });
    }
}
