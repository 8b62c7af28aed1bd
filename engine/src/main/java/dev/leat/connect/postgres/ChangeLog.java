package dev.leat.connect.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Md5;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Reserve;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What there is to read of a table's changes. A range is a part of the server's log, from the last one's end to a bound; the slot is moved only when {@link #next} is given the position
 * of a range, which proves that the lake has it. So a range can be read as often as wanted. Where changes may have been missed (the slot is gone, the table was made again, a column is new) the
 * next range is the whole table with a new slot.
 *
 * @param step how much of the log one range takes; more only where a single transaction is larger
 */
record ChangeLog(Connection connection, Relation relation, Reading reading, String where, long step) {
    static final long STEP = 64L << 20;
    /** Without a change of the table: so much of the log may wait for the position to be written on. */
    private static final long IDLE = 16L << 20;
    /** In the bounds: whether the log went on behind the range when it was made. */
    static final String MORE = "more";
    /** For a slot that somebody else looks at; then there is something new. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int BYTES_A_CHANGE = 250;
    private static final int FILTERING = 150_000;
    /** Seconds from 1970 to 2000. */
    private static final long EPOCH = 946_684_800;

    /**
     * @param table       what tells the captured columns from others that have been called so, and from those of another type
     * @param publication the same of the publication, empty before there is one
     */
    private record Now(Lsn lsn, String timeline, String table, Optional<String> publication) {
        ChangePosition of(ChangePosition at, Lsn read) {
            return new ChangePosition(at.slot(), table, Optional.of(new ChangePosition.Reached(read, timeline, publication.orElse(""))));
        }
    }

    /** How many rows the table has, about. Asked only when they are to be read. */
    interface Count {
        long rows() throws SQLException;
    }

