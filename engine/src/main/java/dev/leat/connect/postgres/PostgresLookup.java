package dev.leat.connect.postgres;

import dev.leat.connect.Lookup;
import dev.leat.connect.jdbc.Client;
import dev.leat.connect.jdbc.Login;
import dev.leat.connect.jdbc.Nearest;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Look-ups by the type of the match columns, so that an index serves them: a key's text is cast to the column's type ({@code 7} finds an integer 7). A
 * text that is no value of the type finds nothing. Values come back as the server prints them in UTC, booleans as true and false.
 */
record PostgresLookup(Login login) implements Lookup {
    private static final int KEYS = 1_000;

    @Override
    public Session open(EntityName entity, List<String> match, List<String> take) {
        Client client = new Client(login);
        String where = login.where() + ": " + entity;
        Relation relation = client.ask(where, "read its schema", connection -> Catalog.relation(connection, entity))
            .orElseThrow(() -> Nearest.missing(login.site().name(), entity, client.ask(where, "list tables", Catalog::entities)));
        List<String> casts = match.stream().map(name -> column(where, relation, name).base()).toList();
        take.forEach(name -> column(where, relation, name));
        return new Asking(client, where, query(relation, match, casts, take), match.size(), take.size());
    }

    private static Relation.Field column(String where, Relation relation, String name) {
        return relation.fields().stream().filter(field -> field.column().name().equals(name)).findFirst()
            .orElseThrow(() -> new LeatException(Kind.WORKSPACE, where, "there is no column '" + name + "'", "Use one of " + relation.schema().names()));
    }

    private static String query(Relation relation, List<String> match, List<String> casts, List<String> take) {
        String keys = IntStream.range(0, match.size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
        String arrays = match.stream().map(name -> "?::text[]").collect(Collectors.joining(", "));
        String equal = IntStream.range(0, match.size()).mapToObj(i -> "t." + Relation.quoted(match.get(i)) + " = k.k" + i + "::" + casts.get(i)).collect(Collectors.joining(" AND "));
        String values = take.stream().map(name -> ", t." + Relation.quoted(name) + "::text").collect(Collectors.joining());
        return "SELECT k.place" + values + " FROM unnest(" + arrays + ") WITH ORDINALITY AS k(" + keys + ", place) JOIN " + relation.sql() + " t ON " + equal;
    }

    private record Asking(Client client, String where, String query, int matched, int taken) implements Session {
        @Override
        public Map<List<String>, List<List<String>>> find(Collection<List<String>> keys) {
            List<List<String>> all = List.copyOf(keys);
            Map<List<String>, List<List<String>>> found = new HashMap<>();
            for (int from = 0; from < all.size(); from += KEYS) {
                some(all.subList(from, Math.min(from + KEYS, all.size())), found);
            }
            return found;
        }

        /** Halves what the server cannot cast until the key that is no value of the column's type stands alone: it has no row. */
        private void some(List<List<String>> keys, Map<List<String>, List<List<String>>> found) {
            try {
                found.putAll(client.ask(where, "look up keys", connection -> rows(connection, keys)));
            } catch (LeatException e) {
                if (!(e.getCause() instanceof SQLException refused) || refused.getSQLState() == null || !refused.getSQLState().startsWith("22")) {
                    throw e;
                }
                if (keys.size() > 1) {
                    some(keys.subList(0, keys.size() / 2), found);
                    some(keys.subList(keys.size() / 2, keys.size()), found);
                }
            }
        }

        private Map<List<String>, List<List<String>>> rows(Connection connection, List<List<String>> keys) throws SQLException {
            Map<List<String>, List<List<String>>> found = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                for (int i = 0; i < matched; i++) {
                    int part = i;
                    statement.setArray(i + 1, connection.createArrayOf("text", keys.stream().map(key -> key.get(part)).toArray()));
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        List<String> values = new ArrayList<>(taken);
                        for (int i = 0; i < taken; i++) {
                            values.add(rows.getString(i + 2));
                        }
                        found.computeIfAbsent(keys.get(rows.getInt(1) - 1), key -> new ArrayList<>()).add(values);
                    }
                }
            }
            return found;
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
