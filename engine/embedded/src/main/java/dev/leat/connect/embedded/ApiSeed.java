package dev.leat.connect.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What an API for trying begins with.
 *
 * @param tokenSeconds how long a token lives; 60
 * @param rate         requests that it takes in a second; more are told to come back; 50
 * @param entities     by name
 * @param days         what each {@code POST /sample/next-day} changes: by entity, records that are new or come in place of those with the same key
 */
record ApiSeed(Integer tokenSeconds, Integer rate, Map<String, Endpoint> entities, List<Map<String, List<JsonNode>>> days) {
    static final ApiSeed EMPTY = new ApiSeed(null, null, null, null);
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param path    where it is asked for; {@code /NAME}
     * @param key     fields that name a record; {@code id}
     * @param since   parameter for the smallest value of {@code changed} to give
     * @param changed field that {@code since} looks at
     * @param size    the most records of a page, whatever {@code limit} asks for; 100
     */
    record Endpoint(String path, List<String> key, String since, String changed, Integer size, List<JsonNode> records) {
        Endpoint {
            key = key == null ? List.of("id") : key;
            size = size == null ? 100 : size;
            records = records == null ? List.of() : records;
            since = since == null ? "" : since;
            changed = changed == null ? "" : changed;
        }
    }

    ApiSeed {
        tokenSeconds = tokenSeconds == null ? 60 : tokenSeconds;
        rate = rate == null ? 50 : rate;
        entities = entities == null ? Map.of() : entities;
        days = days == null ? List.of() : days;
    }

    static ApiSeed read(Path file) throws IOException {
        try {
            return JSON.readValue(Files.readString(file), ApiSeed.class);
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            throw ServerException.workspace(file + ": is no seed of an API" + line + " (" + e.getOriginalMessage() + "). Correct it.", e);
        }
    }
}
