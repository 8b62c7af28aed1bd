package dev.leat.connect.jdbc;

import dev.leat.connect.Written;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * All rows of a batch straight into a table that has none yet, or that is only appended to, as one transaction on one connection, which all tasks of this process share. Whoever dies on
 * the way leaves nothing behind.
 */
record StraightWrite(Lead lead, Grammar grammar, Sent sent, Watermarks marks) {

    /** Empty, with nothing changed, where this way is not open: on a cluster, into rows that are there already, or where the table refused something. */
    Optional<Written> written() throws SQLException {
        if (!sent.local() || !sent.target().plain() || sent.plan().history()) {
            return Optional.empty();
        }
        Connection connection = lead.connection();
        connection.setAutoCommit(false);
        try {
            Optional<Written> written = marks.lock(connection, sent.batch()) ? Optional.of(Written.NOTHING) : fill(connection);
            if (written.isPresent()) {
                connection.commit();
            } else {
                connection.rollback();
            }
            connection.setAutoCommit(true);
            return written;
        } catch (SQLException e) {
            if (!grammar.refuses(e)) {
                throw e;
            }
            connection.rollback();
            connection.setAutoCommit(true);
            return Optional.empty();
        }
    }

    private Optional<Written> fill(Connection connection) throws SQLException {
        if (!sent.plan().append() && !empty(connection)) {
            return Optional.empty();
        }
        Optional<Direct> open = grammar.direct(connection, sent.target(), sent.plan());
        if (open.isEmpty()) {
            return Optional.empty();
        }
        try (Direct direct = open.get()) {
            Filled filled = sent.fill(grammar, direct);
            sent.agree(direct.end(), filled.upserts());
            filled.refused().forEach(sent.batch().failures()::add);
            marks.set(connection, sent.batch());
            return Optional.of(new Written(filled.upserts(), filled.deletes(), 0));
        }
    }

    private boolean empty(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(1);
            try (ResultSet row = statement.executeQuery("SELECT 1 FROM " + sent.target().sql())) {
                return !row.next();
            }
        }
    }
}
