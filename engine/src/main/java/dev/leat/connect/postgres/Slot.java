package dev.leat.connect.postgres;

import dev.leat.connect.Reserve;
import dev.leat.connect.jdbc.Login;
import dev.leat.connect.jdbc.SqlFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A logical replication slot of the database: it makes the server keep its log from what was not confirmed yet.
 *
 * @param confirmed commits before it will not be given again
 * @param active    read by somebody just now
 * @param usable    false when the server has dropped what it needs
 * @param behind    bytes of the log that were written since
 * @param held      bytes of the log that the server keeps for it
 */
record Slot(String name, Lsn confirmed, boolean active, boolean usable, long behind, long held) {
    /** Of those that Leat makes. */
    static final String PREFIX = "leat_";
    private static final String SLOTS = """
        SELECT slot_name, confirmed_flush_lsn, active, coalesce(wal_status, '') <> 'lost' AND confirmed_flush_lsn IS NOT NULL, coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn), 0)::bigint,
          coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)::bigint
        FROM pg_replication_slots WHERE slot_type = 'logical' AND plugin = 'pgoutput' AND database = current_database() AND left(slot_name, %1$d) = left(?, %1$d) ORDER BY 1""";
    /** Commands of replication are not known to the extended protocol. */
    private static final Map<String, String> PROTOCOL = Map.of("replication", "database", "assumeMinServerVersion", "14", "preferQueryMode", "simple");
    /** A slot begins when all transactions that are open at that time have ended. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int LONGEST = 64;

    Reserve reserve() {
        return new Reserve(name, confirmed.toString(), active, usable, behind, held);
    }

    static Optional<Slot> find(Connection connection, String name) throws SQLException {
        return slots(connection, name, LONGEST).stream().findFirst();
    }

    /** Those whose names begin so. */
    static List<Slot> all(Connection connection, String prefix) throws SQLException {
        return slots(connection, prefix, prefix.length());
    }

    private static List<Slot> slots(Connection connection, String name, int compared) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SLOTS.formatted(compared))) {
            statement.setString(1, name);
            List<Slot> slots = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    slots.add(new Slot(row.getString(1), row.getString(2) == null ? new Lsn(0) : Lsn.parse(row.getString(2)), row.getBoolean(3), row.getBoolean(4), row.getLong(5), row.getLong(6)));
                }
            }
            return slots;
        }
    }

    /** Nothing before it is needed any more. */
    void confirm(Connection connection, Lsn read) throws SQLException {
        if (confirmed.isBefore(read)) {
            try (PreparedStatement statement = connection.prepareStatement("SELECT pg_replication_slot_advance(?, ?::pg_lsn)")) {
                statement.setString(1, name);
                statement.setString(2, read.toString());
                statement.execute();
            }
        }
    }

    /** A slot is looked at by one at a time: by a plan just now, or still by a process that was killed. @return whether it was let go within that time */
    static boolean await(Statement statement, String name, Duration patience) throws SQLException {
        long end = System.nanoTime() + patience.toNanos();
        boolean active = true;
        while (active && System.nanoTime() < end) {
            try (ResultSet row = statement.executeQuery("SELECT pg_sleep(0.05) FROM pg_replication_slots WHERE active AND slot_name = '" + name + "'")) {
                active = row.next();
            }
        }
        return !active;
    }

    /** If it is there. */
    static void drop(Login login, String name) {
        try (Connection connection = login.open(PATIENCE);
             PreparedStatement statement = connection.prepareStatement("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = ?")) {
            statement.setString(1, name);
            statement.execute();
        } catch (SQLException e) {
            throw SqlFailure.of(login.where(), "drop the replication slot " + name, e);
        }
    }

    /** A new one, and the database as it is at its beginning: what the snapshot does not see the slot gives, and nothing twice. */
    static Snapshot create(Login login, String name, Relation relation) {
        try (Connection connection = login.open(PATIENCE, PROTOCOL); Statement statement = connection.createStatement();
             ResultSet made = statement.executeQuery("CREATE_REPLICATION_SLOT \"" + name + "\" LOGICAL pgoutput EXPORT_SNAPSHOT")) {
            made.next();
            return Snapshot.of(login, relation, Optional.of(made.getString("snapshot_name")));
        } catch (SQLException e) {
            throw SqlFailure.of(login.where(), "create the replication slot " + name + " (which waits for the transactions that are open)", e);
        }
    }
}
