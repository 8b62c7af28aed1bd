package dev.leat.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Text to tree to record and back. JSON is read as the YAML that it is. */
public final class Yaml {
    private static final ObjectMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build())
        .addModule(new Jdk8Module()).addModule(new JavaTimeModule())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
        .build();
    private static final ObjectMapper JSON = JsonMapper.builder()
        .addModule(new Jdk8Module()).addModule(new JavaTimeModule())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
        .build();

    private Yaml() {}

    /** For records and maps as JSON documents: instants and durations as ISO text, empty optionals left out. */
    public static ObjectMapper json() {
        return JSON;
    }

    public static String write(Object value) {
        try {
            return YAML.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new LeatException(Kind.BUG, value.getClass().getSimpleName(), "it cannot be written as YAML", "Report it", e);
        }
    }

    /** The tree as written; empty after a problem: no YAML, a repeated key, more than one document, or nothing at all. */
    public static Optional<JsonNode> tree(String file, String text, Problems problems) {
        try (JsonParser parser = new WrittenNumbers(YAML.createParser(text))) {
            JsonNode tree = Optional.<JsonNode>ofNullable(YAML.readTree(parser)).orElse(MissingNode.getInstance());
            if (tree.isObject()) {
                return Optional.of(tree);
            }
            problems.add(file, "expected keys with values, found " + (tree.isMissingNode() || tree.isNull() ? "an empty file" : RecordReader.found(tree)),
                "Write it as key: value");
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            String what = e.getOriginalMessage().lines().findFirst().orElse("no YAML");
            problems.add(file, "not readable as YAML" + line + ": " + what,
                what.startsWith("Duplicate field") ? "Write each key once" : "Correct the syntax");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.empty();
    }

    /** Binds a tree to a record strictly; empty after a problem. */
    public static <R> Optional<R> bind(JsonNode tree, Class<R> type, Kinds kinds, String file, Problems problems) {
        return new RecordReader(kinds, file, problems).read(tree, type);
    }
}
