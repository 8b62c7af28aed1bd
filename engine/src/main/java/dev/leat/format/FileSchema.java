package dev.leat.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Connectors;
import dev.leat.model.Connection;
import dev.leat.model.Keys;
import dev.leat.model.Kinds;
import dev.leat.model.Transformer;
import dev.leat.transform.Transformation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * JSON Schema (draft-07) by the rules of strict reading: closed objects, keys are record components, only {@code Optional},
 * {@code List} and {@code Map} may be missing, {@code type} chooses among the records of an interface.
 */
public final class FileSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Kinds kinds;
    private final Map<String, JsonNode> definitions = new TreeMap<>();

    private FileSchema(Kinds kinds) {
        this.kinds = kinds;
    }

    /** With the connectors on the class path; the same text for the same class path. */
    public static JsonNode of(FileType type) {
        FileSchema schema = new FileSchema(new Kinds(Map.of(Connection.class, Connectors.settings(), Transformer.class, Transformation.kinds())));
        ObjectNode root = JSON.objectNode().put("$schema", "http://json-schema.org/draft-07/schema#").put("title", "Leat " + type)
            .put("description", type.files());
        root.setAll(schema.object(type.shape(), Optional.empty()));
        if (!schema.definitions.isEmpty()) {
            root.set("definitions", JSON.objectNode().setAll(schema.definitions));
        }
        return root;
    }

    private JsonNode of(Type type) {
        if (type instanceof ParameterizedType container) {
            Type[] arguments = container.getActualTypeArguments();
            JsonNode element = of(arguments[arguments.length - 1]);
            if (container.getRawType() == List.class) {
                return JSON.objectNode().put("type", "array").set("items", element);
            }
            return container.getRawType() == Optional.class ? element
                : JSON.objectNode().put("type", "object").set("additionalProperties", element);
        }
        Class<?> raw = (Class<?>) type;
        Map<String, Class<?>> alternatives = kinds.byInterface().get(raw);
        if (alternatives != null) {
            return alternative(raw.getSimpleName().toLowerCase(Locale.ROOT), alternatives);
        }
        return raw == JsonNode.class ? JSON.objectNode() : Scalar.of(raw).orElseGet(() -> reference(raw));
    }

    private JsonNode alternative(String name, Map<String, Class<?>> alternatives) {
        ObjectNode choice = JSON.objectNode();
        ArrayNode anyOf = choice.putArray("anyOf");
        alternatives.forEach((type, record) -> anyOf.add(defined(name + "-" + type, () -> object(record, Optional.of(type)))));
        return defined(name, () -> choice);
    }

    private ObjectNode reference(Class<?> record) {
        String name = record.getSimpleName();
        return defined(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1), () -> object(record, Optional.empty()));
    }

    private ObjectNode defined(String name, Supplier<JsonNode> shape) {
        if (!definitions.containsKey(name)) {
            definitions.put(name, shape.get());
        }
        return JSON.objectNode().put("$ref", "#/definitions/" + name);
    }

    /** What may be missing may be a key without a value as well. */
    private static JsonNode orEmpty(JsonNode shape) {
        ObjectNode choice = JSON.objectNode();
        choice.putArray("anyOf").add(shape).addObject().put("type", "null");
        return choice;
    }

    private ObjectNode object(Class<?> record, Optional<String> type) {
        ObjectNode object = JSON.objectNode().put("type", "object");
        ObjectNode properties = object.putObject("properties");
        ArrayNode required = JSON.arrayNode();
        type.ifPresent(word -> {
            properties.putObject("type").put("const", word);
            required.add("type");
        });
        for (RecordComponent component : record.getRecordComponents()) {
            JsonNode shape = of(component.getGenericType());
            boolean optional = List.of(Optional.class, List.class, Map.class).contains(component.getType());
            properties.set(Keys.of(component), optional ? orEmpty(shape) : shape);
            if (!optional) {
                required.add(Keys.of(component));
            }
        }
        if (!required.isEmpty()) {
            object.set("required", required);
        }
        return object.put("additionalProperties", false);
    }
}
