package dev.leat.airflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What keeps our document of an API from being a true part of the one that is served; nothing is left out in silence. */
final class Contract {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode ours;
    private final JsonNode theirs;
    private final List<String> differences = new ArrayList<>();
    private int operations;

    private Contract(JsonNode ours, JsonNode theirs) {
        this.ours = ours;
        this.theirs = theirs;
    }

    record Result(int operations, List<String> differences) {}

    static Result compare(JsonNode ours, JsonNode theirs) {
        Contract contract = new Contract(ours, theirs);
        ours.path("paths").properties().forEach(path -> path.getValue().properties().stream().filter(method -> METHODS.contains(method.getKey())).forEach(method ->
            contract.operation(method.getKey() + " " + path.getKey(), path.getValue(), method.getValue(), theirs.path("paths").path(path.getKey()))));
        return new Result(contract.operations, contract.differences);
    }

    private void operation(String where, JsonNode path, JsonNode own, JsonNode servedPath) {
        operations++;
        JsonNode served = servedPath.path(where.substring(0, where.indexOf(' ')));
        if (served.isMissingNode()) {
            differences.add(where + ": is not served");
            return;
        }
        parameters(where, Stream.concat(stream(path.path("parameters")), stream(own.path("parameters"))).toList(), stream(served.path("parameters")).toList());
        body(where, own, served);
        for (String code : names(own.path("responses"))) {
            JsonNode answer = served.path("responses").path(code);
            if (answer.isMissingNode()) {
                differences.add(where + ": does not answer " + code);
            } else if (code.startsWith("2")) {
                read(where + " " + code, schema(resolved(ours, own.path("responses").path(code))), schema(answer));
            }
        }
        names(served.path("responses")).stream().filter(code -> code.startsWith("2") && !own.path("responses").has(code)).forEach(code -> differences.add(where + ": also answers " + code));
    }

    private void parameters(String where, List<JsonNode> own, List<JsonNode> served) {
        for (JsonNode parameter : own) {
            String place = where + " " + parameter.path("name").asText();
            Optional<JsonNode> same = served.stream().filter(other -> same(other, parameter)).findFirst();
            if (same.isEmpty()) {
                differences.add(place + ": is no parameter");
            } else {
                written(place, parameter.path("schema"), same.get().path("schema"));
            }
        }
        served.stream().filter(other -> other.path("required").asBoolean() && own.stream().noneMatch(parameter -> same(other, parameter) && parameter.path("required").asBoolean()))
            .forEach(other -> differences.add(where + " " + other.path("name").asText() + ": must be given"));
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return one.path("name").equals(other.path("name")) && one.path("in").equals(other.path("in"));
    }

    private void body(String where, JsonNode own, JsonNode served) {
        if (own.has("requestBody") != served.has("requestBody")) {
            differences.add(where + ": one has a body");
        } else if (own.has("requestBody")) {
            written(where + " body", schema(own.path("requestBody")), schema(served.path("requestBody")));
        }
    }

    /** What we send must be taken. */
    private void written(String where, JsonNode own, JsonNode served) {
        JsonNode mine = resolved(ours, own);
        List<JsonNode> taken = alternatives(served);
        if (taken.stream().noneMatch(other -> fits(mine, other))) {
            differences.add(where + ": " + kind(mine) + " is not taken, only " + taken.stream().map(Contract::kind).toList());
            return;
        }
        JsonNode other = taken.stream().filter(one -> fits(mine, one)).findFirst().orElseThrow();
        Set<String> values = texts(mine.path("enum"));
        if (!values.isEmpty() && other.has("enum") && !texts(other.path("enum")).containsAll(values)) {
            differences.add(where + ": of " + values + " only " + texts(other.path("enum")) + " are taken");
        }
        mine.path("properties").properties().forEach(property -> {
            if (other.path("properties").has(property.getKey())) {
                written(where + "." + property.getKey(), property.getValue(), other.path("properties").path(property.getKey()));
            } else {
                differences.add(where + "." + property.getKey() + ": is not known");
            }
        });
        texts(other.path("required")).stream().filter(name -> !texts(mine.path("required")).contains(name)).forEach(name -> differences.add(where + "." + name + ": must be sent"));
    }

    /** What we read must be what is sent. */
    private void read(String where, JsonNode own, JsonNode served) {
        JsonNode mine = resolved(ours, own);
        if (mine.isMissingNode() || mine.isEmpty() || !mine.has("type")) {
            return;
        }
        List<JsonNode> sent = alternatives(served);
        boolean absent = sent.stream().anyMatch(other -> kind(other).equals("null"));
        if (absent && !mine.has("properties") && !mine.path("nullable").asBoolean()) {
            differences.add(where + ": can be null");
        }
        sent.stream().filter(other -> !kind(other).equals("null")).forEach(other -> {
            if (!fits(mine, other)) {
                differences.add(where + ": " + kind(other) + " is sent, not " + kind(mine));
            } else if (mine.has("items")) {
                read(where + "[]", mine.path("items"), other.path("items"));
            } else {
                properties(where, mine, other);
            }
        });
    }

    private void properties(String where, JsonNode mine, JsonNode other) {
        mine.path("properties").properties().forEach(property -> {
            if (other.path("properties").has(property.getKey())) {
                read(where + "." + property.getKey(), property.getValue(), other.path("properties").path(property.getKey()));
            } else {
                differences.add(where + "." + property.getKey() + ": is not sent");
            }
        });
        texts(mine.path("required")).stream().filter(name -> !texts(other.path("required")).contains(name)).forEach(name -> differences.add(where + "." + name + ": can be absent"));
    }

    private static boolean fits(JsonNode mine, JsonNode other) {
        return !mine.has("type") || !other.has("type") && !other.has("enum") || kind(mine).equals(kind(other));
    }

    private static String kind(JsonNode schema) {
        return schema.path("type").asText(schema.has("enum") ? "string" : "any") + (schema.path("format").asText().startsWith("date") ? "/" + schema.path("format").asText() : "");
    }

    private List<JsonNode> alternatives(JsonNode schema) {
        JsonNode other = resolved(theirs, schema);
        return other.has("anyOf") ? stream(other.path("anyOf")).flatMap(one -> alternatives(one).stream()).toList() : List.of(other);
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        return node.has("$ref") ? resolved(document, document.at(node.path("$ref").asText().substring(1))) : node;
    }

    private static JsonNode schema(JsonNode content) {
        return content.path("content").path("application/json").path("schema");
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Set<String> texts(JsonNode array) {
        return new TreeSet<>(stream(array).map(JsonNode::asText).toList());
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(java.util.Map.Entry::getKey).toList();
    }
}
