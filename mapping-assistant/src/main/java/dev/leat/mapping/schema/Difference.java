package dev.leat.mapping.schema;

import dev.leat.model.SchemaFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One way in which a schema changed since it was last pulled.
 *
 * @param field  column, or path of what is nested
 * @param before type with {@code not null} where null is not possible; empty for a new field
 * @param after  empty for a field that is gone
 */
public record Difference(String field, String before, String after) {

    /** A new field breaks nothing that reads the old ones. */
    public boolean breaks() {
        return !before.isEmpty();
    }

    public String sentence() {
        return before.isEmpty() ? field + " is new (" + after + ")" : after.isEmpty() ? field + " is gone (was " + before + ")" : field + " was " + before + " and is " + after;
    }

    /** In the order of the new schema, then what is gone. Of an object whose inside changed only the inside is told. */
    public static List<Difference> between(SchemaFile old, SchemaFile now) {
        Map<String, String> before = types(old);
        Map<String, String> after = types(now);
        List<Difference> all = new ArrayList<>();
        after.forEach((name, type) -> {
            if (!type.equals(before.getOrDefault(name, ""))) {
                all.add(new Difference(name, before.getOrDefault(name, ""), type));
            }
        });
        before.forEach((name, type) -> {
            if (!after.containsKey(name)) {
                all.add(new Difference(name, type, ""));
            }
        });
        return all.stream().filter(one -> one.before.isEmpty() || one.after.isEmpty() || !nesting(one.before) || !nesting(one.after) || all.stream().noneMatch(inner -> within(inner.field, one.field))).toList();
    }

    private static boolean nesting(String type) {
        return type.startsWith("struct<") || type.startsWith("array<");
    }

    private static boolean within(String inner, String outer) {
        return inner.startsWith(outer + ".") || inner.startsWith(outer + "[");
    }

    private static Map<String, String> types(SchemaFile schema) {
        Map<String, String> types = new LinkedHashMap<>();
        Function<SchemaFile.Field, String> type = field -> field.type() + (field.nullable().orElse(true) ? "" : " not null");
        Stream.concat(schema.fields().stream(), schema.nested().stream()).forEach(field -> types.put(field.name(), type.apply(field)));
        return types;
    }
}
