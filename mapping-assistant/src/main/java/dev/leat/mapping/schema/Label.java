package dev.leat.mapping.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.model.SchemaFile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a person says of a field; what is absent stays as it is, an empty text or {@code [""]} takes the label away.
 *
 * @param type only for a field that the schema does not have yet: its Spark SQL type
 */
public record Label(Optional<String> type, Optional<String> description, Optional<String> semantic, Optional<Boolean> required, Optional<Boolean> key,
                    List<String> values, Optional<String> unit, Optional<Boolean> pii) {
    static final List<String> KEYS = List.of("description", "semantic", "required", "key", "values", "unit", "pii");
    /** Says nothing. */
    public static final Label NONE = new Label(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());

    public Label {
        values = List.copyOf(values);
    }

    /** A column, or what is nested in one. @param name a {@link FieldPath} */
    public static Optional<SchemaFile.Field> field(SchemaFile schema, String name) {
        FieldPath path = FieldPath.read(name);
        return schema.fields().stream().filter(field -> path.isColumn() && field.name().equals(path.column())).findFirst()
            .or(() -> Stream.concat(schema.nested().stream(), schema.fields().stream()).filter(field -> field.name().equals(name)).findFirst());
    }

    /** The label, else the system's own comment. */
    public static Optional<String> description(SchemaFile.Field field) {
        return field.description().or(field::comment);
    }

    /** The columns of which nobody and no comment says what they are. */
    public static List<String> unlabeled(SchemaFile schema) {
        return schema.fields().stream().filter(field -> description(field).isEmpty() && field.semantic().isEmpty()).map(SchemaFile.Field::name).toList();
    }

    void onto(ObjectNode field) {
        text(field, "description", description);
        text(field, "semantic", semantic);
        required.ifPresent(value -> field.put("required", value));
        key.ifPresent(value -> field.put("key", value));
        if (values.equals(List.of(""))) {
            field.remove("values");
        } else if (!values.isEmpty()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            values.forEach(list::add);
            field.set("values", list);
        }
        text(field, "unit", unit);
        pii.ifPresent(value -> field.put("pii", value));
    }

    private static void text(ObjectNode field, String key, Optional<String> value) {
        value.ifPresent(text -> {
            if (text.isBlank()) {
                field.remove(key);
            } else {
                field.put(key, text);
            }
        });
    }

    /** What people wrote into a field, as written. */
    static ObjectNode written(JsonNode field) {
        ObjectNode labels = JsonNodeFactory.instance.objectNode();
        for (String key : Stream.concat(KEYS.stream(), Stream.of("suggested")).toList()) {
            if (field.has(key) && !field.get(key).isNull() && !(field.get(key).isArray() && field.get(key).isEmpty())) {
                labels.set(key, field.get(key));
            }
        }
        return labels;
    }
}
