package dev.leat.transform;

import dev.leat.model.Column;
import dev.leat.model.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * A column, or a value in the objects that it holds. As text the parts are joined by dots, those with a dot or a backtick in backticks: {@code address.city}, {@code `a.b`}.
 * Names are case-sensitive.
 *
 * @param parts the column's name first, never empty
 */
public record ColumnPath(List<String> parts) implements Comparable<ColumnPath> {
    private static final Pattern PART = Pattern.compile("\\G(?:^|\\.)(?:`((?:[^`]|``)*)`(?=\\.|$)|([^.]*))");

    public ColumnPath {
        parts = List.copyOf(parts);
    }

    /** Reads what {@link #toString} writes. */
    public static ColumnPath read(String text) {
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(text);
        while (part.find()) {
            parts.add(part.group(1) == null ? part.group(2) : part.group(1).replace("``", "`"));
        }
        return new ColumnPath(parts);
    }

    public String column() {
        return parts.get(0);
    }

    /** Whether this is the other one or an object around it. */
    public boolean holds(ColumnPath other) {
        return parts.size() <= other.parts.size() && parts.equals(other.parts.subList(0, parts.size()));
    }

    /** As far as objects go: an array or a map is whole. Ends at the part that is not there, where one is not. */
    public ColumnPath in(List<Column> columns) {
        int depth = 1;
        while (depth < parts.size() && at(depth, columns).filter(StructType.class::isInstance).isPresent()) {
            depth++;
        }
        return new ColumnPath(parts.subList(0, depth));
    }

    /** Its Spark SQL type, a column's as the column says it; empty where it is not there or its column has no type. */
    public Optional<String> type(List<Column> columns) {
        return parts.size() == 1 ? columns.stream().filter(column -> column.name().equals(column())).findFirst().flatMap(Column::type)
            : at(parts.size(), columns).map(type -> type.sql().contains("`") ? type.sql() : type.catalogString());
    }

    private Optional<DataType> at(int depth, List<Column> columns) {
        Optional<DataType> type = columns.stream().filter(column -> column.name().equals(column())).findFirst().flatMap(Column::type).flatMap(text -> Types.parse(text, column(), new Problems()));
        for (String part : parts.subList(1, depth)) {
            type = type.filter(StructType.class::isInstance).flatMap(object -> Arrays.stream(((StructType) object).fields()).filter(field -> field.name().equals(part)).findFirst())
                .map(field -> field.dataType());
        }
        return type;
    }

    @Override
    public int compareTo(ColumnPath other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return parts.stream().map(part -> part.contains(".") || part.contains("`") ? "`" + part.replace("`", "``") + "`" : part).collect(Collectors.joining("."));
    }
}
