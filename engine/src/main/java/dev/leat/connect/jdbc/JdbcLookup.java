package dev.leat.connect.jdbc;

import dev.leat.connect.Lookup;
import dev.leat.model.EntityName;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Look-ups by parameters of the column's own type, so that an index serves them. Numbers are the same whatever zeros they are written with; texts must be equal
 * character by character, also where the database's own comparison is not so strict. A text that is no value of the type finds nothing.
 */
record JdbcLookup(Login login) implements Lookup {
    private static final int KEYS = 500;

    @Override
    public Session open(EntityName entity, List<String> match, List<String> take) {
        Client client = new Client(login);
        String where = login.where() + ": " + entity;
        Tables tables = new Tables(Dialect.isMySql(login.site().settings().url()));
        Table table = client.ask(where, "read its schema", connection -> tables.table(connection, entity))
            .orElseThrow(() -> Nearest.missing(login.site().name(), entity, client.ask(where, "list tables", tables::entities)));
        List<KeyType> types = match.stream().map(name -> KeyType.of(table.field(where, name).type().spark(), table.mySql())).toList();
        take.forEach(name -> table.field(where, name));
        String columns = Stream.concat(match.stream(), take.stream()).map(table::quoted).collect(Collectors.joining(", "));
        String one = "(" + match.stream().map(name -> table.quoted(name) + " = ?").collect(Collectors.joining(" AND ")) + ")";
        List<Boolean> logical = Stream.concat(match.stream(), take.stream()).map(name -> table.field(where, name).type().spark().equals("boolean")).toList();
        return new Asking(client, where, "SELECT " + columns + " FROM " + table.sql() + " WHERE ", one, match.size() == 1 ? table.quoted(match.get(0)) : "", types, logical);
    }

    /** How a key's text becomes a parameter, and when two texts are the same key. */
    private enum KeyType {
        NUMBER, TEXT, BOOLEAN, DATE, TIME, INSTANT;

        private static final String ZONE = "(Z|\\+00(:00)?)$";

        static KeyType of(String spark, boolean mySql) {
            return switch (spark) {
                case "boolean" -> BOOLEAN;
                case "smallint", "int", "bigint", "float", "double" -> NUMBER;
                case "date" -> DATE;
                case "timestamp" -> mySql ? TIME : INSTANT;
                case "timestamp_ntz" -> TIME;
                default -> spark.startsWith("decimal") ? NUMBER : TEXT;
            };
        }

        /** Empty when the text is no value of the type. */
        Optional<Object> parameter(String text) {
            try {
                return Optional.of(switch (this) {
                    case NUMBER -> whole(new BigDecimal(text));
                    case BOOLEAN -> Boolean.valueOf(text);
                    case DATE -> LocalDate.parse(text);
                    case TIME -> time(text);
                    case INSTANT -> time(text).atOffset(ZoneOffset.UTC);
                    case TEXT -> text;
                });
            } catch (IllegalArgumentException | DateTimeException e) {
                return Optional.empty();
            }
        }

        private static Object whole(BigDecimal number) {
            return number.stripTrailingZeros().scale() <= 0 && number.precision() < 19 ? (Object) number.longValueExact() : number;
        }

        /** In UTC, with or without saying so. */
        private static LocalDateTime time(String text) {
            return LocalDateTime.parse((text.length() == 10 ? text + "T00:00" : text).replace(' ', 'T').replaceAll(ZONE, ""));
        }

        String canonical(String text) {
            return switch (this) {
                case NUMBER -> new BigDecimal(text).stripTrailingZeros().toPlainString();
                case TIME, INSTANT -> time(text).toString();
                default -> text;
            };
        }
    }

    private record Asking(Client client, String where, String select, String one, String single, List<KeyType> types, List<Boolean> logical) implements Session {
        @Override
        public Map<List<String>, List<List<String>>> find(Collection<List<String>> keys) {
            Map<List<String>, List<List<String>>> wanted = new LinkedHashMap<>();
            for (List<String> key : keys) {
                if (parameters(key).size() == types.size()) {
                    wanted.computeIfAbsent(canonical(key), same -> new ArrayList<>()).add(key);
                }
            }
            List<List<String>> asked = wanted.values().stream().map(same -> same.get(0)).toList();
            Map<List<String>, List<List<String>>> found = new HashMap<>();
            for (int from = 0; from < asked.size(); from += KEYS) {
                List<List<String>> some = asked.subList(from, Math.min(from + KEYS, asked.size()));
                for (List<String> row : client.ask(where, "look up keys", connection -> rows(connection, some))) {
                    List<String> values = row.subList(types.size(), row.size());
                    wanted.getOrDefault(canonical(row.subList(0, types.size())), List.of()).forEach(key -> found.computeIfAbsent(key, k -> new ArrayList<>()).add(values));
                }
            }
            return found;
        }

        private List<Object> parameters(List<String> key) {
            List<Object> parameters = new ArrayList<>();
            for (int i = 0; i < key.size(); i++) {
                types.get(i).parameter(key.get(i)).ifPresent(parameters::add);
            }
            return parameters;
        }

        private List<String> canonical(List<String> key) {
            List<String> canonical = new ArrayList<>();
            for (int i = 0; i < types.size(); i++) {
                canonical.add(types.get(i).canonical(key.get(i)));
            }
            return canonical;
        }

        private List<List<String>> rows(Connection connection, List<List<String>> keys) throws SQLException {
            String condition = single.isEmpty() ? keys.stream().map(key -> one).collect(Collectors.joining(" OR "))
                : single + " IN (" + keys.stream().map(key -> "?").collect(Collectors.joining(", ")) + ")";
            List<List<String>> rows = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(select + condition)) {
                int at = 1;
                for (List<String> key : keys) {
                    for (Object parameter : parameters(key)) {
                        statement.setObject(at++, parameter);
                    }
                }
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        List<String> row = new ArrayList<>();
                        for (int i = 0; i < logical.size(); i++) {
                            row.add(text(result, i));
                        }
                        rows.add(row);
                    }
                }
            }
            return rows;
        }

        /** Drivers print booleans as 1, t or TRUE. */
        private String text(ResultSet result, int ordinal) throws SQLException {
            String text = result.getString(ordinal + 1);
            return text == null || !logical.get(ordinal) ? text : String.valueOf(result.getBoolean(ordinal + 1));
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
