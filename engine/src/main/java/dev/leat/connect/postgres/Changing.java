package dev.leat.connect.postgres;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Batch;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Site;
import dev.leat.connect.jdbc.Limits;
import dev.leat.connect.jdbc.Login;
import dev.leat.connect.jdbc.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Reading what {@link ChangeLog} has fixed. */
record Changing(Site<Postgres> site, Login login, Relation relation, Reading reading, List<Relation.Field> fields) {

    /** Empty when the range is the whole table; also when the slot does not give the range any more: what was missed is then in the table, and the next range is the whole table once more. */
    Optional<Dataset<Row>> events(SparkSession spark, ChangeLog log, Range range) throws SQLException {
        JsonNode bounds = range.bounds();
        if (!bounds.hasNonNull("slot")) {
            return Optional.empty();
        }
        Lsn from = Lsn.parse(bounds.get("from").asText());
        Lsn to = Lsn.parse(bounds.get("to").asText());
        Optional<Slot> slot = Slot.find(log.connection(), bounds.get("slot").asText()).filter(Slot::usable).filter(found -> !from.isBefore(found.confirmed()));
        Optional<String> publication = ChangePosition.of(range.position()).flatMap(ChangePosition::reached).map(ChangePosition.Reached::publication);
        if (slot.isEmpty() || !publication.equals(new Publication(relation).mark(log.connection()))) {
            return Optional.empty();
        }
        String query = "SELECT data FROM " + log.messages(slot.get().name(), to, "NULL");
        EventPart part = new EventPart(login, log.where(), slot.get().name(), query, relation.oid(), from, to, columns(log.connection()), reading.key().stream().mapToInt(this::ordinal).toArray(),
            fields.stream().map(field -> Texts.of(field.column().type().orElseThrow(), field.base())).toArray(Decoder[]::new), schema());
        Column[] order = Stream.of(reading.columns().stream().map(dev.leat.model.Column::name), Stream.of(Reading.UNREADABLE, Batch.OP, Reading.UNCHANGED)).flatMap(names -> names)
            .map(name -> col("`" + name.replace("`", "``") + "`")).toArray(Column[]::new);
        return Optional.of(Rows.dataset(spark, part.schema(), List.of(part)).select(order));
    }

    private int ordinal(String name) {
        return reading.columns().stream().map(dev.leat.model.Column::name).toList().indexOf(name);
    }

    /** What cannot be held comes last, as in every row that is read. */
    private StructType schema() {
        StructType schema = Rows.schema(reading);
        StructType events = new StructType();
        for (int i = 0; i < schema.size() - 1; i++) {
            events = events.add(schema.apply(i));
        }
        return events.add(Batch.OP, DataTypes.StringType).add(Reading.UNCHANGED, DataTypes.createArrayType(DataTypes.StringType)).add(schema.apply(schema.size() - 1));
    }

    private List<EventPart.Column> columns(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT attname, atttypid::bigint FROM pg_attribute WHERE attrelid = ?::oid AND attnum > 0 AND NOT attisdropped")) {
            statement.setLong(1, relation.oid());
            Map<String, Long> types = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    types.put(row.getString(1), row.getLong(2));
                }
            }
            return new ArrayList<>(reading.columns().stream().map(column -> new EventPart.Column(column.name(), types.get(column.name()))).toList());
        }
    }

    /** Of the whole table; of the moment at which its slot begins, where the range has one. A slot that an attempt before this one has left is dropped: its snapshot is gone. */
    Snapshot snapshot(Range range) {
        JsonNode bounds = range.bounds();
        if (!bounds.hasNonNull("whole")) {
            return Snapshot.of(login, relation);
        }
        String slot = bounds.get("whole").asText();
        Limits limits = Limits.of(site.settings().connections(), site.settings().lockTimeout(), site.settings().statementTimeout());
        new Publication(relation).create(login, limits);
        Slot.drop(login, slot);
        if (bounds.hasNonNull("instead")) {
            Slot.drop(login, bounds.get("instead").asText());
        }
        return Slot.create(login, slot, relation);
    }
}
