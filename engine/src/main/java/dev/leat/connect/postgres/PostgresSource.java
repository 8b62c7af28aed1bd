package dev.leat.connect.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import dev.leat.connect.jdbc.Bounds;
import dev.leat.connect.jdbc.Client;
import dev.leat.connect.jdbc.CursorType;
import dev.leat.connect.jdbc.Login;
import dev.leat.connect.jdbc.Nearest;
import dev.leat.connect.jdbc.Rows;
import dev.leat.connect.jdbc.Window;
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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads by binary COPY, in parallel, from one snapshot that is taken by {@link #read}. The rows that it gives can be evaluated, as often as wanted and always with
 * the same result, until this source is asked what is next, reads again or is closed. Until then the snapshot holds back the server's vacuum and changes of the
 * table's definition, so close it soon.
 */
final class PostgresSource implements Source {
    private static final long DIGESTED = 5_000_000;

    private final Site<Postgres> site;
    private final Login login;
    private final Client client;
    private Optional<Snapshot> snapshot = Optional.empty();

    PostgresSource(Site<Postgres> site) {
        this.site = site;
        login = PostgresConnector.login(site);
        client = new Client(login);
    }

    @Override
    public List<EntityName> entities() {
        return client.ask(login.where(), "list its tables", Catalog::entities);
    }

    @Override
    public EntitySchema schema(EntityName entity) {
        return relation(entity).schema();
    }

    @Override
    public Set<CaptureMode> modes(EntityName entity) {
        Relation relation = relation(entity);
        Set<CaptureMode> modes = EnumSet.of(CaptureMode.SNAPSHOT);
        if (relation.schema().columns().stream().anyMatch(column -> CursorType.of(column).isPresent())) {
            modes.add(CaptureMode.INCREMENTAL);
        }
        if (client.ask(where(entity), "ask how it is stored", connection -> new ChangeRules(connection, relation, where(entity)).possible())) {
            modes.add(CaptureMode.CHANGE);
        }
        return modes;
    }

    @Override
    public Optional<Range> next(Reading reading, Optional<JsonNode> position) {
        release();
        Relation relation = relation(reading.entity());
        relation.fields(site.name(), reading);
        return client.ask(where(reading.entity()), "ask what is new", connection -> oneView(connection, () -> {
            PostgresMarks marks = marks(connection, relation, reading);
            if (changes(reading)) {
                return log(connection, relation, reading).next(position, () -> marks.rows("true"));
            }
            return reading.capture().incremental().isPresent()
                ? new Window(where(reading.entity()), marks.type(), reading.capture().lag(), marks).next(position)
                : whole(reading, marks, position);
        }));
    }

    @Override
    public boolean reachesEnd(Reading reading, Range range) {
        return !range.bounds().path(ChangeLog.MORE).asBoolean(false);
    }

    /**
     * A snapshot: everything, unless the digest says that no row changed. It is taken before the read, so a change in between makes it differ the next time.
     */
    private Optional<Range> whole(Reading reading, PostgresMarks marks, Optional<JsonNode> position) throws SQLException {
        long rows = marks.rows("true");
        var now = JsonNodeFactory.instance.objectNode();
        if (marks.relation().stored() && rows <= DIGESTED) {
            // the columns belong to it: one that is added with a default changes no row's version
            now.put("digest", marks.digest("true").orElse("0") + ":" + Integer.toHexString(reading.columns().toString().hashCode()));
        }
        if (position.isPresent() && now.has("digest") && now.equals(position.get())) {
            return Optional.empty();
        }
        return Optional.of(new Range(now, JsonNodeFactory.instance.objectNode(), Optional.empty(), rows));
    }

    @Override
    public Dataset<Row> read(SparkSession spark, Reading reading, Range range) {
        Relation relation = relation(reading.entity());
        List<Relation.Field> fields = relation.fields(site.name(), reading);
        release();
        if (changes(reading)) {
            Changing changing = new Changing(site, login, relation, reading, fields);
            Optional<Dataset<Row>> events = client.ask(where(reading.entity()), "look for its replication slot", connection -> changing.events(spark, log(connection, relation, reading), range));
            if (events.isPresent()) {
                return events.get();
            }
            snapshot = Optional.of(changing.snapshot(range));
        } else {
            snapshot = Optional.of(Snapshot.of(login, relation));
        }
        Snapshot taken = snapshot.get();
        String condition = reading.capture().incremental().isPresent() ? marks(null, relation, reading).condition(Bounds.of(range.bounds())) : "true";
        var schema = Rows.schema(reading);
        String query = "SELECT " + Relation.selection(fields) + " FROM " + relation.sql() + " WHERE " + condition;
        List<CopyPart> parts = new Parallel(spark.sparkContext().defaultParallelism()).conditions(relation, taken.blocks(), range.rows()).stream()
            .map(part -> CopyPart.of(login, where(reading.entity()), Optional.of(taken.id()), part.equals("true") ? query : query + " AND " + part, schema, fields))
            .toList();
        return Rows.dataset(spark, schema, parts);
    }

    private static boolean changes(Reading reading) {
        return reading.capture().mode().orElseThrow() == CaptureMode.CHANGE;
    }

    private ChangeLog log(Connection connection, Relation relation, Reading reading) {
        return new ChangeLog(connection, relation, reading, where(reading.entity()), ChangeLog.STEP);
    }

    private PostgresMarks marks(Connection connection, Relation relation, Reading reading) {
        Optional<Relation.Field> cursor = reading.capture().incremental().map(name -> relation.fields().stream()
            .filter(field -> field.column().name().equals(name)).findFirst()
            .orElseThrow(() -> new LeatException(Kind.WORKSPACE, where(reading.entity()), "there is no cursor column '" + name + "'", "Use one of " + relation.schema().names())));
        CursorType type = cursor.map(field -> CursorType.of(field.column())
            .orElseThrow(() -> new LeatException(Kind.WORKSPACE, where(reading.entity()), "the cursor column '" + field.column().name() + "' of type " + field.column().sourceType() + " has no order to follow",
                "Use a number, date, timestamp or text column, or capture: snapshot"))).orElse(CursorType.NUMBER);
        return new PostgresMarks(connection, relation, reading, cursor.orElse(null), type);
    }

    private interface View<T> {
        T look() throws SQLException;
    }

    private static <T> T oneView(Connection connection, View<T> view) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        T seen = view.look();
        connection.commit();
        connection.setAutoCommit(true);
        return seen;
    }

    private Relation relation(EntityName entity) {
        return client.ask(where(entity), "read its schema", connection -> Catalog.relation(connection, entity))
            .orElseThrow(() -> Nearest.missing(site.name(), entity, entities()));
    }

    private String where(EntityName entity) {
        return login.where() + ": " + entity;
    }

    private void release() {
        snapshot.ifPresent(Snapshot::close);
        snapshot = Optional.empty();
    }

    @Override
    public void close() {
        release();
        client.close();
    }
}
