package dev.leat.mapping.propose;

import dev.leat.connect.Lookup;
import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.SampledField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What lies behind a foreign key: the columns of the other entity, with the values that the rows of the sample lead to. They are asked for as a run asks.
 *
 * @param values of each column, row by row
 * @param keys   rows with a key
 * @param found  rows whose key has a row
 */
record Reach(ForeignKey key, Map<String, String> types, Map<String, Optional<String>> descriptions, List<Optional<String>> from, Map<String, List<Optional<String>>> values, int keys, int found) {
    private static final int DIFFERENT = 3;
    private static final double PROVED = 0.95;

    /** Empty where the key does not lead to one row, or too seldom for a key that nobody declares. */
    static Optional<Reach> of(ForeignKey key, SampledEntity source, Map<String, String> types, Map<String, Optional<String>> descriptions, Lookup lookup) {
        List<Optional<String>> from = source.fields().stream().filter(field -> field.name().equals(key.column())).findFirst().map(SampledField::values).orElse(List.of());
        List<String> take = types.keySet().stream().filter(column -> !column.equals(key.match())).toList();
        Set<List<String>> wanted = new HashSet<>();
        from.forEach(value -> value.ifPresent(text -> wanted.add(List.of(text))));
        if (wanted.isEmpty() || take.isEmpty()) {
            return Optional.empty();
        }
        Map<List<String>, List<List<String>>> rows;
        try (Lookup.Session session = lookup.open(key.entity(), List.of(key.match()), take)) {
            rows = session.find(wanted);
        }
        boolean proved = key.declared() || wanted.size() >= DIFFERENT && rows.size() >= PROVED * wanted.size();
        if (!proved || rows.isEmpty() || rows.values().stream().anyMatch(several -> several.size() > 1)) {
            return Optional.empty();
        }
        Map<String, List<Optional<String>>> values = new java.util.LinkedHashMap<>();
        for (int i = 0; i < take.size(); i++) {
            int place = i;
            List<Optional<String>> column = new ArrayList<>();
            from.forEach(value -> column.add(value.map(text -> rows.get(List.of(text))).map(found -> found.get(0).get(place))));
            values.put(take.get(i), List.copyOf(column));
        }
        int keys = (int) from.stream().filter(Optional::isPresent).count();
        int found = (int) from.stream().filter(value -> value.filter(text -> rows.containsKey(List.of(text))).isPresent()).count();
        return Optional.of(new Reach(key, types, descriptions, from, values, keys, found));
    }

    /** As columns beside the source's own, named after the key that leads to them: {@code country_name} is {@code name} behind {@code country_id}. */
    List<SampledField> fields() {
        List<String> stem = ForeignKeys.stem(key.column());
        String prefix = stem.isEmpty() ? key.entity().last() : String.join("_", stem);
        return values.entrySet().stream().map(column -> new SampledField(prefix + "_" + column.getKey(), Optional.of(types.get(column.getKey())), descriptions.get(column.getKey()), column.getValue())).toList();
    }

    List<String> columns() {
        return List.copyOf(values.keySet());
    }

    /** Of what the destination gets; empty where it cannot take the column's type. */
    Optional<Evidence> evidence(String column, TargetField target) {
        SampledEntity looked = new SampledEntity(key.entity().toString(), List.of(new SampledField(column, Optional.of(types.get(column)), Optional.empty(), values.get(column))));
        return new Witness(looked).of(Sql.name(column), target, new dev.leat.model.Problems()).map(seen -> new Evidence(seen.type(), seen.rows(), seen.nulls(), seen.lost(), seen.failures(), seen.satisfied(),
            seen.unique(), seen.shown().stream().map(row -> new Evidence.Row(row.row(), Map.of(key.column(), from.get(row.row())), row.after(), row.reason(), row.detail())).toList()));
    }
}
