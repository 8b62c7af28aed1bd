package dev.leat.connect.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Source;
import dev.leat.model.CaptureMode;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Reads the tables of a store; a position is the number of the last change that was read. */
final class MemorySource implements Source {
    private final String connection;
    private final MemoryStore store;

    MemorySource(String connection, MemoryStore store) {
        this.connection = connection;
        this.store = store;
        store.opened.incrementAndGet();
    }

    @Override
    public List<EntityName> entities() {
        return store.sources.keySet().stream().map(EntityName::of).toList();
    }

    @Override
    public EntitySchema schema(EntityName entity) {
        return table(entity).schema();
    }

    @Override
    public Set<CaptureMode> modes(EntityName entity) {
        return table(entity).modes();
    }

    private MemoryTable table(EntityName entity) {
        MemoryTable table = store.sources.get(entity.toString());
        if (table == null) {
            throw new LeatException(Kind.WORKSPACE, connection, "there is no table '" + entity + "'", Problem.choices(store.sources.keySet()));
        }
        return table;
    }

    @Override
    public Optional<Range> next(Reading reading, Optional<JsonNode> position) {
        MemoryTable table = table(reading.entity());
        long after = position.map(JsonNode::asLong).orElse(0L);
        long upTo = table.changes();
        if (after == upTo) {
            return Optional.empty();
        }
        long from = reading.capture().mode().equals(Optional.of(CaptureMode.SNAPSHOT)) ? 0 : after;
        return Optional.of(new Range(JsonNodeFactory.instance.numberNode(upTo), JsonNodeFactory.instance.objectNode().put("after", from).put("upTo", upTo),
            Optional.empty(), table.rows(from, upTo).size()));
    }

    @Override
    public Dataset<Row> read(SparkSession spark, Reading reading, Range range) {
        MemoryTable table = table(reading.entity());
        List<String> names = table.schema().names();
        List<Row> rows = new ArrayList<>();
        for (Object[] values : table.rows(range.bounds().get("after").asLong(), range.bounds().get("upTo").asLong())) {
            List<Object> row = new ArrayList<>();
            reading.columns().forEach(column -> row.add(values[names.indexOf(column.name())]));
            row.add(null);
            rows.add(RowFactory.create(row.toArray()));
        }
        StructType type = new StructType();
        for (var column : reading.columns()) {
            type = type.add(column.name(), column.type().orElseThrow(), column.nullable());
        }
        return spark.createDataFrame(rows, type.add(Reading.UNREADABLE, DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType)));
    }

    @Override
    public void close() {}
}
