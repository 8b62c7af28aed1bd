package dev.leat.connect.postgres;

import dev.leat.connect.Md5;
import dev.leat.connect.jdbc.Login;
import dev.leat.connect.jdbc.Limits;
import dev.leat.connect.jdbc.SqlFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;

/** Says to the server that changes of this one table are to be decoded. Shared by all that capture the table, since its name comes from the table's alone. */
record Publication(Relation relation) {
    private static final String KNOWN = """
        SELECT k.oid || '/' || k.member || CASE WHEN k.complete THEN '' ELSE '/incomplete' END, k.complete FROM (
          SELECT p.oid, coalesce(r.oid, 0) AS member, p.pubinsert AND p.pubupdate AND p.pubdelete AND p.pubtruncate AND p.pubviaroot AND %s
            AND EXISTS (SELECT FROM pg_publication_tables t WHERE t.pubname = p.pubname AND (quote_ident(t.schemaname) || '.' || quote_ident(t.tablename)) = ?) AS complete
          FROM pg_publication p LEFT JOIN pg_publication_rel r ON r.prpubid = p.oid AND r.prrelid = ?::oid WHERE p.pubname = ?) k""";
    private static final int FILTERS = 150_000;
    private static final int GENERATED = 180_000;
    private static final int READABLE = 40;

    /** At most 54 characters, so that a slot's name has room for what tells it from others. */
    String name() {
        String readable = relation.sql().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
        return "leat_" + readable.substring(0, Math.min(READABLE, readable.length())) + "_" + Md5.hex(relation.sql(), 6);
    }

    String statement() {
        return "CREATE PUBLICATION " + name() + " FOR TABLE " + relation.sql() + " WITH (publish_via_partition_root = true"
            + (relation.version() >= GENERATED ? ", publish_generated_columns = stored" : "") + ")";
    }

    /** Another one has another mark, also when it is called the same: what happened in between was not decoded. Empty when there is none. */
    Optional<String> mark(Connection connection) throws SQLException {
        try (PreparedStatement statement = asked(connection); ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    /** Whether it gives all changes of all rows and columns. */
    boolean complete(Connection connection) throws SQLException {
        try (PreparedStatement statement = asked(connection); ResultSet row = statement.executeQuery()) {
            return row.next() && row.getBoolean(2);
        }
    }

    private PreparedStatement asked(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(KNOWN.formatted(relation.version() >= FILTERS ? "r.prqual IS NULL AND r.prattrs IS NULL" : "true"));
        statement.setString(1, relation.sql());
        statement.setLong(2, relation.oid());
        statement.setString(3, name());
        return statement;
    }

    /** Before the slot: what is decoded from before it would not know it. */
    void create(Login login, Limits limits) {
        try (Connection connection = login.write(limits); Statement statement = connection.createStatement()) {
            if (!complete(connection)) {
                statement.execute("DROP PUBLICATION IF EXISTS " + name() + "; " + statement()); // one transaction
            }
        } catch (SQLException e) {
            throw SqlFailure.of(login.where(), "create the publication (run it as the table's owner: " + statement() + ")", e);
        }
    }
}
