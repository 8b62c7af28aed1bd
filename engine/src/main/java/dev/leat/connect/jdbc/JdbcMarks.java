package dev.leat.connect.jdbc;

import dev.leat.connect.Md5;
import dev.leat.connect.Reading;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The window's questions to any database. The digest is over all columns that are read, computed here from a stream of the window's rows. Dates after the year
 * 9999 (infinity with some drivers) have no place in the order.
 */
record JdbcMarks(Connection connection, Table table, Reading reading, Table.Field cursor, CursorType type) implements Window.Marks {
    private static final int PATIENCE = 10;
    private static final String LAST = "9999-12-31";

    /** A condition and the values of its parameters. */
    record Condition(String sql, List<Serializable> values) implements Serializable {
        static final Condition NONE = new Condition("1 = 1", List.of());

        Condition {
            values = List.copyOf(values);
        }

        Condition and(Condition other) {
            List<Serializable> both = new ArrayList<>(values);
            both.addAll(other.values);
            return new Condition("(" + sql + ") AND (" + other.sql + ")", both);
        }

        void bind(PreparedStatement statement) throws SQLException {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
        }
    }

    @Override
    public Optional<String> newest() throws SQLException {
        Condition placed = type.takesLag() ? new Condition(name() + " <= ?", List.of(last())) : Condition.NONE;
        return ask("SELECT MAX(" + name() + ") FROM " + table.sql() + " WHERE ", placed, 0, row -> row.next() ? Optional.ofNullable(value(row)).map(type::print) : Optional.empty());
    }

    private Object value(ResultSet row) throws SQLException {
        return switch (type) {
            case NUMBER -> row.getBigDecimal(1);
            case DATE -> row.getObject(1, LocalDate.class);
            case TIMESTAMP_NTZ -> row.getObject(1, LocalDateTime.class);
            case TIMESTAMP -> table.mySql() ? instant(row.getObject(1, LocalDateTime.class)) : instant(row.getObject(1, OffsetDateTime.class));
            case TEXT -> row.getString(1);
        };
    }

    private static Instant instant(LocalDateTime time) {
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    @Override
    public Optional<String> digest(Bounds bounds) throws SQLException {
        String columns = reading.columns().stream().map(column -> table.quoted(column.name())).collect(Collectors.joining(", "));
        return ask("SELECT " + columns + " FROM " + table.sql() + " WHERE ", condition(bounds), 0, this::digest);
    }

    private Optional<String> digest(ResultSet rows) throws SQLException {
        MessageDigest hash = Md5.digest();
        long count = 0;
        long sum = 0;
        while (rows.next()) {
            for (int i = 1; i <= reading.columns().size(); i++) {
                String text = rows.getString(i);
                hash.update((text == null ? "-" : text.length() + ":" + text).getBytes(StandardCharsets.UTF_8));
            }
            sum += ByteBuffer.wrap(hash.digest()).getLong(); // a sum: the order of the rows does not matter
            count++;
        }
        return count == 0 ? Optional.empty() : Optional.of(count + ":" + Long.toHexString(sum));
    }

    @Override
    public long rows(Bounds bounds) throws SQLException {
        return rows(condition(bounds));
    }

    long rows(Condition condition) throws SQLException {
        try {
            return ask("SELECT COUNT(*) FROM " + table.sql() + " WHERE ", condition, PATIENCE, row -> row.next() ? row.getLong(1) : -1L);
        } catch (SQLTimeoutException e) {
            return -1;
        } catch (SQLException e) {
            if ("57014".equals(e.getSQLState())) { // what PostgreSQL says of a statement that took too long
                return -1;
            }
            throw e;
        }
    }

    Condition condition(Bounds bounds) {
        Condition unplaced = unplaced();
        if (bounds.to().isEmpty()) {
            return unplaced;
        }
        if (bounds.above().isPresent()) {
            return new Condition(name() + " <= ? AND " + name() + " > ?", List.of(parameter(bounds.to().get()), parameter(bounds.above().get())));
        }
        List<Serializable> values = new ArrayList<>(List.of(parameter(bounds.to().get())));
        bounds.from().map(this::parameter).ifPresent(values::add);
        values.addAll(unplaced.values());
        return new Condition("(" + name() + " <= ?" + (bounds.from().isPresent() ? " AND " + name() + " >= ?" : "") + ") OR " + unplaced.sql(), values);
    }

    private Condition unplaced() {
        return type.takesLag() ? new Condition(name() + " IS NULL OR " + name() + " > ?", List.of(last())) : new Condition(name() + " IS NULL", List.of());
    }

    private Serializable last() {
        return parameter(switch (type) {
            case TIMESTAMP -> LAST + " 23:59:59.999999Z";
            case TIMESTAMP_NTZ -> LAST + " 23:59:59.999999";
            default -> LAST;
        });
    }

    private Serializable parameter(String text) {
        Object value = type.parse(text);
        if (value instanceof BigDecimal number) {
            return number.scale() <= 0 && number.precision() < 19 ? (Serializable) number.longValueExact() : number;
        } else if (value instanceof Instant instant) {
            return table.mySql() ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC) : instant.atOffset(ZoneOffset.UTC);
        }
        return (Serializable) value;
    }

    private String name() {
        return table.quoted(cursor.column().name());
    }

    private interface Answer<T> {
        T of(ResultSet rows) throws SQLException;
    }

    private <T> T ask(String query, Condition condition, int patience, Answer<T> answer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query + condition.sql())) {
            statement.setFetchSize(Dialect.of(connection.getMetaData().getURL()).fetchSize());
            statement.setQueryTimeout(patience);
            condition.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                return answer.of(rows);
            }
        }
    }
}
