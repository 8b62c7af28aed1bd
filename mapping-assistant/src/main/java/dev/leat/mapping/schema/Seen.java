package dev.leat.mapping.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A field in a sample.
 *
 * @param byRow  one value a row: of elements the first
 * @param values all of them, of elements all
 * @param kinds  how often which JSON type was found, without null; empty where the system has types
 * @param sizes  of arrays, how many elements each has
 */
record Seen(String name, Optional<String> type, Optional<String> description, List<Optional<String>> byRow, List<Optional<String>> values, Map<String, Integer> kinds, List<Integer> sizes) {

    static Seen of(SampledField field) {
        return new Seen(field.name(), field.type(), field.description(), field.values(), field.values(), Map.of(), List.of());
    }

    SampledField field() {
        return new SampledField(name, type, description, byRow);
    }

    /** Those that are there, with how often; in the order of their first appearance. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        values.forEach(value -> value.ifPresent(text -> counts.merge(text, 1, Integer::sum)));
        return counts;
    }

    List<String> present() {
        List<String> present = new ArrayList<>();
        values.forEach(value -> value.ifPresent(present::add));
        return present;
    }
}
