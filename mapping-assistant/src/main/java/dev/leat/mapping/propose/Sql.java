package dev.leat.mapping.propose;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names and texts as Spark SQL spells them. */
final class Sql {
    private Sql() {}

    static String text(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r").replace("\0", "\\0") + "'";
    }

    /** One part of a name; in backticks unless it is a plain word that cannot be a keyword of the grammar. */
    static String name(String part) {
        return part.matches("[A-Za-z][A-Za-z0-9_]*") && !Keywords.ALL.contains(part.toUpperCase(Locale.ROOT)) ? part : "`" + part.replace("`", "``") + "`";
    }

    /** A column or a nested value of it. */
    static String path(List<String> parts) {
        return parts.stream().map(Sql::name).collect(Collectors.joining("."));
    }

    static String call(String function, String... arguments) {
        return function + "(" + Arrays.stream(arguments).collect(Collectors.joining(", ")) + ")";
    }
}
