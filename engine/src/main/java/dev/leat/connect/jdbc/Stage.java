package dev.leat.connect.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.apache.spark.sql.types.DataTypes;

/**
 * A staging table of one attempt at one batch, in the schema of the table that it is for. Its name says whose it is, so that those of attempts that died are found; what still writes
 * into one of them does not reach the new one.
 */
final class Stage {
    private static final String BEGIN = "_leat_stage_";

    private final Grammar grammar;
    private final Sent sent;
    private final String prefix;
    private final String name;

    private Stage(Grammar grammar, Sent sent, String prefix) {
        this.grammar = grammar;
        this.sent = sent;
        this.prefix = prefix;
        this.name = prefix + sent.batch().id() + "_" + UUID.randomUUID().toString().substring(0, 8);
    }

    static Stage of(Grammar grammar, Sent sent) {
        // A pipeline's tables are found whatever left them: another generation, a replay, a repair
        String pipeline = sent.batch().application().replaceAll("^(.*-[0-9a-f]{8})-.*$", "$1") + " " + sent.target().sql();
        return new Stage(grammar, sent, BEGIN + hash(pipeline).substring(0, 16) + "_");
    }

    static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String sql() {
        return sent.target().schema() + grammar.quoted(name);
    }

    /** Outside of a transaction; those of dead attempts go first. */
    void make(Connection connection) throws SQLException {
        for (String dead : grammar.stages(connection, sent.target(), prefix)) {
            execute(connection, "DROP TABLE " + dead);
        }
        execute(connection, grammar.createStage() + " " + sql() + " (" + columns(grammar, sent.plan()) + grammar.stageEnd());
    }

    /** With their types. */
    static String columns(Grammar grammar, Plan plan) {
        List<String> columns = new ArrayList<>();
        columns.add(Plan.STAGED_SEQ + " " + grammar.type(DataTypes.LongType).orElseThrow() + " NOT NULL");
        columns.add(Plan.STAGED_DELETE + " " + grammar.type(DataTypes.ShortType).orElseThrow() + " NOT NULL");
        if (plan.id()) {
            columns.add(Plan.STAGED_ID + " " + grammar.keyType(DataTypes.StringType).orElseThrow());
        }
        if (plan.history()) {
            columns.add(Plan.STAGED_AT + " " + grammar.type(DataTypes.TimestampType).orElseThrow() + " NOT NULL");
        }
        for (int i = 0; i < plan.names().size(); i++) {
            columns.add("c" + i + " " + grammar.type(plan.types().get(i)).orElseThrow());
        }
        return String.join(", ", columns);
    }

    /** After success or failure; where the connection is lost the next attempt does it. */
    void drop(Lead lead) {
        try {
            Connection connection = lead.connection();
            execute(connection, "DROP TABLE " + sql());
        } catch (SQLException | RuntimeException e) {
            lead.close();
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
