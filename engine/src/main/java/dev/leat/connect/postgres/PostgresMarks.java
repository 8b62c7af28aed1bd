package dev.leat.connect.postgres;

import dev.leat.connect.Reading;
import dev.leat.connect.jdbc.Bounds;
import dev.leat.connect.jdbc.CursorType;
import dev.leat.connect.jdbc.Window;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.Collectors;

/** The window's questions in SQL, and its bounds as a condition. */
record PostgresMarks(Connection connection, Relation relation, Reading reading, Relation.Field cursor, CursorType type) implements Window.Marks {
    private static final int COUNTED = 100_000;

    @Override
    public Optional<String> newest() throws SQLException {
        return one("SELECT max(" + order() + ")::text FROM " + relation.sql() + " WHERE " + placed()).map(printed -> PgTime.cursor(type, printed));
    }

    @Override
    public Optional<String> digest(Bounds bounds) throws SQLException {
        return digest(condition(bounds));
    }

    /** Over the versions of the rows for which this holds. Where rows are stored here a version is told by its place and transaction, which reads no value. */
    Optional<String> digest(String condition) throws SQLException {
        String version = relation.stored() ? "tableoid::text || ctid::text || xmin::text"
            : "ROW(" + reading.columns().stream().map(column -> Relation.quoted(column.name())).collect(Collectors.joining(", ")) + ")::text";
        return one("SELECT count(*) || ':' || sum(hashtextextended(" + version + ", 0)) FROM " + relation.sql() + " WHERE " + condition);
    }

    @Override
    public long rows(Bounds bounds) throws SQLException {
        return rows(condition(bounds));
    }

    /** Counted as long as there are few, then as the planner thinks. */
    long rows(String condition) throws SQLException {
        long expected = expected(condition);
        if (expected > 10 * COUNTED) {
            return expected;
        }
        long counted = Long.parseLong(one("SELECT count(*) FROM (SELECT 1 FROM " + relation.sql() + " WHERE " + condition + " LIMIT " + (COUNTED + 1) + ") counted").orElseThrow());
        return counted <= COUNTED ? counted : Math.max(expected, counted);
    }

    private long expected(String condition) throws SQLException {
        String plan = one("EXPLAIN SELECT 1 FROM " + relation.sql() + " WHERE " + condition).orElse("");
        int at = plan.indexOf("rows=");
        return at < 0 ? 0 : Long.parseLong(plan.substring(at + 5, plan.indexOf(' ', at)));
    }

    String condition(Bounds bounds) {
        if (bounds.to().isEmpty()) {
            return unplaced();
        }
        if (bounds.above().isPresent()) {
            return "(" + order() + " <= " + literal(bounds.to().get()) + " AND " + order() + " > " + literal(bounds.above().get()) + ")";
        }
        return "(" + order() + " <= " + literal(bounds.to().get())
            + bounds.from().map(from -> " AND " + order() + " >= " + literal(from)).orElse("") + " OR " + unplaced() + ")";
    }

    /** Of the column's family of types, so that an index serves the comparison. */
    private String literal(String value) {
        return type == CursorType.NUMBER && !fractional() ? "'" + value + "'::bigint" : PgTime.literal(type, value);
    }

    private String name() {
        return Relation.quoted(cursor.column().name());
    }

    /** A text in the order of its bytes, which is Spark's. */
    private String order() {
        return type == CursorType.TEXT ? name() + " COLLATE \"C\"" : name();
    }

    /** Infinite values and NaN have no place in the order, as nothing would ever come after them. */
    private String placed() {
        return switch (type) {
            case DATE -> name() + " > '-infinity' AND " + name() + " < 'infinity'";
            case TIMESTAMP, TIMESTAMP_NTZ -> name() + " > '-infinity' AND " + name() + " < '" + PgTime.TOO_LATE + "'";
            case NUMBER -> !fractional() ? "true" : infinite() ? name() + " > '-Infinity' AND " + name() + " < 'Infinity'" : name() + " < 'NaN'";
            case TEXT -> "true";
        };
    }

    private String unplaced() {
        String none = name() + " IS NULL";
        return switch (type) {
            case DATE -> none + " OR " + name() + " <= '-infinity' OR " + name() + " >= 'infinity'";
            case TIMESTAMP, TIMESTAMP_NTZ -> none + " OR " + name() + " <= '-infinity' OR " + name() + " >= '" + PgTime.TOO_LATE + "'";
            case NUMBER -> !fractional() ? none : infinite() ? none + " OR " + name() + " <= '-Infinity' OR " + name() + " >= 'Infinity'" : none + " OR " + name() + " >= 'NaN'";
            case TEXT -> none;
        };
    }

    private boolean fractional() {
        return cursor.column().type().orElse("").startsWith("decimal");
    }

    /** Older servers have only NaN, which is above all numbers, as infinity is. */
    private boolean infinite() {
        return relation.version() >= 140_000;
    }

    private Optional<String> one(String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
    }
}
