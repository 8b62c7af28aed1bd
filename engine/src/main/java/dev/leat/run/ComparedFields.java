package dev.leat.run;

import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.to_json;

import dev.leat.connect.Layout;
import dev.leat.model.Transformer;
import dev.leat.transform.Java;
import dev.leat.transform.Lookup;
import dev.leat.transform.Rename;
import dev.leat.transform.Sql;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** Which fields of a layout can be compared with what a destination holds, and how; of the others why not. */
final class ComparedFields {
    private static final Map<String, String> WHOLE = Map.of("ignoreNullFields", "false");
    private final List<dev.leat.model.Column> fields;
    private final Map<String, String> without = new LinkedHashMap<>();

    ComparedFields(Layout layout, List<? extends Transformer> transformers) {
        Set<String> looked = looked(layout, transformers);
        looked.forEach(name -> without.put(name, "it comes from a look-up, whose entity may have changed since"));
        fields = layout.fields().stream().filter(field -> !looked.contains(field.name())).toList();
    }

    /** To ask the destination for. */
    List<String> names() {
        return fields.stream().map(dev.leat.model.Column::name).filter(name -> !without.containsKey(name)).toList();
    }

    Map<String, String> without() {
        return without;
    }

    /**
     * A field on both sides in the same form.
     *
     * @param made what the mapping makes
     */
    record Pair(String name, Column made, Column held) {}

    /** @param held columns of what the destination holds */
    List<Pair> pairs(StructType held, Map<String, String> unread) {
        List<Pair> pairs = new java.util.ArrayList<>();
        without.putAll(unread);
        for (dev.leat.model.Column field : fields) {
            if (List.of(held.fieldNames()).contains(field.name())) {
                DataType type = CatalystSqlParser$.MODULE$.parseDataType(field.type().orElseThrow());
                Optional<Pair> pair = pair(field.name(), type, held.apply(field.name()).dataType());
                pair.ifPresentOrElse(pairs::add, () -> without.put(field.name(), "the mapping makes " + type.catalogString() + ", the destination has "
                    + held.apply(field.name()).dataType().catalogString()));
            } else {
                without.putIfAbsent(field.name(), "the destination does not give it back");
            }
        }
        return pairs;
    }

    private static Optional<Pair> pair(String name, DataType made, DataType held) {
        Column column = Changes.quoted(name);
        boolean maps = made.catalogString().contains("map<");
        if (DataType.equalsIgnoreNullability(made, held)) {
            return Optional.of(maps ? new Pair(name, to_json(column, WHOLE), to_json(column, WHOLE)) : new Pair(name, column, column));
        }
        boolean nested = made instanceof StructType || made instanceof ArrayType;
        if (nested && held instanceof StringType && !maps) {
            return Optional.of(new Pair(name, to_json(column, WHOLE), to_json(from_json(column, made, Map.of()), WHOLE)));
        }
        if (made instanceof IntegralType && held instanceof StringType) { // whole numbers have one text
            return Optional.of(new Pair(name, column.cast(held), column));
        }
        boolean instants = (made instanceof TimestampType || made instanceof TimestampNTZType) && (held instanceof TimestampType || held instanceof TimestampNTZType);
        return instants || Cast.canUpCast(made, held) && !(held instanceof StringType) ? Optional.of(new Pair(name, column.cast(held), column)) : Optional.empty();
    }

    /** The fields that hold something of a look-up, as far as their names tell. */
    private static Set<String> looked(Layout layout, List<? extends Transformer> transformers) {
        Set<String> looked = new LinkedHashSet<>();
        for (Transformer transformer : transformers) {
            if (transformer instanceof Lookup lookup) {
                looked.addAll(lookup.brings());
            } else if (transformer instanceof Rename rename) {
                Set<String> renamed = new LinkedHashSet<>();
                looked.forEach(name -> renamed.add(rename.columns().getOrDefault(name, name)));
                looked.clear();
                looked.addAll(renamed);
            } else if (transformer instanceof Sql sql) {
                Set<String> before = Set.copyOf(looked);
                sql.columns().forEach((field, text) -> {
                    if (before.stream().anyMatch(name -> Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(text).find())) {
                        looked.add(field);
                    } else {
                        looked.remove(field);
                    }
                });
            } else if (transformer instanceof Java && !looked.isEmpty()) {
                layout.fields().forEach(field -> looked.add(field.name()));
            }
        }
        looked.retainAll(layout.fields().stream().map(dev.leat.model.Column::name).toList());
        return looked;
    }
}
