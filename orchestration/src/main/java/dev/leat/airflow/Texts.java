package dev.leat.airflow;

import java.util.stream.Collectors;

/** Any text as a word of another language, which can mean nothing but itself there. Whatever a user wrote goes into a generated file through one of these. */
final class Texts {
    private Texts() {}

    /** A Python literal of ASCII characters in one line. Half of a surrogate pair, which no encoding has, becomes the replacement character. */
    static String python(String text) {
        return '"' + text.codePoints().mapToObj(Texts::character).collect(Collectors.joining()) + '"';
    }

    private static String character(int point) {
        int whole = Character.isBmpCodePoint(point) && Character.isSurrogate((char) point) ? 0xFFFD : point;
        return switch (whole) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            default -> whole >= ' ' && whole <= '~' ? Character.toString(whole)
                : whole <= 0xFF ? "\\x" + hex(whole, 2) : whole <= 0xFFFF ? "\\u" + hex(whole, 4) : "\\U" + hex(whole, 8);
        };
    }

    private static String hex(int value, int digits) {
        String hex = Integer.toHexString(value);
        return "0".repeat(digits - hex.length()) + hex;
    }

    /** One word of a POSIX shell. */
    static String shell(String text) {
        return text.matches("[A-Za-z0-9_@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** Words within a line of Markdown, not at its beginning. */
    static String prose(String text) {
        return line(text).replaceAll("[\\\\`*_\\[\\](){}<>#|~&!$^=]", "\\\\$0");
    }

    /** An item of a list of Markdown, behind an empty line or another one. */
    static String item(String text) {
        return "- " + prose(text);
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** Part of an identifier for Airflow: letters, digits, {@code _.-}, and other bytes in hexadecimal after a percent sign. */
    static String identifier(String text) {
        StringBuilder identifier = new StringBuilder();
        for (byte one : text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            boolean plain = one > 0 && Character.toString(one).matches("[A-Za-z0-9_.-]");
            identifier.append(plain ? Character.toString(one) : "%" + hex(one & 0xFF, 2));
        }
        return identifier.toString();
    }
}
