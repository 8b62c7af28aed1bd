package dev.leat.connect.jdbc;

import dev.leat.connect.Batch;
import dev.leat.connect.Layout;
import dev.leat.model.Deletes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** The keys of a table's rows and their versions, by one query. */
record StoredVersions(Login login, Grammar grammar, String where) {
    private static final Duration SILENCE = Duration.ofMinutes(30);
    private static final int FETCH = 10_000;

    /** Empty where the key has a type whose text differs from Spark's. */
    Optional<Dataset<Row>> of(SparkSession spark, Target table, Layout layout) {
        Optional<List<String>> match = Match.of(layout, table).filter(columns -> !columns.isEmpty() && table.has(Target.SEQ) && columns.stream().allMatch(name -> plain(table, name)));
        return match.map(columns -> {
            StructType schema = new StructType();
            for (String column : columns) {
                schema = schema.add(column, DataTypes.StringType);
            }
            String living = layout.deletes() == Deletes.SOFT ? " WHERE " + grammar.quoted(Target.DELETED) + " IS NOT TRUE" : "";
            String query = "SELECT " + columns.stream().map(grammar::quoted).collect(Collectors.joining(", ")) + ", " + grammar.quoted(Target.SEQ) + " FROM " + table.sql() + living;
            return Rows.dataset(spark, schema.add(Batch.SEQ, DataTypes.LongType), List.of(new Part(login, where, query, columns.size())));
        });
    }

    private static boolean plain(Target table, String name) {
        String type = table.field(name).orElseThrow().column().type().orElseThrow();
        return name.equals(Target.ID) || List.of("smallint", "int", "bigint", "string", "date").contains(type) || type.startsWith("decimal");
    }

    private record Part(Login login, String where, String query, int keys) implements Rows.Part {
        @Override
        public Rows.Cursor open() {
            Connection connection = login.open(SILENCE);
            try {
                connection.setAutoCommit(false); // else drivers hold the whole result
                Statement statement = connection.createStatement();
                statement.setFetchSize(FETCH);
                return new Cursor(connection, statement.executeQuery(query), keys);
            } catch (SQLException e) {
                close(connection);
                throw SqlFailure.of(where, "read its versions", e);
            }
        }
    }

    private record Cursor(Connection connection, ResultSet rows, int keys) implements Rows.Cursor {
        @Override
        public InternalRow next() throws SQLException {
            if (!rows.next()) {
                return null;
            }
            Object[] values = new Object[keys + 1];
            for (int i = 0; i < keys; i++) {
                values[i] = UTF8String.fromString(rows.getString(i + 1));
            }
            long seq = rows.getLong(keys + 1);
            values[keys] = rows.wasNull() ? null : seq;
            return new GenericInternalRow(values);
        }

        @Override
        public void close() {
            StoredVersions.close(connection);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            return; // it was only read from
        }
    }
}
