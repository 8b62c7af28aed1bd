package dev.leat.connect.jdbc;

import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/** One column's value from a result into a row; index is one more than ordinal. */
interface ColumnReader extends Serializable {
    void read(ResultSet result, Tuple row, int ordinal) throws SQLException;

    /** A decimal; what is no number (NaN) is kept as text. */
    static ColumnReader decimal(int precision, int scale) {
        return (result, row, ordinal) -> {
            String text = result.getString(ordinal + 1);
            if (text == null) {
                row.nothing(ordinal);
                return;
            }
            try {
                Decimal value = Decimal.apply(new BigDecimal(text).setScale(scale, java.math.RoundingMode.UNNECESSARY), precision, scale);
                row.put(ordinal, value);
            } catch (ArithmeticException | NumberFormatException e) {
                row.unreadable(ordinal, UTF8String.fromString(text));
            }
        };
    }

    /** The readers without parameters. */
    enum Plain implements ColumnReader {
        BOOLEAN {
            @Override
            public void read(ResultSet result, Tuple row, int ordinal) throws SQLException {
                put(result, row, ordinal, result.getBoolean(ordinal + 1) ? 1 : 0);
            }
        },
        WHOLE {
            @Override
            public void read(ResultSet result, Tuple row, int ordinal) throws SQLException {
                put(result, row, ordinal, result.getLong(ordinal + 1));
            }
        },
        FLOAT {
            @Override
            public void read(ResultSet result, Tuple row, int ordinal) throws SQLException {
                put(result, row, ordinal, Float.floatToRawIntBits(result.getFloat(ordinal + 1)));
            }
        },
        DOUBLE {
            @Override
            public void read(ResultSet result, Tuple row, int ordinal) throws SQLException {
                put(result, row, ordinal, Double.doubleToRawLongBits(result.getDouble(ordinal + 1)));
            }
        },
        TEXT {
            @Override
            public void read(ResultSet result, Tuple row, int ordinal) throws SQLException {
                String value = result.getString(ordinal + 1);
                if (value == null) {
                    row.nothing(ordinal);
                } else {
                    row.put(ordinal, UTF8String.fromString(value));
                }
            }
        },
        BINARY {
            @Override
            public void read(ResultSet result, Tuple row, int ordinal) throws SQLException {
                byte[] value = result.getBytes(ordinal + 1);
                if (value == null) {
                    row.nothing(ordinal);
                } else {
                    row.put(ordinal, (Object) value);
                }
            }
        },
        DATE {
            @Override
            public void read(ResultSet result, Tuple row, int ordinal) throws SQLException {
                LocalDate value = time(result, ordinal, LocalDate.class);
                if (value == null || value.toEpochDay() != (int) value.toEpochDay()) {
                    unread(result, row, ordinal);
                } else {
                    row.put(ordinal, value.toEpochDay());
                }
            }
        },
        /** Also an instant of a session in UTC that comes without zone. */
        TIMESTAMP {
            @Override
            public void read(ResultSet result, Tuple row, int ordinal) throws SQLException {
                instant(result, row, ordinal, time(result, ordinal, LocalDateTime.class));
            }
        },
        INSTANT {
            @Override
            public void read(ResultSet result, Tuple row, int ordinal) throws SQLException {
                OffsetDateTime value = time(result, ordinal, OffsetDateTime.class);
                instant(result, row, ordinal, value == null ? null : value.equals(OffsetDateTime.MAX) ? LocalDateTime.MAX : value.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
            }
        };

        private static void put(ResultSet result, Tuple row, int ordinal, long value) throws SQLException {
            if (result.wasNull()) {
                row.nothing(ordinal);
            } else {
                row.put(ordinal, value);
            }
        }

        /** Null also for what is no time in Java, such as MariaDB's 0000-00-00. */
        private static <T> T time(ResultSet result, int ordinal, Class<T> type) throws SQLException {
            try {
                return result.getObject(ordinal + 1, type);
            } catch (DateTimeException e) {
                return null;
            }
        }

        private static void instant(ResultSet result, Tuple row, int ordinal, LocalDateTime value) throws SQLException {
            if (value == null || value.getNano() % 1_000 != 0) {
                unread(result, row, ordinal);
                return;
            }
            try {
                row.put(ordinal, Math.addExact(Math.multiplyExact(value.toEpochSecond(ZoneOffset.UTC), 1_000_000L), value.getNano() / 1_000L));
            } catch (ArithmeticException e) {
                unread(result, row, ordinal);
            }
        }

        private static void unread(ResultSet result, Tuple row, int ordinal) throws SQLException {
            String text = result.getString(ordinal + 1);
            if (text == null) {
                row.nothing(ordinal);
            } else {
                row.unreadable(ordinal, UTF8String.fromString(text));
            }
        }
    }
}
