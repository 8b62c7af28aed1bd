package dev.leat.connect.redis;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import dev.leat.connect.Batch;
import dev.leat.connect.KeyTemplate;
import dev.leat.connect.Layout;
import dev.leat.model.EntityName;
import dev.leat.model.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;

/**
 * How the entries of an entity are called. An entity with braces is a template of the key's fields ({@code user:{id}}), one without is followed by a colon and the row's id.
 * For appends the version of the row comes behind.
 */
record EntryName(String template, Layout layout) {
    private static final String ID = "{" + Batch.ID + "}";

    static EntryName of(EntityName entity, Layout layout) {
        return new EntryName(template(entity), layout);
    }

    static String template(EntityName entity) {
        String text = String.join(".", entity.parts());
        return text.matches("(?s).*\\{[^{}]*}.*") ? text : text + ":" + ID;
    }

    private boolean named() {
        return !template.endsWith(":" + ID);
    }

    private Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        (named() ? layout.key() : List.of(Batch.ID)).forEach(part -> parts.put(part, part));
        return parts;
    }

    List<Problem> problems(String where) {
        if (named() && layout.key().isEmpty()) {
            return List.of(new Problem(where, "the key '" + template + "' needs the fields that hold the source's key, and the mapping keeps none of it as it is",
                "Map the key's columns unchanged, or name the destination without braces"));
        }
        return KeyTemplate.check(template, parts()).stream().map(problem -> new Problem(where, problem.what(), problem.fix())).toList();
    }

    Column column() {
        KeyTemplate split = KeyTemplate.of(template, parts());
        List<String> names = List.copyOf(parts().keySet());
        List<Column> pieces = new ArrayList<>();
        for (int i = 0; i < split.places().size(); i++) {
            pieces.add(lit(split.texts().get(i)));
            pieces.add(col('`' + names.get(split.places().get(i)).replace("`", "``") + '`').cast("string"));
        }
        pieces.add(lit(split.texts().get(split.places().size())));
        if (layout.mode() == dev.leat.model.WriteMode.APPEND) {
            pieces.add(lit("-"));
            pieces.add(col(Batch.SEQ).cast("string"));
        }
        return concat(pieces.toArray(Column[]::new));
    }

    /** The texts before and after the only part of the key, by which it is read out of an entry's name; empty where there are several. */
    Optional<Around> around() {
        KeyTemplate split = KeyTemplate.of(template, parts());
        return split.places().size() != 1 ? Optional.empty() : Optional.of(new Around(split.texts().get(0), split.texts().get(1), List.copyOf(parts().keySet()).get(0)));
    }

    /** @param part the name of what is between */
    record Around(String before, String after, String part) implements java.io.Serializable {
        /** Redis' pattern of the names of all entries. */
        String pattern() {
            return escaped(before) + "*" + escaped(after);
        }

        private static String escaped(String text) {
            return text.replaceAll("([\\\\*?\\[\\]^])", "\\\\$1");
        }

        String within(String name) {
            return name.substring(before.length(), name.length() - after.length());
        }
    }
}
