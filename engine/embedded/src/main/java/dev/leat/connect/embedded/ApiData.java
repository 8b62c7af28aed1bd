package dev.leat.connect.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The records of an API for trying, in a file that is whole at any instant. */
final class ApiData {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final ApiSeed seed;
    private final Map<String, TreeMap<String, JsonNode>> records = new TreeMap<>();
    private int day;

    /** A page of records in the order of their keys. @param next key after which the next page begins; empty: there is none */
    record Page(List<JsonNode> records, String next) {}

    private ApiData(Path file, ApiSeed seed) {
        this.file = file;
        this.seed = seed;
    }

    static void create(Path file, ApiSeed seed) {
        ApiData data = new ApiData(file, seed);
        seed.entities().forEach((name, endpoint) -> data.put(name, endpoint.records()));
        data.write();
    }

    static ApiData open(Path file) throws IOException {
        JsonNode state = JSON.readTree(Files.readString(file));
        ApiData data = new ApiData(file, JSON.treeToValue(state.get("seed"), ApiSeed.class));
        data.day = state.get("day").asInt();
        for (Map.Entry<String, JsonNode> entity : state.get("records").properties()) {
            entity.getValue().forEach(record -> data.put(entity.getKey(), List.of(record)));
        }
        return data;
    }

    ApiSeed seed() {
        return seed;
    }

    synchronized void change(String entity, List<JsonNode> changed) {
        put(entity, changed);
        write();
    }

    /** False when there is no further day. */
    synchronized boolean nextDay() {
        if (day >= seed.days().size()) {
            return false;
        }
        seed.days().get(day++).forEach(this::put);
        write();
        return true;
    }

    synchronized Page page(String entity, String since, String after, int most) {
        String changed = endpoint(entity).changed();
        List<JsonNode> found = new ArrayList<>();
        String last = "";
        for (Map.Entry<String, JsonNode> record : records.getOrDefault(entity, new TreeMap<>()).tailMap(after, false).entrySet()) {
            if (!since.isEmpty() && !changed.isEmpty() && record.getValue().path(changed).asText().compareTo(since) < 0) {
                continue;
            }
            if (found.size() == most) {
                return new Page(found, last);
            }
            found.add(record.getValue());
            last = record.getKey();
        }
        return new Page(found, "");
    }

    synchronized ObjectNode about() {
        ObjectNode about = JSON.createObjectNode().put("day", day).put("days", seed.days().size());
        ObjectNode counts = about.putObject("records");
        records.forEach((entity, all) -> counts.put(entity, all.size()));
        return about;
    }

    ApiSeed.Endpoint endpoint(String entity) {
        return seed.entities().getOrDefault(entity, new ApiSeed.Endpoint(null, null, null, null, null, null));
    }

    private void put(String entity, List<JsonNode> changed) {
        TreeMap<String, JsonNode> all = records.computeIfAbsent(entity, any -> new TreeMap<>());
        for (JsonNode record : changed) {
            StringBuilder key = new StringBuilder();
            endpoint(entity).key().forEach(name -> key.append(padded(record.path(name))).append('\u0001'));
            all.put(key.toString(), record);
        }
    }

    /** Numbers in their own order. */
    private static String padded(JsonNode value) {
        return value.isIntegralNumber() ? "%020d".formatted(value.asLong()) : value.asText();
    }

    private void write() {
        ObjectNode state = JSON.createObjectNode().put("day", day);
        state.set("seed", JSON.valueToTree(seed));
        ObjectNode all = state.putObject("records");
        records.forEach((entity, kept) -> all.putArray(entity).addAll(kept.values()));
        Folders.writePrivate(file, state.toString());
    }
}
