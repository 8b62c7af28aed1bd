package dev.leat.mapping.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Sample;
import dev.leat.connect.SampledValues;
import dev.leat.model.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** From rows as JSON to fields with values: objects become their inner fields, arrays themselves (as JSON text) and their elements. */
final class SampleWalk {
    private static final int DEEPEST = 32;

    private final List<Seen> seen = new ArrayList<>();

    private SampleWalk() {}

    /** Columns that are refused are left out. */
    static List<Seen> of(Sample sample) {
        SampleWalk walk = new SampleWalk();
        for (Column column : sample.schema().columns()) {
            if (column.type().isPresent()) {
                List<List<JsonNode>> nodes = sample.rows().stream().map(row -> List.of(row.path(column.name()))).toList();
                walk.field(FieldPath.column(column.name()), CatalystSqlParser$.MODULE$.parseDataType(column.type().get()), Optional.ofNullable(sample.comments().get(column.name())), nodes, 0);
            }
        }
        return walk.seen;
    }

    private void field(FieldPath path, DataType type, Optional<String> description, List<List<JsonNode>> nodes, int depth) {
        if (type instanceof StructType struct && depth < DEEPEST) {
            seen.add(seen(path, type, description, nodes, List.of()));
            for (StructField inner : struct.fields()) {
                field(path.inner(inner.name()), inner.dataType(), comment(inner), inner(nodes, inner.name()), depth + 1);
            }
        } else if (type instanceof ArrayType array && depth < DEEPEST) {
            seen.add(seen(path, type, description, nodes, sizes(nodes)));
            elements(path.elements(), array.elementType(), elements(nodes), depth + 1);
        } else {
            seen.add(seen(path, type, description, nodes, List.of()));
        }
    }

    /** Of objects only what is in them. */
    private void elements(FieldPath path, DataType type, List<List<JsonNode>> nodes, int depth) {
        if (type instanceof StructType struct) {
            for (StructField inner : struct.fields()) {
                field(path.inner(inner.name()), inner.dataType(), comment(inner), inner(nodes, inner.name()), depth + 1);
            }
        } else {
            field(path, type, Optional.empty(), nodes, depth);
        }
    }

    private static Optional<String> comment(StructField field) {
        return field.getComment().isDefined() ? Optional.of(field.getComment().get()) : Optional.empty();
    }

    private static List<List<JsonNode>> inner(List<List<JsonNode>> nodes, String name) {
        return nodes.stream().map(row -> row.stream().filter(JsonNode::isObject).map(node -> node.path(name)).toList()).toList();
    }

    private static List<List<JsonNode>> elements(List<List<JsonNode>> nodes) {
        return nodes.stream().map(row -> {
            List<JsonNode> elements = new ArrayList<>();
            row.stream().filter(JsonNode::isArray).forEach(array -> array.forEach(elements::add));
            return elements;
        }).map(List::copyOf).toList();
    }

    private static List<Integer> sizes(List<List<JsonNode>> nodes) {
        return nodes.stream().flatMap(List::stream).filter(JsonNode::isArray).map(JsonNode::size).toList();
    }

    private static Seen seen(FieldPath path, DataType type, Optional<String> description, List<List<JsonNode>> nodes, List<Integer> sizes) {
        List<Optional<String>> byRow = new ArrayList<>();
        List<Optional<String>> values = new ArrayList<>();
        Map<String, Integer> kinds = new TreeMap<>();
        for (List<JsonNode> row : nodes) {
            List<Optional<String>> texts = row.stream().map(node -> text(type, node)).toList();
            byRow.add(texts.stream().flatMap(Optional::stream).findFirst());
            values.addAll(texts);
            row.stream().filter(node -> !node.isNull() && !node.isMissingNode()).forEach(node -> kinds.merge(kind(node), 1, Integer::sum));
        }
        boolean typed = !(type instanceof StringType) && kinds.keySet().equals(java.util.Set.of("string"));
        return new Seen(path.toString(), Optional.of(text(type)), description, byRow, values, typed ? Map.of() : kinds, sizes);
    }

    private static Optional<String> text(DataType type, JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        String text = type instanceof DoubleType && node.isNumber() ? String.valueOf(node.doubleValue()) : node.isValueNode() ? node.asText() : node.toString();
        return Optional.of(SampledValues.cut(text));
    }

    private static String text(DataType type) {
        return type.sql().contains("`") ? type.sql() : type.catalogString();
    }

    private static String kind(JsonNode node) {
        return node.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
