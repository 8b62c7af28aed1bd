package dev.leat.connect.jdbc;

import dev.leat.connect.Written;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A batch by way of a staging table that belongs to the transaction, on one connection, to which all tasks of this process send their rows: no other connection is opened, and whoever dies
 * on the way leaves nothing behind.
 */
record OwnStageWrite(Lead lead, Grammar grammar, Sent sent, Watermarks marks) {
    private static final String STAGE = "_leat_stage";

    /** Empty, with nothing changed, on a cluster, and where this database or user makes no such tables. */
    Optional<Written> written() throws SQLException {
        if (!sent.local()) {
            return Optional.empty();
        }
        Connection connection = lead.connection();
        connection.setAutoCommit(false); // an error closes the connection, and with it ends the transaction
        Optional<Written> written = marks.lock(connection, sent.batch()) ? Optional.of(Written.NOTHING) : merged(connection);
        if (written.isPresent()) {
            connection.commit();
        } else {
            connection.rollback();
        }
        connection.setAutoCommit(true);
        return written;
    }

    private Optional<Written> merged(Connection connection) throws SQLException {
        Optional<Direct> open = grammar.ownStage(connection, STAGE, Stage.columns(grammar, sent.plan()), sent.plan());
        if (open.isEmpty()) {
            return Optional.empty();
        }
        try (Direct direct = open.get()) {
            Filled filled = sent.fill(grammar, direct);
            sent.agree(direct.end(), filled.rows());
            Written written = filled.rows() == 0 ? Written.NOTHING : new Merge(connection, grammar, sent, STAGE, filled).run();
            filled.refused().forEach(sent.batch().failures()::add);
            marks.set(connection, sent.batch());
            return Optional.of(written);
        }
    }
}
