package dev.leat.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import org.erdtman.jcs.JsonCanonicalizer;

/** Trees as canonical JSON (RFC 8785) and their SHA-256, so that key order and YAML formatting do not matter. */
final class Canonical {
    private static final long EXACT = 1L << 53;

    private Canonical() {}

    static String json(JsonNode tree) {
        try {
            return new JsonCanonicalizer(exact(tree).toString()).getEncodedString();
        } catch (IOException e) {
            throw new LeatException(Kind.BUG, "canonical JSON", "a tree cannot be written: " + e.getMessage(), "Report it", e);
        }
    }

    static String hash(JsonNode tree) {
        return hash(json(tree).getBytes(StandardCharsets.UTF_8));
    }

    static String hash(byte[] bytes) {
        try {
            return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new LeatException(Kind.BUG, "SHA-256", "this Java has none", "Use another Java", e);
        }
    }

    /** The tree as a record's reader sees it: it reads each scalar as its text, so {@code 5} and {@code "5"} are one. */
    static JsonNode texts(JsonNode tree) {
        return tree.isValueNode() && !tree.isNull() ? TextNode.valueOf(tree.asText()) : over(tree, Canonical::texts);
    }

    /** RFC 8785 rounds numbers to doubles; two numbers that round alike must not share a hash, so such a number is bound as text. */
    private static JsonNode exact(JsonNode tree) {
        boolean rounded = tree.isNumber() && !(tree.isIntegralNumber() && tree.canConvertToLong() && Math.abs(tree.longValue()) <= EXACT);
        return rounded ? TextNode.valueOf("number " + tree.asText()) : over(tree, Canonical::exact);
    }

    private static JsonNode over(JsonNode tree, UnaryOperator<JsonNode> each) {
        if (tree.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            tree.forEach(element -> array.add(each.apply(element)));
            return array;
        }
        if (tree.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            tree.properties().forEach(entry -> object.set(entry.getKey(), each.apply(entry.getValue())));
            return object;
        }
        return tree;
    }
}
