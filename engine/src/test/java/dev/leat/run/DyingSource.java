package dev.leat.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Source;
import dev.leat.model.CaptureMode;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Another source to which something happens after its range is fixed and before it is read. */
record DyingSource(Source source, Runnable event) implements Source {
    @Override
    public List<EntityName> entities() {
        return source.entities();
    }

    @Override
    public EntitySchema schema(EntityName entity) {
        return source.schema(entity);
    }

    @Override
    public Set<CaptureMode> modes(EntityName entity) {
        return source.modes(entity);
    }

    @Override
    public Optional<Range> next(Reading reading, Optional<JsonNode> position) {
        return source.next(reading, position);
    }

    @Override
    public boolean reachesEnd(Reading reading, Range range) {
        return source.reachesEnd(reading, range);
    }

    @Override
    public Dataset<Row> read(SparkSession spark, Reading reading, Range range) {
        event.run();
        return source.read(spark, reading, range);
    }

    @Override
    public void close() {
        source.close();
    }
}
