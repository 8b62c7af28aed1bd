package dev.leat.mapping.propose;

import java.util.Set;

/** Words that the expression grammar reads as something else than a column. Quoting one too many does no harm. */
final class Keywords {
    static final Set<String> ALL = Set.of("ALL", "AND", "ANTI", "ANY", "ARRAY", "AS", "BETWEEN", "BINARY", "BOTH", "CASE", "CAST", "CHECK", "COLLATE", "COLUMN",
        "CROSS", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "CURRENT_USER", "DATE", "DEFAULT", "DISTINCT", "DIV", "ELSE", "END", "ESCAPE", "EXCEPT",
        "EXISTS", "EXTRACT", "FALSE", "FETCH", "FILTER", "FIRST", "FOR", "FROM", "FULL", "GROUP", "HAVING", "IDENTIFIER", "IN", "INNER", "INTERSECT", "INTERVAL",
        "INTO", "IS", "JOIN", "LAST", "LATERAL", "LEADING", "LEFT", "LIKE", "LOCALTIME", "MAP", "MINUS", "NATURAL", "NOT", "NULL", "OFFSET", "ON", "OR", "ORDER", "OUTER",
        "OVERLAPS", "OVERLAY", "POSITION", "PRIMARY", "REFERENCES", "RIGHT", "RLIKE", "SELECT", "SEMI", "SESSION_USER", "SOME", "STRUCT", "SUBSTR", "SUBSTRING",
        "TABLE", "THEN", "TIME", "TIMESTAMP", "TIMESTAMPADD", "TIMESTAMPDIFF", "TO", "TRAILING", "TRIM", "TRUE", "UNION", "UNIQUE", "UNKNOWN", "USER", "USING",
        "VALUES", "WHEN", "WHERE", "WINDOW", "WITH", "WITHIN", "X", "YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND");

    private Keywords() {}
}
