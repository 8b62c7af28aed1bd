package dev.leat.connect.jdbc;

import dev.leat.connect.Batch;
import dev.leat.connect.Failure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** One task's rows by batched inserts, as one transaction. Where a batch is refused it is halved until the row is found. */
final class InsertRows implements Filler {
    private static final int MANY = 1_000;
    private static final UTF8String DELETE = UTF8String.fromString("d");

    private final Connection connection;
    private final Grammar grammar;
    private final Plan plan;
    private final List<Values> values;
    private final PreparedStatement insert;
    private final List<Object[]> waiting = new ArrayList<>();
    private final List<Failure> refused = new ArrayList<>();
    private long upserts;
    private long deletes;

    /** Closes the connection in the end. */
    InsertRows(Connection connection, Grammar grammar, String stage, Plan plan) throws SQLException {
        this.connection = connection;
        this.grammar = grammar;
        this.plan = plan;
        this.values = plan.types().stream().map(Values::of).toList();
        List<String> columns = new ArrayList<>(List.of(Plan.STAGED_SEQ, Plan.STAGED_DELETE));
        if (plan.id()) {
            columns.add(Plan.STAGED_ID);
        }
        for (int i = 0; i < plan.names().size(); i++) {
            columns.add("c" + i);
        }
        connection.setAutoCommit(false);
        insert = connection.prepareStatement("INSERT INTO " + stage + " (" + String.join(", ", columns) + ") VALUES (" + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")");
    }

    @Override
    public void add(InternalRow row) throws SQLException {
        boolean delete = DELETE.equals(row.getUTF8String(1));
        List<Object> staged = new ArrayList<>(List.of(row.getLong(2), (short) (delete ? 1 : 0)));
        if (plan.id()) {
            staged.add(row.getUTF8String(0).toString());
        }
        for (int i = 0; i < values.size(); i++) {
            int ordinal = Plan.ordinal(i);
            Target.Field field = plan.targets().get(i);
            Object value = row.isNullAt(ordinal) ? null : values.get(i).of(row, ordinal);
            if (value == null && !field.column().nullable() && !delete) {
                refused.add(new Failure(row.getLong(2), "required", Batch.MATERIALIZE, plan.names().get(i), "", "the column takes no null"));
                return;
            } else if (value instanceof String text && field.longest() >= 0 && text.codePointCount(0, text.length()) > field.longest()) {
                refused.add(new Failure(row.getLong(2), "refused", Batch.MATERIALIZE, plan.names().get(i), text, "the column takes at most " + field.longest() + " characters"));
                return;
            }
            staged.add(value);
        }
        waiting.add(staged.toArray());
        if (waiting.size() == MANY) {
            flush();
        }
    }

    private void flush() throws SQLException {
        if (!waiting.isEmpty()) {
            send(List.copyOf(waiting));
            waiting.clear();
        }
    }

    private void send(List<Object[]> rows) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            for (Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    insert.setObject(i + 1, row[i]);
                }
                insert.addBatch();
            }
            insert.executeBatch();
            connection.releaseSavepoint(before);
            long gone = rows.stream().filter(row -> (short) row[1] == 1).count();
            deletes += gone;
            upserts += rows.size() - gone;
        } catch (SQLException e) {
            if (!grammar.refuses(e)) {
                throw e;
            }
            insert.clearBatch();
            connection.rollback(before);
            if (rows.size() == 1) {
                refused.add(new Failure((long) rows.get(0)[0], "refused", Batch.MATERIALIZE, "", "", String.valueOf(e.getMessage())));
            } else {
                send(rows.subList(0, rows.size() / 2));
                send(rows.subList(rows.size() / 2, rows.size()));
            }
        }
    }

    @Override
    public Filled end() throws SQLException {
        flush();
        connection.commit();
        return new Filled(upserts, deletes, refused);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            return; // what was committed is staged; the rest the server gives up with the connection
        }
    }
}
