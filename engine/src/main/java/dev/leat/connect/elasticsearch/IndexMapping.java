package dev.leat.connect.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Inferred;
import dev.leat.connect.Layout;
import dev.leat.model.Column;
import dev.leat.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The mapping of one index, as JSON; it is strict where Leat makes it, and notes the Spark types it was made from, which the index's own types do not tell. */
record IndexMapping(JsonNode tree) {
    private static final String META = "_meta";
    private static final String TYPES = "leat_types";
    private static final String LOADING = "leat_loading";

    static DataType type(Column column) {
        return parse(column.type().orElseThrow());
    }

    private static DataType parse(String type) {
        return CatalystSqlParser$.MODULE$.parseDataType(type);
    }

    static IndexMapping of(Layout wanted) {
        ObjectNode mapping = Requests.JSON.createObjectNode();
        mapping.put("dynamic", "strict");
        ObjectNode types = mapping.putObject(META).put(LOADING, true).putObject(TYPES);
        ObjectNode properties = mapping.putObject("properties");
        for (Column field : wanted.fields()) {
            types.put(field.name(), type(field).sql());
            properties.set(field.name(), FieldTypes.mapping(type(field), field.sourceType()));
        }
        return new IndexMapping(mapping);
    }

    /** The same fields for another index of this layout, whose first load has not ended. */
    IndexMapping forLoading(Layout wanted) {
        ObjectNode mapping = tree.deepCopy();
        mapping.set(META, tree.path(META).isObject() ? tree.path(META).<ObjectNode>deepCopy() : Requests.JSON.createObjectNode());
        mapping.withObject("/" + META).setAll((ObjectNode) of(wanted).tree.path(META));
        return new IndexMapping(mapping);
    }

    /** Whether the first load of an index that Leat made has not ended. */
    boolean loading() {
        return tree.path(META).path(LOADING).asBoolean();
    }

    /** Whether a document comes back as it was sent. */
    boolean keepsDocuments() {
        JsonNode source = tree.path("_source");
        return source.isMissingNode() || source.path("enabled").asBoolean(true) && source.path("mode").asText("stored").equals("stored") && source.path("includes").isEmpty() && source.path("excludes").isEmpty();
    }

    /** What to put into the mapping when it has. */
    ObjectNode loaded() {
        ObjectNode mapping = Requests.JSON.createObjectNode();
        mapping.set(META, tree.path(META).<ObjectNode>deepCopy().without(LOADING));
        return mapping;
    }

    /** What no index at all can take. */
    static List<Problem> unwritable(String where, Layout wanted) {
        List<Problem> problems = new ArrayList<>();
        for (Column field : wanted.fields()) {
            if (field.name().startsWith("_") || field.name().isBlank() || field.name().startsWith(".") || field.name().endsWith(".")) {
                problems.add(new Problem(where + "." + field.name(), "an index cannot have a field of this name", "Rename it; it must not begin with _ nor begin or end with a dot"));
            } else if (!FieldTypes.writable(type(field))) {
                problems.add(new Problem(where + "." + field.name(), "a document cannot hold " + type(field).sql(), "Cast it, such as cast(... as string)"));
            }
        }
        return problems;
    }

    /** Fields in the order of the mapping (Elasticsearch keeps it by name). */
    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : tree.path("properties").properties()) {
            columns.add(column(field.getKey(), field.getValue()));
        }
        return columns;
    }

    private Column column(String name, JsonNode field) {
        String own = own(field);
        Optional<DataType> type = SparkTypes.of(field);
        JsonNode noted = tree.path(META).path(TYPES).path(name);
        if (noted.isTextual() && Accepts.accepts(own, parse(noted.asText()))) {
            type = Optional.of(parse(noted.asText()));
        }
        return new Column(name, own, type.map(Inferred::text), true, type.isPresent() ? "" : "fields of type " + own + " cannot be written");
    }

    List<Problem> problems(String where, Layout wanted) {
        List<Problem> problems = new ArrayList<>();
        wanted.fields().forEach(field -> check(where + "." + field.name(), tree, strict(tree, false), field.name(), type(field), problems));
        return problems;
    }

    private static void check(String where, JsonNode parent, boolean strict, String name, DataType type, List<Problem> problems) {
        JsonNode field = find(parent, name);
        if (field.isMissingNode()) {
            if (strict) {
                problems.add(new Problem(where, "the index has no such field and is strict", "Add the field to the index, or take it out of the mapping"));
            }
            return;
        }
        String own = own(field);
        if (!Accepts.accepts(own, type)) {
            problems.add(new Problem(where, "the index has " + own + ", the mapping makes " + Inferred.text(type), "Cast it in the mapping, or make the index anew"));
        } else if (element(type) instanceof StructType struct && !own.equals("flattened")) {
            for (StructField inner : struct.fields()) {
                check(where + "." + inner.name(), field, strict(field, strict), inner.name(), inner.dataType(), problems);
            }
        }
    }

    private static DataType element(DataType type) {
        return type instanceof ArrayType array ? element(array.elementType()) : type;
    }

    private static boolean strict(JsonNode node, boolean inherited) {
        return node.has("dynamic") ? node.get("dynamic").asText().equals("strict") : inherited;
    }

    /** A dot in a name leads into an object, as it does in documents. */
    private static JsonNode find(JsonNode parent, String name) {
        JsonNode field = parent.path("properties").path(name);
        int dot = name.indexOf('.');
        return field.isMissingNode() && dot > 0 ? find(parent.path("properties").path(name.substring(0, dot)), name.substring(dot + 1)) : field;
    }

    private static String own(JsonNode field) {
        return field.path("type").asText("object");
    }
}
