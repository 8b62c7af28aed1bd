package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.Login;
import dev.leat.connect.jdbc.Rows;
import dev.leat.connect.jdbc.SqlFailure;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.StructType;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The changes of a table in a part of the server's log. The slot is only looked at, so they can be read again until it is moved.
 *
 * @param slot   by its name
 * @param query  gives the messages from the slot's place to the end of the part
 * @param table  its number in {@code pg_class}
 * @param from   commits at or behind it
 * @param to     commits before it
 * @param key    ordinals of the columns
 */
record EventPart(Login login, String where, String slot, String query, long table, Lsn from, Lsn to, List<Column> columns, int[] key, Decoder[] decoders, StructType schema) implements Rows.Part {
    /** The server sends nothing until it has gone through its log. */
    private static final Duration SILENCE = Duration.ofHours(2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** @param type its number in {@code pg_type} as the table is now */
    record Column(String name, long type) implements Serializable {
        /** Types that are sent in the same form: varchar, text, bpchar, name. */
        private static final Set<Long> TEXTS = Set.of(19L, 25L, 1042L, 1043L);

        void check(String where, long sent) {
            if (sent != type && !(TEXTS.contains(sent) && TEXTS.contains(type))) {
                throw new LeatException(Kind.WORKSPACE, where, "the column '" + name + "' had another type when it was changed last",
                    "Remove the capture of this entity from the lake; it begins anew");
            }
        }
    }

    @Override
    public Rows.Cursor open() {
        Connection connection = login.open(SILENCE);
        try (Statement statement = connection.createStatement()) {
            statement.execute(Snapshot.PATIENT);
            Slot.await(statement, slot, PATIENCE);
            CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY (" + query + ") TO STDOUT (FORMAT binary)");
            return new Events(new CopyMessages(connection, copy), this);
        } catch (SQLException e) {
            Snapshot.abandon(connection);
            throw SqlFailure.of(where, "read its changes", e);
        }
    }
}
