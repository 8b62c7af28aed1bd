package dev.leat.connect.postgres;

import dev.leat.connect.Reading;
import dev.leat.model.Problem;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must be so before changes of a table can be followed without losing any. */
record ChangeRules(Connection connection, Relation relation, String where) {
    private static final String FACTS = """
        WITH RECURSIVE members AS (SELECT ?::oid AS oid UNION SELECT i.inhrelid FROM pg_inherits i JOIN members m ON i.inhparent = m.oid),
          leaves AS (SELECT k.relreplident::text AS identity, k.relpersistence FROM members JOIN pg_class k USING (oid) WHERE k.relkind = 'r')
        SELECT current_setting('wal_level'), (SELECT rolreplication OR rolsuper FROM pg_roles WHERE rolname = current_user), current_user,
          (SELECT count(*) FROM pg_replication_slots) < current_setting('max_replication_slots')::int, current_setting('max_replication_slots'),
          pg_has_role(c.relowner, 'USAGE') AND has_database_privilege(current_database(), 'CREATE'),
          (SELECT CASE WHEN min(identity) = max(identity) THEN min(identity) WHEN bool_or(identity = 'n') THEN 'n' ELSE 'd' END FROM leaves),
          (SELECT bool_and(relpersistence = 'p') FROM leaves),
          (SELECT array_agg(a.attname::text) FROM pg_index x JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = ANY (x.indkey)
            WHERE x.indrelid = c.oid AND CASE WHEN c.relreplident = 'i' THEN x.indisreplident ELSE x.indisprimary END),
          (SELECT array_agg(a.attname::text) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attgenerated <> '' AND (a.attgenerated <> 's' OR current_setting('server_version_num')::int < 180000)),
          c.relkind = 'r' AND EXISTS (SELECT FROM pg_inherits i WHERE i.inhparent = c.oid), pg_is_in_recovery(), c.relkind IN ('r', 'p')
        FROM pg_class c WHERE c.oid = ?::oid""";

    /** Whether it is a table of a kind whose changes are logged and decoded at all. */
    boolean possible() throws SQLException {
        try (PreparedStatement statement = asked(); ResultSet row = statement.executeQuery()) {
            return row.next() && relation.version() >= 140_000 && row.getBoolean(13) && !row.getBoolean(11) && (row.getBoolean(8) || row.wasNull());
        }
    }

    List<Problem> problems(Reading reading) throws SQLException {
        List<Problem> problems = new ArrayList<>();
        try (PreparedStatement statement = asked(); ResultSet row = statement.executeQuery()) {
            row.next();
            if (!row.getString(1).equals("logical")) {
                problems.add(new Problem(where, "wal_level is " + row.getString(1) + ", which tells no changes of rows", "Have an administrator run: ALTER SYSTEM SET wal_level = logical; and restart the server"));
            }
            if (row.getBoolean(12)) {
                problems.add(new Problem(where, "the server is a standby", "Use the primary server's address"));
            }
            if (!row.getBoolean(2)) {
                problems.add(new Problem(where, "its user may not replicate", "Have an administrator run: ALTER ROLE " + Relation.quoted(row.getString(3)) + " REPLICATION;"));
            }
            Publication publication = new Publication(relation);
            if (!row.getBoolean(6) && !publication.complete(connection)) {
                problems.add(new Problem(where, "there is no publication " + publication.name() + " of all changes of the table, and its user may not make one",
                    "Run as the table's owner: DROP PUBLICATION IF EXISTS " + publication.name() + "; " + publication.statement() + ";"));
            }
            identity(row, reading, problems);
            Set<String> untold = texts(row.getArray(10));
            reading.columns().stream().filter(column -> untold.contains(column.name())).forEach(column -> problems.add(new Problem(where, "the column '" + column.name()
                + "' is generated, and changes do not tell its value", "Leave it out: exclude: [" + column.name() + "]")));
        }
        return problems;
    }

    private void identity(ResultSet row, Reading reading, List<Problem> problems) throws SQLException {
        String identity = row.getString(7) == null ? "d" : row.getString(7);
        Set<String> told = identity.equals("n") ? Set.of() : texts(row.getArray(9));
        if (!identity.equals("f") && !told.containsAll(reading.key())) {
            problems.add(new Problem(where, "its replica identity does not hold the key " + reading.key() + ", so a delete would not tell which row is gone",
                "Run as the table's owner: ALTER TABLE " + relation.sql() + " REPLICA IDENTITY FULL;" + (told.isEmpty() ? "" : " Or take the columns " + told + " as key")));
        }
    }

    /** When a slot is to be made. */
    List<Problem> room() throws SQLException {
        try (PreparedStatement statement = asked(); ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(4) ? List.of() : List.of(new Problem(where, "all " + row.getString(5) + " replication slots of the server are in use",
                "Drop one that nobody needs, or have an administrator raise max_replication_slots"));
        }
    }

    private PreparedStatement asked() throws SQLException {
        PreparedStatement statement = connection.prepareStatement(FACTS);
        statement.setLong(1, relation.oid());
        statement.setLong(2, relation.oid());
        return statement;
    }

    private static Set<String> texts(Array array) throws SQLException {
        return array == null ? Set.of() : new HashSet<>(List.of((String[]) array.getArray()));
    }
}
