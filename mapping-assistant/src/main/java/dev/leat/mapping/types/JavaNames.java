package dev.leat.mapping.types;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import javax.lang.model.SourceVersion;

/**
 * Legal Java names for any text, each given once. A name depends on the text alone as long as no other text claims the same one; what remains of a text without
 * letters and digits is its checksum, so that it does not depend on its place.
 */
final class JavaNames {
    /** What a record's component may not be called (JLS 8.10.1), and methods that every record has. */
    private static final Set<String> COMPONENTS = Set.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait", "equals");
    /** Names that the generated source means when it says them. */
    private static final Set<String> TYPES = Set.of("string", "object", "byte", "short", "integer", "long", "float", "double", "boolean", "record", "enum", "override", "optional", "list",
        "map", "bigdecimal", "localdate", "localdatetime", "instant", "period", "duration", "named", "part", "dataset", "row");
    private static final int LONGEST = 60;

    private final Set<String> taken = new HashSet<>();

    String component(String text) {
        List<String> words = words(text);
        String joined = words.isEmpty() ? "" : words.get(0).toLowerCase(Locale.ROOT) + words.stream().skip(1).map(JavaNames::capital).collect(Collectors.joining());
        String name = legal(joined, "column" + checksum(text));
        return free(SourceVersion.isKeyword(name) || COMPONENTS.contains(name) ? name + "_" : name, text);
    }

    String type(String text) {
        String name = legal(words(text).stream().map(JavaNames::capital).collect(Collectors.joining()), "Entity" + checksum(text));
        return free(TYPES.contains(name.toLowerCase(Locale.ROOT)) || SourceVersion.isKeyword(name) ? name + "_" : name, text);
    }

    /** Of something nested: its last name, or with those above where that is taken. */
    String type(String path, String last) {
        String name = legal(words(last).stream().map(JavaNames::capital).collect(Collectors.joining()), "Entity" + checksum(last));
        return taken.contains(name.toLowerCase(Locale.ROOT)) ? type(path) : type(last);
    }

    String constant(String text) {
        String name = legal(words(text).stream().map(word -> word.toUpperCase(Locale.ROOT)).collect(Collectors.joining("_")), "VALUE_" + checksum(text));
        return free(SourceVersion.isKeyword(name) ? name + "_" : name, text);
    }

    /** Each part of a package's name; none is given twice, so that is not looked at. */
    static String packagePart(String text) {
        String name = legal(String.join("_", words(text)).toLowerCase(Locale.ROOT), "connection" + checksum(text));
        return SourceVersion.isKeyword(name) ? name + "_" : name;
    }

    /** Words of letters and digits, cut also where small letters meet a capital. */
    private static List<String> words(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().forEach(c -> plain.appendCodePoint(Character.isLetterOrDigit(c) && Character.isUnicodeIdentifierPart(c) || Character.getType(c) == Character.NON_SPACING_MARK
            || Character.getType(c) == Character.COMBINING_SPACING_MARK ? c : ' '));
        return Arrays.stream(plain.toString().replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})", " ").strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    private static String capital(String word) {
        int first = word.offsetByCodePoints(0, 1);
        return word.substring(0, first).toUpperCase(Locale.ROOT) + word.substring(first).toLowerCase(Locale.ROOT);
    }

    private static String legal(String name, String otherwise) {
        if (name.isEmpty()) {
            return otherwise;
        }
        String started = Character.isJavaIdentifierStart(name.codePointAt(0)) ? name : "_" + name;
        if (!SourceVersion.isIdentifier(started)) {
            return otherwise;
        }
        return started.length() <= LONGEST ? started : started.substring(0, LONGEST - 8).replaceAll("[\\p{Cs}\\p{M}]+$", "") + checksum(name);
    }

    /** Another text of the same name gets its checksum, so the order of both does not matter to anything but which stays short. Case-insensitive: file systems may be. */
    private String free(String name, String text) {
        String chosen = taken.add(name.toLowerCase(Locale.ROOT)) ? name : name + "_" + checksum(text);
        if (!chosen.equals(name)) {
            for (int i = 2; !taken.add(chosen.toLowerCase(Locale.ROOT)); i++) {
                chosen = name + "_" + checksum(text) + "_" + i;
            }
        }
        return chosen;
    }

    private static String checksum(String text) {
        CRC32 checksum = new CRC32();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", checksum.getValue());
    }
}
