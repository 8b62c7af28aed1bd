package dev.leat.connect.jdbc;

import dev.leat.connect.Batch;
import dev.leat.connect.Failure;
import dev.leat.connect.Written;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Staged rows into their table, in the transaction of the connection. Where the table refuses one of them the rows are halved until it is found, so each that is refused costs some
 * statements more and its neighbours arrive.
 */
final class Merge {
    /** A table that refuses more than this refuses all, and each one costs a dozen statements. */
    private static final int MOST_REFUSED = 10_000;

    private final Connection connection;
    private final Grammar grammar;
    private final Sent sent;
    private final String stage;
    private final Filled filled;
    private final Statements statements;
    private long written;
    private long deleted;
    private long refusedUpserts;
    private long refusedDeletes;

    Merge(Connection connection, Grammar grammar, Sent sent, String stage, Filled filled) {
        this.connection = connection;
        this.grammar = grammar;
        this.sent = sent;
        this.stage = stage;
        this.filled = filled;
        this.statements = grammar.statements(sent.target(), sent.plan(), stage);
    }

    Written run() throws SQLException {
        grammar.beginMerge(connection);
        if (tried("").isPresent()) {
            grammar.beforeHalving(connection, stage);
            long[] seqs = seqs();
            halve(seqs, 0, seqs.length);
        }
        long olderDeletes = statements.deletes().isEmpty() || filled.deletes() - refusedDeletes == deleted ? 0 : older();
        long olderUpserts = filled.upserts() - refusedUpserts - written;
        return new Written(written, filled.deletes() - refusedDeletes - olderDeletes, olderUpserts + olderDeletes);
    }

    /** All of this range is known to fail as a whole. */
    private void halve(long[] seqs, int from, int to) throws SQLException {
        if (to - from == 1) {
            part(seqs, from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        part(seqs, from, middle);
        part(seqs, middle, to);
    }

    private void part(long[] seqs, int from, int to) throws SQLException {
        Optional<SQLException> refused = tried(" AND s." + Plan.STAGED_SEQ + " BETWEEN " + seqs[from] + " AND " + seqs[to - 1]);
        if (refused.isPresent() && to - from == 1) {
            if (refusedUpserts + refusedDeletes == MOST_REFUSED) {
                throw new LeatException(Kind.DATA, sent.where(), "the table refuses more than " + MOST_REFUSED + " rows of a batch (" + refused.get().getMessage() + ")",
                    "Correct the mapping, or the constraint or trigger of the table, and run again: nothing of the batch is written");
            }
            refuse(seqs[from], refused.get());
        } else if (refused.isPresent()) {
            halve(seqs, from, to);
        }
    }

    /** Empty when these rows are written; else nothing of them is. */
    private Optional<SQLException> tried(String condition) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            long changed = 0;
            for (Statements.Part write : filled.upserts() == 0 ? List.<Statements.Part>of() : statements.writes()) {
                changed += run(write.with(condition));
            }
            long gone = filled.deletes() == 0 || statements.deletes().isEmpty() ? 0 : run(statements.deletes().get().with(condition));
            for (Statements.Part end : statements.ends()) {
                run(end.with(condition));
            }
            connection.releaseSavepoint(before);
            written += changed;
            deleted += gone;
            return Optional.empty();
        } catch (SQLException e) {
            if (!grammar.refuses(e)) {
                throw e;
            }
            connection.rollback(before);
            return Optional.of(e);
        }
    }

    private void refuse(long seq, SQLException e) throws SQLException {
        try (Statement statement = connection.createStatement();
             ResultSet row = statement.executeQuery("SELECT * FROM " + stage + " WHERE " + Plan.STAGED_SEQ + " = " + seq)) {
            row.next();
            boolean delete = row.getInt(Plan.STAGED_DELETE) == 1;
            refusedUpserts += delete ? 0 : 1;
            refusedDeletes += delete ? 1 : 0;
            String column = grammar.column(e);
            int field = sent.plan().names().indexOf(column);
            String value = field < 0 ? null : row.getString("c" + field);
            sent.batch().failures().add(new Failure(seq, "refused", Batch.MATERIALIZE, field < 0 ? "" : column, value == null ? "" : value, String.valueOf(e.getMessage())));
        }
    }

    private long[] seqs() throws SQLException {
        long[] seqs = new long[Math.toIntExact(filled.rows())];
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + Plan.STAGED_SEQ + " FROM " + stage + " ORDER BY 1"); ResultSet rows = statement.executeQuery()) {
            for (int i = 0; rows.next(); i++) {
                seqs[i] = rows.getLong(1);
            }
        }
        return seqs;
    }

    private long older() throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(statements.olderDeletes())) {
            row.next();
            return row.getLong(1);
        }
    }

    private long run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }
}
