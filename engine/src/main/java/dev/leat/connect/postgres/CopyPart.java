package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.Login;
import dev.leat.connect.jdbc.Rows;
import dev.leat.connect.jdbc.SqlFailure;
import dev.leat.connect.jdbc.Tuple;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;
import org.postgresql.PGConnection;

/**
 * One COPY in the snapshot of the read.
 *
 * @param snapshot null for one of its own
 * @param query    what is copied
 * @param decoders one for each column
 * @param paired   which columns are followed by one with the text of what they cannot hold
 */
record CopyPart(Login login, String where, String snapshot, String query, StructType schema, Decoder[] decoders, boolean[] paired) implements Rows.Part {
    private static final Duration SILENCE = Duration.ofMinutes(30);

    static CopyPart of(Login login, String where, Optional<String> snapshot, String query, StructType schema, List<Relation.Field> fields) {
        Decoder[] decoders = fields.stream().map(field -> field.fate().decoder().get()).toArray(Decoder[]::new);
        boolean[] paired = new boolean[decoders.length];
        for (int i = 0; i < paired.length; i++) {
            paired[i] = fields.get(i).fate().unheld().isPresent();
        }
        return new CopyPart(login, where, snapshot.orElse(null), query, schema, decoders, paired);
    }

    @Override
    public Rows.Cursor open() {
        Connection connection = login.open(SILENCE);
        try {
            try (Statement statement = connection.createStatement()) {
                statement.execute(Snapshot.PATIENT);
                statement.execute("SET jit = off");
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                connection.setAutoCommit(false);
                if (snapshot != null) {
                    join(statement);
                }
            }
            CopyMessages rows = new CopyMessages(connection, connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY (" + query + ") TO STDOUT (FORMAT binary)"));
            return new CopyCursor(rows, new Tuple(schema), decoders, paired);
        } catch (SQLException e) {
            Snapshot.abandon(connection);
            throw SqlFailure.of(where, "read it", e);
        }
    }

    private void join(Statement statement) throws SQLException {
        try {
            statement.execute("SET TRANSACTION SNAPSHOT '" + snapshot + "'");
        } catch (SQLException e) {
            // the server says "invalid" of a snapshot whose transaction has ended: with the connection that held it
            throw new SQLException("the snapshot of this read is gone: " + e.getMessage(), "08003", e);
        }
    }
}
