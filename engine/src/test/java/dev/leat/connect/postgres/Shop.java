package dev.leat.connect.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import dev.leat.connect.jdbc.LocalSpark;
import dev.leat.connect.jdbc.TestServers;
import dev.leat.model.Capture;
import dev.leat.model.CaptureMode;
import dev.leat.model.EntityName;
import dev.leat.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A database of the test server, as a connection of type postgres. */
record Shop(TestServers.Database database, Source source) implements AutoCloseable {

    static Shop of(String name) {
        TestServers.Database database = TestServers.postgres(name);
        return new Shop(database, new PostgresConnector().source(site(database)));
    }

    static Site<Postgres> site(TestServers.Database database) {
        return new Site<>("shop", new Postgres(Optional.of(database.url()), Optional.of(database.user()), Optional.of(new Secret(database.password())), Optional.empty()), ".", TestServers.RETRIES);
    }

    Reading reading(String entity, Capture capture) {
        EntityName name = EntityName.of(entity);
        var schema = source.schema(name);
        return new Reading(name, schema.columns().stream().filter(column -> column.type().isPresent()).toList(), schema.key(), capture);
    }

    Reading incremental(String entity, String cursor) {
        return reading(entity, Capture.incremental(cursor));
    }

    Reading lagging(String entity, String cursor, Duration lag) {
        return reading(entity, new Capture(Optional.of(CaptureMode.INCREMENTAL), Optional.of(cursor), Optional.of(lag)));
    }

    Reading snapshot(String entity) {
        return reading(entity, Capture.of("snapshot"));
    }

    Optional<Range> next(Reading reading, Range after) {
        return source.next(reading, Optional.of(after.position()));
    }

    Range first(Reading reading) {
        return source.next(reading, Optional.<JsonNode>empty()).orElseThrow();
    }

    Dataset<Row> read(Reading reading, Range range) {
        return source.read(LocalSpark.session(), reading, range);
    }

    List<Row> rows(Reading reading, Range range) {
        try (Source closed = source) {
            return closed.read(LocalSpark.session(), reading, range).collectAsList();
        }
    }

    void run(String... commands) {
        database.run(commands);
    }

    @Override
    public void close() {
        source.close();
    }
}
