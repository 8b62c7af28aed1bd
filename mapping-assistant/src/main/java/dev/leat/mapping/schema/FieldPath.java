package dev.leat.mapping.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a field of a sample is: a column, or a value nested in one. As text the parts are joined by dots and {@code []} stands for the elements of an array:
 * {@code items[].price}. A part that has a dot, a backtick or {@code []} in its own name is in backticks: {@code `unit.price`}.
 *
 * @param parts the column first, never empty
 */
public record FieldPath(List<Part> parts) {
    private static final Pattern PART = Pattern.compile("\\G(?:`((?:[^`]|``)*)`|([^.]*?))((?:\\[])*)(\\.|$)");

    /** @param depth how many arrays are between this part and the next */
    public record Part(String name, int depth) {
        @Override
        public String toString() {
            boolean quoted = name.contains(".") || name.contains("`") || name.contains("[]");
            return (quoted ? '`' + name.replace("`", "``") + '`' : name) + "[]".repeat(depth);
        }
    }

    public FieldPath {
        parts = List.copyOf(parts);
    }

    public static FieldPath column(String name) {
        return new FieldPath(List.of(new Part(name, 0)));
    }

    /** Any text is a path. */
    public static FieldPath read(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher part = PART.matcher(text);
        while (part.find()) {
            parts.add(new Part(part.group(1) == null ? part.group(2) : part.group(1).replace("``", "`"), part.group(3).length() / 2));
            if (part.group(4).isEmpty()) {
                break;
            }
        }
        return new FieldPath(parts);
    }

    public FieldPath inner(String name) {
        List<Part> inner = new ArrayList<>(parts);
        inner.add(new Part(name, 0));
        return new FieldPath(inner);
    }

    public FieldPath elements() {
        List<Part> elements = new ArrayList<>(parts);
        Part last = elements.remove(parts.size() - 1);
        elements.add(new Part(last.name(), last.depth() + 1));
        return new FieldPath(elements);
    }

    /** The column's name. */
    public String column() {
        return parts.get(0).name();
    }

    public Part last() {
        return parts.get(parts.size() - 1);
    }

    /** What the last part is in; empty at the top. */
    public String parent() {
        return parts.subList(0, parts.size() - 1).stream().map(Part::toString).collect(Collectors.joining("."));
    }

    /** Names without what stands for elements. */
    public List<String> names() {
        return parts.stream().map(Part::name).toList();
    }

    /** Whether it is a column, and not what is in one. */
    public boolean isColumn() {
        return parts.size() == 1 && last().depth() == 0;
    }

    @Override
    public String toString() {
        return parts.stream().map(Part::toString).collect(Collectors.joining("."));
    }
}
