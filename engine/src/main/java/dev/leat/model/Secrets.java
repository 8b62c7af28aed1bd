package dev.leat.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * References to values outside the workspace, and the one place that takes such values out of any text again: what was once
 * resolved is replaced by its reference wherever {@link #redact} is called (errors, logs, records, output).
 */
public final class Secrets {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");
    private static final int SHORTEST_REDACTED = 4;
    private static final Pattern LAST_BREAKS = Pattern.compile("\\R+\\z");
    private static final Map<String, String> REVEALED = new ConcurrentHashMap<>();
    static final String HIDDEN = "***";
    private static volatile Pattern revealed;

    private Secrets() {}

    public static boolean isReference(String text) {
        return REFERENCE.matcher(text).find();
    }

    /** The text with relative files of references named from this folder. */
    static String anchored(String text, Path folder) {
        return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1).equals("file")
            ? "${file:" + folder.resolve(found.group(2)) + "}" : found.group()));
    }

    /**
     * The text with each reference replaced by its value; a file's value ends before its last line break.
     *
     * @throws LeatException of kind WORKSPACE when a variable or file does not exist
     */
    public static String resolve(String text) {
        return replaced(text, (reference, value) -> remember(value, reference));
    }

    /** The same for a value that is a word of Leat's own or a number: not hidden, or the word could never be shown again. */
    static String resolveWord(String text) {
        return replaced(text, (reference, value) -> {});
    }

    private static String replaced(String text, BiConsumer<String, String> learned) {
        return REFERENCE.matcher(text).replaceAll(found -> {
            String value = value(found.group(), found.group(1), found.group(2));
            learned.accept(found.group(), value);
            return Matcher.quoteReplacement(value);
        });
    }

    private static String value(String reference, String source, String name) {
        return source.equals("file") ? contents(reference, name) : variable(name).orElseThrow(
            () -> new LeatException(Kind.WORKSPACE, reference, "the environment variable " + name + " is not set", "Set it: export " + name + "=..."));
    }

    /** The value behind {@code ${env:NAME}}, as it is: not hidden. */
    public static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).or(() -> Optional.ofNullable(System.getProperty("leat.env." + name)));
    }

    /** The names in all references to variables in the texts of this document. */
    public static Set<String> variables(JsonNode document) {
        Set<String> names = new TreeSet<>();
        if (document.isValueNode()) {
            REFERENCE.matcher(document.asText()).results().filter(found -> found.group(1).equals("env")).forEach(found -> names.add(found.group(2)));
        }
        document.forEach(part -> names.addAll(variables(part)));
        return names;
    }

    private static String contents(String reference, String name) {
        try {
            return LAST_BREAKS.matcher(Files.readString(Path.of(name))).replaceFirst("");
        } catch (IOException e) {
            throw new LeatException(Kind.WORKSPACE, reference, "the file cannot be read (" + e.getClass().getSimpleName() + ")", "Create it, or correct its path and permissions", e);
        }
    }

    /** Hides a secret that did not come from a reference, such as a generated password; the text stands where it would. */
    public static synchronized void remember(String value, String text) {
        if (value.length() >= SHORTEST_REDACTED && REVEALED.putIfAbsent(value, text) == null) {
            // Longest first: a value that is part of another one must not leave the rest of that one behind.
            revealed = Pattern.compile(REVEALED.keySet().stream().sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote).collect(Collectors.joining("|")));
        }
    }

    /** A document with the same done to its texts; its keys, numbers and shape stay. */
    public static JsonNode redact(JsonNode document) {
        if (document.isTextual()) {
            return TextNode.valueOf(redact(document.textValue()));
        }
        if (document instanceof ObjectNode object) {
            object.properties().forEach(entry -> entry.setValue(redact(entry.getValue())));
        } else if (document instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, redact(array.get(i)));
            }
        }
        return document;
    }

    /** The text with every value that was ever resolved in this process (of four characters and more) replaced by its reference. */
    public static String redact(String text) {
        Pattern values = revealed;
        return values == null || text == null ? text
            : values.matcher(text).replaceAll(found -> Matcher.quoteReplacement(REVEALED.get(found.group())));
    }

    /** A secret as it may be seen: its references, and stars for what is written out. */
    static String shown(String written) {
        Matcher reference = REFERENCE.matcher(written);
        StringBuilder shown = new StringBuilder();
        int end = 0;
        while (reference.find()) {
            shown.append(reference.start() > end ? HIDDEN : "").append(reference.group());
            end = reference.end();
        }
        return shown.append(end < written.length() || written.isEmpty() ? HIDDEN : "").toString();
    }
}
