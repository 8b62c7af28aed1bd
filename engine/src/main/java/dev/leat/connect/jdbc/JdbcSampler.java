package dev.leat.connect.jdbc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Reading;
import dev.leat.connect.Sample;
import dev.leat.connect.Sampler;
import dev.leat.connect.Site;
import dev.leat.model.Capture;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;

/** Rows in the order of the key; of a small table of MySQL's family in an order without meaning, so that they are of all ages. */
final class JdbcSampler implements Sampler {
    private static final int SMALL = 100_000;

    private final Login login;
    private final Client client;
    private final Tables tables;

    JdbcSampler(Site<Jdbc> site) {
        login = new Login(site);
        client = new Client(login);
        tables = new Tables(Dialect.isMySql(site.settings().url()));
    }

    @Override
    public List<EntityName> entities() {
        return client.ask(login.where(), "list its tables", tables::entities);
    }

    @Override
    public Optional<Sample> sample(EntityName entity, int most) {
        String where = login.where() + ": " + entity;
        return client.ask(where, "read its schema", connection -> tables.table(connection, entity)).map(table -> {
            TableNotes notes = client.ask(where, "read its comments", connection -> TableNotes.of(connection, table));
            return new Sample(table.schema(), rows(where, table, most), notes.comments(), notes.references());
        });
    }

    private List<ObjectNode> rows(String where, Table table, int most) {
        List<Table.Field> fields = table.fields().stream().filter(field -> field.column().type().isPresent()).toList();
        if (fields.isEmpty()) {
            return List.of();
        }
        List<Column> columns = fields.stream().map(Table.Field::column).toList();
        StructType schema = Rows.schema(new Reading(table.entity(), columns, table.key(), Capture.of("snapshot")));
        String query = "SELECT " + columns.stream().map(column -> table.quoted(column.name())).collect(Collectors.joining(", ")) + " FROM " + table.sql() + " WHERE ";
        String order = client.ask(where, "count its rows", connection -> order(connection, table));
        return SampledRows.of(new QueryPart(login, where, query, new JdbcMarks.Condition("1 = 1" + order, List.of()), schema,
            fields.stream().map(field -> field.type().reader()).toArray(ColumnReader[]::new)), schema, most);
    }

    private static String order(Connection connection, Table table) throws SQLException {
        String key = table.key().stream().map(table::quoted).collect(Collectors.joining(", "));
        if (key.isEmpty()) {
            return "";
        }
        return table.mySql() && rows(connection, table) <= SMALL ? " ORDER BY MD5(CONCAT_WS(',', " + key + ")), " + key : " ORDER BY " + key;
    }

    private static long rows(Connection connection, Table table) throws SQLException {
        try (Statement statement = connection.createStatement();
             ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM (SELECT 1 FROM " + table.sql() + " LIMIT " + (SMALL + 1) + ") some")) {
            count.next();
            return count.getLong(1);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
