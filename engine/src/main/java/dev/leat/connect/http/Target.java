package dev.leat.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Site;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entity of a connection and what is asked for of it.
 *
 * @param where for messages
 */
record Target(String where, HttpSettings settings, Endpoint endpoint, Map<String, String> since) {

    /** @throws LeatException of kind WORKSPACE with the known ones when there is no such entity */
    static Target of(Site<HttpSettings> site, EntityName entity) {
        Endpoint endpoint = site.settings().entities().entrySet().stream().filter(known -> EntityName.of(known.getKey()).equals(entity)).map(Map.Entry::getValue).findFirst()
            .orElseThrow(() -> new LeatException(Kind.WORKSPACE, "connections." + site.name(), "there is no entity '" + entity + "'",
                "Declare it under 'entities'; there are " + site.settings().entities().keySet()));
        return new Target("connections." + site.name() + ": " + entity, site.settings(), endpoint, Map.of());
    }

    Target since(Map<String, String> params) {
        return new Target(where, settings, endpoint, params);
    }

    /** Where the records are; empty: the answer is the list. */
    Optional<JsonPath> list() {
        return endpoint.records().map(JsonPath::of);
    }

    /** The first page; pages by number are with the first number in it. */
    URI first() {
        Map<String, String> params = new LinkedHashMap<>(settings.params());
        params.putAll(endpoint.params());
        endpoint.page().ifPresent(page -> page.size().ifPresent(size -> params.put(page.sizeParam().orElse("limit"), String.valueOf(size))));
        params.putAll(since);
        return Addresses.of(settings.address(), endpoint.path(), params);
    }

    /** The records of a page. @throws LeatException of kind WORKSPACE when there is no list where it should be */
    List<JsonNode> records(Answer answer) {
        JsonNode list = endpoint.records().map(text -> JsonPath.of(text).in(answer.body())).orElse(answer.body());
        if (list.isMissingNode() && (answer.status() == 204 || endpoint.records().isPresent() && isNull(answer.body()))) {
            return List.of(); // how some say that there is none
        }
        if (!list.isArray()) {
            throw new LeatException(Kind.WORKSPACE, where, "there is no list " + endpoint.records().map(path -> "at '" + path + "' in the answer").orElse("in the answer") + " of "
                + Addresses.shown(answer.at()) + ", which is " + shape(answer.body()), "Correct 'records'");
        }
        List<JsonNode> records = new ArrayList<>(list.size());
        list.forEach(records::add);
        return records;
    }

    /** Whether the list's place is there and holds null. */
    private boolean isNull(JsonNode body) {
        List<String> names = JsonPath.of(endpoint.records().orElseThrow()).names();
        JsonNode at = body;
        for (String name : names) {
            at = at.path(name);
        }
        return at.isNull();
    }

    private static String shape(JsonNode body) {
        if (body instanceof ObjectNode object) {
            List<String> lists = new ArrayList<>();
            lists(object, "", 3, lists);
            return "an object with the lists " + lists;
        }
        return body.isMissingNode() ? "empty" : "a " + body.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    }

    private static void lists(ObjectNode object, String before, int depth, List<String> found) {
        object.properties().forEach(entry -> {
            String place = before + new EntityNamePart(entry.getKey());
            if (entry.getValue().isArray() && found.size() < 10) {
                found.add(place);
            } else if (entry.getValue() instanceof ObjectNode inner && depth > 1) {
                lists(inner, place + ".", depth - 1, found);
            }
        });
    }

    private record EntityNamePart(String name) {
        @Override
        public String toString() {
            return name.isEmpty() ? "\"\"" : new EntityName(List.of(name)).toString();
        }
    }
}
