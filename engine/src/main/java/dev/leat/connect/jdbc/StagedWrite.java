package dev.leat.connect.jdbc;

import dev.leat.connect.Written;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A batch by way of a staging table that several tasks fill, then one transaction. Whoever dies on the way leaves a staging table that the next batch of the pipeline drops. */
record StagedWrite(Lead lead, Grammar grammar, Sent sent, Watermarks marks) {

    Written written() throws SQLException {
        Stage stage = Stage.of(grammar, sent);
        stage.make(lead.connection());
        lead.makeWay();
        try {
            Opening opening = new StageOpening(lead.login(), lead.limits(), grammar, stage.sql(), sent.plan());
            Filled filled = new FillTask(sent.where(), opening).over(sent.rows(grammar).coalesce(lead.limits().fillers()));
            Written written = merge(lead.connection(), stage, filled);
            filled.refused().forEach(sent.batch().failures()::add);
            return written;
        } finally {
            stage.drop(lead);
        }
    }

    private Written merge(Connection connection, Stage stage, Filled filled) throws SQLException {
        connection.setAutoCommit(false);
        try {
            if (marks.lock(connection, sent.batch())) {
                connection.rollback();
                return Written.NOTHING;
            }
            long staged = count(connection, stage);
            if (staged != filled.rows()) {
                throw new LeatException(Kind.SYSTEM, sent.where(), "the staging table has " + staged + " rows where " + filled.rows() + " were sent", "Run again: it is filled anew");
            }
            Written written = filled.rows() == 0 ? Written.NOTHING : new Merge(connection, grammar, sent, stage.sql(), filled).run();
            marks.set(connection, sent.batch());
            connection.commit();
            return written;
        } catch (SQLException | RuntimeException e) {
            undo(connection, e);
            throw e;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    private static void undo(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            cause.addSuppressed(lost); // with its connection the transaction is gone too
        }
    }

    private static long count(Connection connection, Stage stage) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("SELECT count(*) FROM " + stage.sql())) {
            row.next();
            return row.getLong(1);
        }
    }

    /** What tasks open. */
    record StageOpening(Login login, Limits limits, Grammar grammar, String stage, Plan plan) implements Opening {
        @Override
        public Filler open() throws SQLException {
            return grammar.filler(login.write(limits), stage, plan);
        }
    }
}
