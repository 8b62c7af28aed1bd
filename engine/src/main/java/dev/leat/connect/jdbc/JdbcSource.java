package dev.leat.connect.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import dev.leat.model.CaptureMode;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads any database through its driver. A cursor is a number, date or timestamp: texts have the database's own order. A snapshot is always new. */
final class JdbcSource implements Source {
    private static final long SMALL = 50_000;

    private final Login login;
    private final Client client;
    private final Tables tables;

    JdbcSource(Site<Jdbc> site) {
        login = new Login(site);
        client = new Client(login);
        tables = new Tables(Dialect.isMySql(site.settings().url()));
    }

    @Override
    public List<EntityName> entities() {
        return client.ask(login.where(), "list its tables", tables::entities);
    }

    @Override
    public EntitySchema schema(EntityName entity) {
        return table(entity).schema();
    }

    @Override
    public Set<CaptureMode> modes(EntityName entity) {
        return schema(entity).columns().stream().anyMatch(column -> order(column).isPresent())
            ? EnumSet.of(CaptureMode.INCREMENTAL, CaptureMode.SNAPSHOT) : EnumSet.of(CaptureMode.SNAPSHOT);
    }

    private static Optional<CursorType> order(dev.leat.model.Column column) {
        return CursorType.of(column).filter(type -> type != CursorType.TEXT);
    }

    @Override
    public Optional<Range> next(Reading reading, Optional<JsonNode> position) {
        Table table = table(reading.entity());
        table.fields(where(reading.entity()), reading);
        return client.ask(where(reading.entity()), "ask what is new", connection -> oneView(connection, () -> {
            JdbcMarks marks = marks(connection, table, reading);
            if (reading.capture().incremental().isPresent()) {
                return new Window(where(reading.entity()), marks.type(), reading.capture().lag(), marks).next(position);
            }
            var empty = JsonNodeFactory.instance.objectNode();
            return Optional.of(new Range(empty, empty, Optional.empty(), marks.rows(JdbcMarks.Condition.NONE)));
        }));
    }

    @Override
    public Dataset<Row> read(SparkSession spark, Reading reading, Range range) {
        Table table = table(reading.entity());
        List<Table.Field> fields = table.fields(where(reading.entity()), reading);
        JdbcMarks.Condition condition = reading.capture().incremental().isPresent() ? marks(null, table, reading).condition(Bounds.of(range.bounds())) : JdbcMarks.Condition.NONE;
        ColumnReader[] readers = fields.stream().map(field -> field.type().reader()).toArray(ColumnReader[]::new);
        String query = "SELECT " + fields.stream().map(field -> table.quoted(field.column().name())).collect(Collectors.joining(", ")) + " FROM " + table.sql() + " WHERE ";
        var schema = Rows.schema(reading);
        return Rows.dataset(spark, schema, cut(table, reading, range, spark.sparkContext().defaultParallelism()).stream()
            .map(part -> new QueryPart(login, where(reading.entity()), query, condition.and(part), schema, readers)).toList());
    }

    private List<JdbcMarks.Condition> cut(Table table, Reading reading, Range range, int tasks) {
        List<String> key = reading.key().isEmpty() ? table.key() : reading.key();
        if (key.isEmpty() || tasks < 2 || range.rows() >= 0 && range.rows() < SMALL) {
            return List.of(JdbcMarks.Condition.NONE);
        }
        return client.ask(where(reading.entity()), "cut it into parts", connection -> KeyRanges.of(connection, table, key.get(0), tasks));
    }

    private JdbcMarks marks(Connection connection, Table table, Reading reading) {
        Optional<Table.Field> cursor = reading.capture().incremental().map(name -> table.field(where(reading.entity()), name));
        CursorType type = cursor.map(field -> order(field.column()).orElseThrow(() -> new LeatException(Kind.WORKSPACE, where(reading.entity()),
            "the cursor column '" + field.column().name() + "' of type " + field.column().sourceType() + " has no order to follow",
            "Use a number, date or timestamp column, or capture: snapshot"))).orElse(CursorType.NUMBER);
        return new JdbcMarks(connection, table, reading, cursor.orElse(null), type);
    }

    private interface View<T> {
        T look() throws SQLException;
    }

    private static <T> T oneView(Connection connection, View<T> view) throws SQLException {
        if (connection.getMetaData().supportsTransactionIsolationLevel(Connection.TRANSACTION_REPEATABLE_READ)) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        }
        connection.setAutoCommit(false);
        T seen = view.look();
        connection.rollback();
        connection.setAutoCommit(true);
        return seen;
    }

    private Table table(EntityName entity) {
        return client.ask(where(entity), "read its schema", connection -> tables.table(connection, entity))
            .orElseThrow(() -> Nearest.missing(login.site().name(), entity, entities()));
    }

    private String where(EntityName entity) {
        return login.where() + ": " + entity;
    }

    @Override
    public void close() {
        client.close();
    }
}
