package dev.leat.connect.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** The rows of one query, streamed. */
record QueryPart(Login login, String where, String query, JdbcMarks.Condition condition, StructType schema, ColumnReader[] readers) implements Rows.Part {
    private static final Duration SILENCE = Duration.ofMinutes(30);

    @Override
    public Rows.Cursor open() {
        Connection connection = login.open(SILENCE);
        try {
            connection.setAutoCommit(false); // some drivers stream only within a transaction
            PreparedStatement statement = connection.prepareStatement(query + condition.sql());
            statement.setFetchSize(Dialect.of(login.site().settings().url()).fetchSize());
            condition.bind(statement);
            return new Reading(connection, statement.executeQuery(), new Tuple(schema), readers);
        } catch (SQLException e) {
            end(connection);
            throw SqlFailure.of(where, "read it", e);
        }
    }

    private record Reading(Connection connection, ResultSet result, Tuple row, ColumnReader[] readers) implements Rows.Cursor {
        @Override
        public InternalRow next() throws SQLException {
            if (!result.next()) {
                return null;
            }
            row.begin();
            for (int i = 0; i < readers.length; i++) {
                readers[i].read(result, row, i);
            }
            row.end();
            return row;
        }

        @Override
        public void close() {
            end(connection);
        }
    }

    /** Without reading the rest of a result, as far as the driver can. */
    private static void end(Connection connection) {
        try {
            connection.abort(Runnable::run);
            connection.close();
        } catch (SQLException e) {
            return; // it was only read from
        }
    }
}
