package dev.leat.mapping.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Texts of data as people may see them: nothing in them can move a cursor, start a line, change a direction of writing or hide. Widths are columns of a terminal, where an
 * ideograph or an emoji takes two.
 */
public final class Visible {
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Visible() {}

    /** On one line: blanks for line breaks and tabs, {@code \\u{1b}} for what is no character to look at. */
    public static String of(String text) {
        StringBuilder visible = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point == '\n' || point == '\r' || point == '\t') {
                visible.append(' ');
            } else if (hidden(point)) {
                visible.append(String.format(Locale.ROOT, "\\u{%x}", point));
            } else {
                visible.appendCodePoint(point);
            }
        });
        return visible.toString();
    }

    private static boolean hidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> point != ZERO_WIDTH_JOINER;
            default -> false;
        };
    }

    /** In columns. */
    static int width(String text) {
        return text.codePoints().map(Visible::width).sum();
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return wide(point) ? 2 : 1;
    }

    /** As most terminals do: East Asian wide and full width, and pictures. */
    private static boolean wide(int point) {
        return point >= 0x1100 && point <= 0x115F || point >= 0x2E80 && point <= 0x303E || point >= 0x3041 && point <= 0xA4CF || point >= 0xA960 && point <= 0xA97F
            || point >= 0xAC00 && point <= 0xD7A3 || point >= 0xF900 && point <= 0xFAFF || point >= 0xFE30 && point <= 0xFE6F || point >= 0xFF00 && point <= 0xFF60
            || point >= 0xFFE0 && point <= 0xFFE6 || point >= 0x1F000 && point <= 0x1FAFF || point >= 0x20000 && point <= 0x3FFFD || point >= 0x231A && point <= 0x231B
            || point >= 0x23E9 && point <= 0x23F3 || point >= 0x2600 && point <= 0x27BF || point >= 0x2B1B && point <= 0x2B55;
    }

    /** On one line, at most so wide; what was cut ends in an ellipsis. */
    static String cut(String text, int width) {
        String visible = of(text);
        return width(visible) <= width ? visible : head(visible, width - 1) + "…";
    }

    private static String head(String text, int width) {
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            used += width(point);
            if (used > width) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end);
    }

    /** Broken at blanks; a longer word wherever it must. At least one line. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : of(text).split(" ", -1)) {
            String rest = word;
            if (!line.isEmpty() && width(line + " " + rest) > width) {
                lines.add(line.toString());
                line.setLength(0);
            } else if (!line.isEmpty()) {
                line.append(' ');
            }
            while (width(rest) > width) {
                String head = head(rest, width);
                lines.add(head);
                rest = rest.substring(head.length());
            }
            line.append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }
}
