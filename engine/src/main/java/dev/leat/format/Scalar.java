package dev.leat.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.model.Capture;
import dev.leat.model.CaptureMode;
import dev.leat.model.EntityName;
import dev.leat.model.Limit;
import dev.leat.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The shapes of single values. Each may be a reference instead, because references stand for any scalar. */
final class Scalar {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String REFERENCE = "\\$\\{(env|file):[^}]+\\}";
    private static final String DURATION = "P(?=[\\dT])(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+([.,]\\d{1,9})?S)?)?|\\d+\\s*(ms|s|m|h|d)";

    private Scalar() {}

    /** Empty for what is no single value. */
    static Optional<ObjectNode> of(Class<?> type) {
        if (type == String.class) {
            return Optional.of(types("string", "number", "boolean"));
        } else if (type == Secret.class) {
            return Optional.of(types("string").put("pattern", REFERENCE).put("description", "${env:NAME} or ${file:path}"));
        } else if (type == Duration.class) {
            return Optional.of(text(DURATION, "string"));
        } else if (type == Instant.class) {
            return Optional.of(text("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})", "string"));
        } else if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return Optional.of(text("[+-]?\\d+", "integer", "string"));
        } else if (type == Double.class || type == double.class) {
            return Optional.of(text("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?", "number", "string"));
        } else if (type == Boolean.class || type == boolean.class) {
            return Optional.of(text("true|false", "boolean", "string"));
        } else if (type == Limit.class) {
            return Optional.of(text("\\d+|\\d+(\\.\\d+)?\\s*%", "integer", "string"));
        } else if (type == EntityName.class) {
            return Optional.of(text("(\"([^\"]|\"\")+\"|[^\".\\s]+)(\\.(\"([^\"]|\"\")+\"|[^\".\\s]+))*", "string", "number"));
        } else if (type == Capture.class) {
            return Optional.of(capture());
        } else if (type.isEnum()) {
            return Optional.of(choice(type));
        }
        return readFromText(type) ? Optional.of(types("string", "number", "boolean")) : Optional.empty();
    }

    private static boolean readFromText(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
            .anyMatch(method -> method.getName().equals("of") && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class}));
    }

    private static ObjectNode capture() {
        ObjectNode cursor = JSON.objectNode().put("type", "object");
        cursor.putObject("properties").<ObjectNode>set("incremental", of(String.class).orElseThrow()).set("lag", of(Duration.class).orElseThrow());
        cursor.putArray("required").add("incremental");
        cursor.put("additionalProperties", false);
        ObjectNode capture = choice(CaptureMode.class);
        ArrayNode words = (ArrayNode) capture.get("anyOf").get(0).get("enum");
        for (int i = words.size() - 1; i >= 0; i--) {
            if (words.get(i).asText().equals("incremental")) {
                words.remove(i);
            }
        }
        ObjectNode stream = JSON.objectNode().put("type", "object");
        stream.putObject("properties").set("stream", text("earliest|latest|\\d{4}-\\d{2}-\\d{2}T.+Z", "string"));
        stream.putArray("required").add("stream");
        stream.put("additionalProperties", false);
        capture.withArray("anyOf").add(cursor).add(stream);
        return capture;
    }

    private static ObjectNode choice(Class<?> type) {
        ObjectNode words = JSON.objectNode();
        Arrays.stream(type.getEnumConstants()).map(word -> ((Enum<?>) word).name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .forEach(words.withArray("enum")::add);
        ObjectNode choice = JSON.objectNode();
        choice.putArray("anyOf").add(words).add(types("string").put("pattern", REFERENCE));
        return choice;
    }

    private static ObjectNode text(String pattern, String... types) {
        return types(types).put("pattern", "^(" + pattern + ")$|" + REFERENCE);
    }

    private static ObjectNode types(String... types) {
        ObjectNode node = JSON.objectNode();
        if (types.length == 1) {
            return node.put("type", types[0]);
        }
        Arrays.stream(types).forEach(node.putArray("type")::add);
        return node;
    }
}
