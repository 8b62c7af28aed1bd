package dev.leat.connect.jdbc;

import dev.leat.connect.Layout;
import dev.leat.connect.Succession;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A table takes the place of another by renaming both in one transaction. What {@link Watermarks} knows of a table goes with it. */
record TableSuccession(Login login, Limits limits, Grammar grammar, Renaming renaming, TableDestination tables) implements Succession {

    @Override
    public EntityName beside(EntityName live, String mark) {
        String name = live.last() + "_leat_" + mark;
        int longest = grammar.longestName();
        if (name.getBytes(StandardCharsets.UTF_8).length > longest) {
            String hash = Stage.hash(name).substring(0, 16);
            String begin = live.last();
            while ((begin + "_leat_" + hash).getBytes(StandardCharsets.UTF_8).length > longest) {
                begin = begin.substring(0, begin.offsetByCodePoints(begin.length(), -1));
            }
            name = begin + "_leat_" + hash;
        }
        List<String> parts = new ArrayList<>(live.parts());
        parts.set(parts.size() - 1, name);
        return new EntityName(parts);
    }

    @Override
    public EntityName aside(EntityName live, String mark) {
        return beside(live, mark);
    }

    @Override
    public void create(EntityName live, EntityName beside, Layout wanted) {
        if (tables.schema(beside).isEmpty() && tables.schema(live).isPresent() && tables.check(live, wanted).isEmpty()) {
            asked(live, "make a table like it", connection -> {
                Target place = grammar.place(connection, beside);
                new Watermarks(grammar, place).forget(connection);
                execute(connection, renaming.like(place.sql(), grammar.place(connection, live).sql()));
                return null;
            });
        }
        tables.create(beside, wanted);
    }

    @Override
    public List<Problem> hindrances(EntityName live) {
        return asked(live, "read what hangs on it", connection -> {
            var target = grammar.target(connection, live);
            return target.isEmpty() ? List.<Problem>of() : renaming.hindrances(connection, where(live), target.get());
        });
    }

    @Override
    public void swap(EntityName live, EntityName next, EntityName former) {
        if (tables.schema(next).isEmpty() && tables.schema(live).isPresent() && tables.schema(former).isPresent()) {
            return;
        }
        if (tables.schema(next).isEmpty() || tables.schema(live).isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, where(next), "there is no table to take the place of " + live, "Fill one anew: leat rebuild with --drop, then without");
        }
        List<Problem> hindrances = hindrances(live);
        if (!hindrances.isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, hindrances);
        }
        asked(live, "rename it", connection -> {
            renamed(connection, grammar.place(connection, live), grammar.place(connection, next), grammar.place(connection, former));
            return null;
        });
    }

    /** Where renaming is no part of a transaction, what is known of a table is known under both of its names for a moment. */
    private void renamed(Connection connection, Target live, Target next, Target former) throws SQLException {
        if (grammar.target(connection, next.entity()).isEmpty()) { // asked again, as the answer was lost
            return;
        }
        connection.setAutoCommit(false);
        Watermarks marks = new Watermarks(grammar, live);
        marks.copy(connection, live.sql(), former.sql());
        marks.copy(connection, next.sql(), live.sql());
        renaming.rename(connection, live, next, former);
        new Watermarks(grammar, next).forget(connection);
        connection.commit();
        connection.setAutoCommit(true);
    }

    @Override
    public void drop(EntityName beside) {
        if (tables.schema(beside).isPresent()) {
            asked(beside, "drop it", connection -> {
                Target place = grammar.place(connection, beside);
                execute(connection, "DROP TABLE " + place.sql());
                new Watermarks(grammar, place).forget(connection);
                return null;
            });
        }
    }

    private <T> T asked(EntityName entity, String doing, Client.Question<T> question) {
        try (Client client = Client.writing(login, limits)) {
            return client.ask(where(entity), doing, question);
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private String where(EntityName entity) {
        return login.where() + ": " + entity;
    }
}
