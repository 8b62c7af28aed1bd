package dev.leat.mapping.types;

/** Text of any kind within Java source. */
final class JavaText {
    private JavaText() {}

    /** With its quotes; ASCII, whatever encoding the compiler expects. */
    static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> literal.append(c < ' ' ? String.format("\\%03o", (int) c) : c > '~' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return literal.append('"').toString();
    }

    /** One line for Javadoc: nothing in it ends the comment, is a tag, or is a Unicode escape. */
    static String comment(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "&#64;").replace("\\", "&#92;")
            .replace("*/", "*&#47;").replace("{", "&#123;").replace("}", "&#125;");
    }
}