    Optional<Range> next(Optional<JsonNode> position, Count rows) throws SQLException {
        ChangeRules rules = new ChangeRules(connection, relation, where);
        List<Problem> problems = new ArrayList<>(rules.problems(reading));
        if (!problems.isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, problems);
        }
        Now now = now();
        if (position.isEmpty()) {
            return Optional.of(whole(rules, now, rows, Optional.empty(), Optional.empty()));
        }
        Optional<ChangePosition> known = ChangePosition.of(position.get());
        if (known.isEmpty()) {
            return Optional.of(whole(rules, now, rows, Optional.empty(), Optional.of("the entity was captured in another way until now")));
        }
        ChangePosition at = known.get();
        Optional<Slot> slot = Slot.find(connection, at.slot());
        Optional<String> missed = missed(at, slot, now);
        return missed.isPresent() ? Optional.of(whole(rules, now, rows, slot.map(Slot::name), missed)) : changes(at, slot.orElseThrow(), now);
    }

    private Range whole(ChangeRules rules, Now now, Count count, Optional<String> old, Optional<String> why) throws SQLException {
        List<Problem> problems = old.isPresent() ? List.of() : rules.room();
        if (!problems.isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, problems);
        }
        String slot = new Publication(relation).name() + "_" + UUID.randomUUID().toString().substring(0, 8);
        ObjectNode bounds = JsonNodeFactory.instance.objectNode().put("whole", slot);
        old.ifPresent(name -> bounds.put("instead", name));
        return new Range(new ChangePosition(slot, now.table(), Optional.empty()).json(), bounds, Optional.empty(), count.rows(),
            why.map(reason -> reason + ": the whole table is read and compared with the lake, so that nothing is missing"));
    }

    /** Why the lake may not have all changes up to this position, or the slot may not give all behind it. */
    private Optional<String> missed(ChangePosition at, Optional<Slot> slot, Now now) {
        if (slot.isEmpty()) {
            return Optional.of("the replication slot " + at.slot() + " is gone");
        } else if (!slot.get().usable()) {
            return Optional.of("the server has dropped the part of its log that " + at.slot() + " needed");
        } else if (at.reached().filter(reached -> reached.lsn().isBefore(slot.get().confirmed())).isPresent()) {
            return Optional.of("the replication slot " + at.slot() + " was made again or moved on by somebody else");
        } else if (at.reached().filter(reached -> now.lsn().isBefore(reached.lsn()) || !reached.timeline().equals(now.timeline())).isPresent()) {
            return Optional.of("another server has taken over, or a backup was restored");
        } else if (at.reached().filter(reached -> !Optional.of(reached.publication()).equals(now.publication())).isPresent() || now.publication().isEmpty()) {
            return Optional.of("the table's publication was dropped, made again or changed");
        }
        return at.table().equals(now.table()) ? Optional.empty() : Optional.of("the table or its captured columns are not those of before");
    }

    private Optional<Range> changes(ChangePosition at, Slot slot, Now now) throws SQLException {
        Lsn from = at.reached().map(ChangePosition.Reached::lsn).orElse(slot.confirmed());
        boolean quiet = !from.isBefore(now.lsn()); // nobody wrote anything anywhere
        if (quiet && !slot.confirmed().isBefore(from)) {
            return Optional.empty();
        }
        try (Statement statement = connection.createStatement()) {
            if (!Slot.await(statement, slot.name(), PATIENCE)) {
                return Optional.of(range(at, slot, from, now, from.plus(step), Optional.empty()));
            }
        }
        slot.confirm(connection, from);
        if (quiet) {
            return Optional.empty();
        }
        boolean filtering = relation.version() >= FILTERING;
        Lsn seen = filtering ? now.lsn() : from.plus(Math.min(step, now.lsn().since(from)));
        Optional<First> first = first(slot.name(), seen, filtering ? "1" : "NULL");
        if (first.isPresent()) {
            return Optional.of(range(at, slot, from, now, from.plus(step).or(first.get().end()), Optional.of(first.get().committed())));
        }
        return seen.since(from) < IDLE ? Optional.empty() : Optional.of(new Range(now.of(at, seen).json(), bounds(slot.name(), from, seen).put(MORE, seen.isBefore(now.lsn())), Optional.empty(), 0));
    }

    private Range range(ChangePosition at, Slot slot, Lsn from, Now now, Lsn wanted, Optional<Instant> oldest) {
        Lsn to = wanted.isBefore(now.lsn()) ? wanted : now.lsn();
        long waiting = now.lsn().since(from);
        String note = "the slot " + slot.name() + " is " + Reserve.size(waiting) + " behind and makes the server keep " + Reserve.size(slot.held()) + " of its log";
        return new Range(now.of(at, to).json(), bounds(slot.name(), from, to).put(MORE, to.isBefore(now.lsn())), Optional.empty(), Math.max(1, to.since(from) / BYTES_A_CHANGE),
            waiting > step ? Optional.of(note) : Optional.empty(), oldest);
    }

    private static ObjectNode bounds(String slot, Lsn from, Lsn to) {
        return JsonNodeFactory.instance.objectNode().put("slot", slot).put("from", from.toString()).put("to", to.toString());
    }

    /** The first transaction with a change of the table. */
    private record First(Lsn end, Instant committed) {}

    private Optional<First> first(String slot, Lsn upTo, String most) throws SQLException {
        String asked = "SELECT count(*) FILTER (WHERE get_byte(data, 0) IN (68, 73, 84, 85)), max(encode(substr(data, 11, 8), 'hex')) FILTER (WHERE get_byte(data, 0) = 67),"
            + " min(encode(substr(data, 10, 8), 'hex')) FILTER (WHERE get_byte(data, 0) = 66) FROM " + messages(slot, upTo, most);
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(asked)) {
            row.next();
            return row.getLong(1) == 0 ? Optional.empty()
                : Optional.of(new First(new Lsn(Long.parseUnsignedLong(row.getString(2), 16)), Instant.ofEpochSecond(EPOCH).plusNanos(1000 * Long.parseUnsignedLong(row.getString(3), 16))));
        }
    }

    /** The table's changes in transactions that are committed up to there, as messages in a column {@code data}; the slot stays where it is. */
    String messages(String slot, Lsn upTo, String most) {
        return "pg_logical_slot_peek_binary_changes('" + slot + "', '" + upTo + "'::pg_lsn, " + most + ", 'proto_version', '1', 'publication_names', '" + new Publication(relation).name() + "')";
    }

    private Now now() throws SQLException {
        String attributes = "SELECT pg_current_wal_flush_lsn()::text, left(pg_walfile_name(pg_current_wal_insert_lsn()), 8), string_agg(attnum || ':' || attname || ':' || atttypid, ',' ORDER BY attnum)"
            + " FROM pg_attribute WHERE attrelid = ?::oid AND attnum > 0 AND NOT attisdropped AND attname = ANY (?)";
        try (PreparedStatement statement = connection.prepareStatement(attributes)) {
            statement.setLong(1, relation.oid());
            statement.setArray(2, connection.createArrayOf("text", reading.columns().stream().map(column -> column.name()).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Now(Lsn.parse(row.getString(1)), row.getString(2), Md5.hex(relation.oid() + " " + row.getString(3), 12), new Publication(relation).mark(connection));
            }
        }
    }
}
