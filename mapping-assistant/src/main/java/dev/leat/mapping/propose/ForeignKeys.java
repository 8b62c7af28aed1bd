package dev.leat.mapping.propose;

import dev.leat.connect.Sample;
import dev.leat.connect.Sampler;
import dev.leat.mapping.schema.Profiles;
import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.SampledField;
import dev.leat.model.EntityName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The foreign keys of a source entity, of one column each: those that the source declares, then those that names suggest and that are still to be proved on rows. */
final class ForeignKeys {
    private static final Set<String> KEY_WORDS = Set.of("id", "key", "code", "no", "nr", "num", "number", "ref", "uuid", "guid", "fk", "pk");
    private static final int MOST = 12;
    /** Rows by which a key that nobody declares is looked for. */
    private static final int ROWS = 200;

    private final Sampler sampler;
    private final EntityName entity;

    ForeignKeys(Sampler sampler, EntityName entity) {
        this.sampler = sampler;
        this.entity = entity;
    }

    /** @param source as the pipeline reads it */
    List<ForeignKey> of(Sample sample, SampledEntity source) {
        List<ForeignKey> keys = new ArrayList<>();
        List<String> columns = source.fields().stream().map(SampledField::name).filter(name -> sample.schema().column(name).isPresent()).toList();
        new TreeMap<>(sample.references()).forEach((column, to) -> {
            if (columns.contains(column) && keys.size() < MOST) {
                keys.add(new ForeignKey(column, to.entity(), to.column(), true));
            }
        });
        List<EntityName> others = sampler.entities().stream().filter(other -> !other.equals(entity)).toList();
        for (String column : columns) {
            if (keys.size() < MOST && !sample.references().containsKey(column) && !sample.schema().key().equals(List.of(column))) {
                others.stream().filter(other -> pointsAt(column, other)).findFirst().flatMap(other -> key(other).map(match -> new ForeignKey(column, other, match, false))).ifPresent(keys::add);
            }
        }
        return keys;
    }

    /** {@code billing_country_id} and {@code country}: a table of countries. */
    private static boolean pointsAt(String column, EntityName other) {
        List<String> stem = stem(column);
        List<String> named = new ArrayList<>(Words.of(other.last()));
        if (stem.isEmpty() || named.isEmpty()) {
            return false;
        }
        String last = named.remove(named.size() - 1);
        return List.of(last, last.replaceFirst("s$", ""), last.replaceFirst("es$", ""), last.replaceFirst("ies$", "y")).stream().distinct().anyMatch(singular -> {
            List<String> whole = new ArrayList<>(named);
            whole.add(singular);
            return stem.size() >= whole.size() && stem.subList(stem.size() - whole.size(), stem.size()).equals(whole);
        });
    }

    /** What a column is the key of: {@code billing_country_id} of a billing country. */
    static List<String> stem(String column) {
        List<String> words = new ArrayList<>(Words.of(column));
        while (!words.isEmpty() && KEY_WORDS.contains(words.get(words.size() - 1))) {
            words.remove(words.size() - 1);
        }
        return words;
    }

    private Optional<String> key(EntityName other) {
        return sampler.sample(other, 0).flatMap(schema -> {
            List<String> declared = schema.schema().key();
            if (!declared.isEmpty()) {
                return declared.size() == 1 ? Optional.of(declared.get(0)) : Optional.empty();
            }
            return sampler.sample(other, ROWS).flatMap(rows -> Profiles.of(other.toString(), rows).keys().stream().filter(key -> key.size() == 1).findFirst().map(key -> key.get(0)));
        });
    }

    /** The columns of another entity that a look-up can bring as they are, with their types. */
    static Map<String, String> scalars(Sample other) {
        Map<String, String> columns = new TreeMap<>();
        other.schema().columns().forEach(column -> column.type().filter(type -> Set.of(Family.TEXT, Family.WHOLE, Family.FRACTION, Family.TRUTH, Family.DATE, Family.INSTANT).contains(Family.of(type)))
            .ifPresent(type -> columns.put(column.name(), type)));
        return columns;
    }
}
