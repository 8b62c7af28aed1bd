package dev.leat.connect.postgres;

import dev.leat.connect.Finding;
import dev.leat.connect.Followed;
import dev.leat.connect.Reading;
import dev.leat.connect.Reserve;
import dev.leat.connect.Site;
import dev.leat.connect.jdbc.Client;
import dev.leat.model.Capture;
import dev.leat.model.Column;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What doctor asks a server whose changes are captured. */
record ChangeCheck(Site<Postgres> site) {
    /** What slots may make the server keep before that is wrong, where it has no limit of its own. */
    private static final long MUCH = 10L << 30;

    List<Finding> findings(List<Followed> entities) {
        List<Finding> findings = new ArrayList<>();
        try (Client client = new Client(PostgresConnector.login(site))) {
            long limit = client.ask(where(), "ask for its limits", ChangeCheck::limit);
            if (!entities.isEmpty()) {
                findings.add(Finding.good("a stopped flow makes the server keep " + (limit < 0
                ? "its log without limit, until the disk is full; to end that: ALTER SYSTEM SET max_slot_wal_keep_size = '50GB'"
                : "at most " + Reserve.size(limit) + " of its log (max_slot_wal_keep_size); after more the whole table is read again")));
            }
            for (Followed entity : entities) {
                findings.addAll(client.ask(where() + ": " + entity.entity(), "ask how its changes can be followed", connection -> one(connection, entity, limit)));
            }
            Set<String> own = entities.stream().flatMap(entity -> entity.position().stream()).flatMap(position -> ChangePosition.of(position).stream())
                .map(ChangePosition::slot).collect(Collectors.toSet());
            client.ask(where(), "list its replication slots", connection -> Slot.all(connection, Slot.PREFIX)).stream()
                .filter(slot -> !own.contains(slot.name()) && !slot.active()).forEach(slot -> findings.add(others(slot, limit)));
        } catch (LeatException e) {
            e.problems().forEach(problem -> findings.add(new Finding(problem.what(), Optional.of(problem))));
        }
        return findings;
    }

    /** Those of which nothing stands in the way. */
    List<Finding> followable(List<Followed> entities) {
        try (Client client = new Client(PostgresConnector.login(site))) {
            return entities.stream().filter(entity -> client.ask(where() + ": " + entity.entity(), "ask how its changes can be followed", connection -> followable(connection, entity)))
                .map(entity -> Finding.good(entity.entity() + " can be captured by its changes here, which sees deletes too and does not read the table again and again: capture: change. Its replication slot makes the server keep "
                    + "its log while the flow is stopped")).toList();
        }
    }

    private boolean followable(Connection connection, Followed entity) throws SQLException {
        Optional<Relation> relation = Catalog.relation(connection, entity.entity());
        if (relation.isEmpty()) {
            return false;
        }
        ChangeRules rules = new ChangeRules(connection, relation.get(), where() + ": " + entity.entity());
        Reading reading = reading(relation.get(), entity);
        return rules.possible() && !reading.key().isEmpty() && rules.problems(reading).isEmpty() && rules.room().isEmpty();
    }

    private static Reading reading(Relation relation, Followed entity) {
        List<Column> columns = relation.schema().columns().stream().filter(column -> !entity.exclude().contains(column.name())).toList();
        return new Reading(entity.entity(), columns, entity.key().isEmpty() ? relation.key() : entity.key(), Capture.of("change"));
    }

    /** In bytes, below zero when there is none. */
    private static long limit(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("SELECT setting::bigint << 20 FROM pg_settings WHERE name = 'max_slot_wal_keep_size'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private List<Finding> one(Connection connection, Followed entity, long limit) throws SQLException {
        String where = where() + ": " + entity.entity();
        Optional<Relation> relation = Catalog.relation(connection, entity.entity());
        if (relation.isEmpty()) {
            return List.of(Finding.bad(where, "it does not exist", "Correct the pipeline's source"));
        }
        Reading reading = reading(relation.get(), entity);
        ChangeRules rules = new ChangeRules(connection, relation.get(), where);
        List<Problem> problems = new ArrayList<>(rules.problems(reading));
        Optional<ChangePosition> at = entity.position().flatMap(ChangePosition::of);
        if (at.isEmpty()) {
            problems.addAll(rules.room());
        }
        if (!problems.isEmpty()) {
            return problems.stream().map(problem -> new Finding(problem.what(), Optional.of(problem))).toList();
        }
        if (at.isEmpty()) {
            return List.of(Finding.good("changes of " + entity.entity() + " can be followed; the first run makes publication and slot"));
        }
        Optional<Slot> slot = Slot.find(connection, at.get().slot()).filter(Slot::usable);
        if (slot.isEmpty()) {
            return List.of(Finding.bad(where, "the replication slot " + at.get().slot() + " is gone or has lost its log", "Run the flow: it reads the whole table and compares it with the lake"));
        }
        String kept = "makes the server keep " + Reserve.size(slot.get().held()) + " of its log";
        return List.of(slot.get().held() > much(limit) ? Finding.bad(where, "the slot " + slot.get().name() + " " + kept, "Run the flow")
            : Finding.good("changes of " + entity.entity() + ": the slot " + slot.get().name() + " is " + Reserve.size(slot.get().behind()) + " behind and " + kept));
    }

    private Finding others(Slot slot, long limit) {
        String what = "the slot " + slot.name() + " of no flow here makes the server keep " + Reserve.size(slot.held()) + " of its log";
        String fix = "If no other workspace needs it: leat state drop-slots " + site.name() + " --slot " + slot.name();
        return slot.held() > much(limit) ? Finding.bad(where(), what, fix) : Finding.good(what + ". " + fix);
    }

    private static long much(long limit) {
        return limit < 0 ? MUCH : limit / 2;
    }

    private String where() {
        return "connections." + site.name();
    }
}
