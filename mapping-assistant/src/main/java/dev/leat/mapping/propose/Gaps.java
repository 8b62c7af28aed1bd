package dev.leat.mapping.propose;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Marks that people write where they have no value. */
final class Gaps {
    private static final Set<String> MARKS = Set.of("", "-", "--", "---", "?", ".", "n/a", "na", "n.a.", "#n/a", "nan", "null", "none", "nil", "unknown", "unbekannt", "not available",
        "k.a.", "(null)", "\\n", "0000-00-00", "0000-00-00 00:00:00", "00000000", "00.00.0000", "00/00/0000");

    private Gaps() {}

    static boolean isGap(String text) {
        return text.length() < 30 && MARKS.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    /** The values that are none. */
    static List<String> real(List<String> texts) {
        return texts.stream().filter(text -> !isGap(text)).toList();
    }

    /** The expression with null in place of the marks that it gives. */
    static String without(String sql, List<String> texts) {
        Set<String> seen = texts.stream().filter(Gaps::isGap).map(String::strip).collect(Collectors.toCollection(TreeSet::new));
        if (seen.isEmpty()) {
            return sql;
        }
        return seen.size() == 1 ? "nullif(trim(" + sql + "), " + Sql.text(seen.iterator().next()) + ")"
            : "case when trim(" + sql + ") in (" + seen.stream().map(Sql::text).collect(Collectors.joining(", ")) + ") then null else trim(" + sql + ") end";
    }
}
