package dev.leat.connect.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Source;
import dev.leat.model.Capture;
import dev.leat.model.EntityName;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A database as a connection of type jdbc. */
record Trade(TestServers.Database database, Source source) {

    static Trade of(TestServers.Database database) {
        return new Trade(database, new JdbcConnector().source(database.site()));
    }

    Reading reading(String entity, Capture capture) {
        EntityName name = EntityName.of(entity);
        var schema = source.schema(name);
        return new Reading(name, schema.columns().stream().filter(column -> column.type().isPresent()).toList(), schema.key(), capture);
    }

    Range first(Reading reading) {
        return source.next(reading, Optional.<JsonNode>empty()).orElseThrow();
    }

    Optional<Range> next(Reading reading, Range after) {
        return source.next(reading, Optional.of(after.position()));
    }

    Dataset<Row> read(Reading reading, Range range) {
        return source.read(LocalSpark.session(), reading, range);
    }

    List<Integer> ids(Reading reading, Range range) {
        return read(reading, range).collectAsList().stream().map(row -> row.getInt(0)).sorted().toList();
    }

    /** The only row of a snapshot, with each column but the last as text. */
    List<String> texts(String entity) {
        Reading reading = reading(entity, Capture.of("snapshot"));
        String[] columns = reading.columns().stream().map(column -> (column.type().orElseThrow().equals("binary") ? "hex(`" : "cast(`") + column.name() + (column.type().orElseThrow().equals("binary") ? "`)" : "` as string)"))
            .toArray(String[]::new);
        Row row = read(reading, first(reading)).selectExpr(columns).head();
        return java.util.stream.IntStream.range(0, row.size()).mapToObj(i -> row.getString(i)).toList();
    }
}
