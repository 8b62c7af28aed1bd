package dev.leat.connect.elasticsearch;

import static dev.leat.connect.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Batches;
import dev.leat.connect.Destination;
import dev.leat.connect.Written;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import dev.leat.model.WriteMode;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Indices that Leat makes or finds, and what documents in them look like. */
class IndexTest {
    private static final Requests SERVER = new Requests(TestServer.site());
    private final Destination destination = new ElasticsearchConnector().destination(TestServer.site());

    @AfterEach
    void close() {
        destination.close();
    }

    private static JsonNode json(String text) throws Exception {
        return Requests.JSON.readTree(text);
    }

    private static String raw(String path) throws Exception {
        return java.net.http.HttpClient.newHttpClient().send(java.net.http.HttpRequest.newBuilder(java.net.URI.create(TestServer.running().address() + path)).build(),
            java.net.http.HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void documentsHoldEveryValueExactly() throws Exception {
        Batches batches = new Batches("exact", WriteMode.UPSERT, "amount", "decimal(38,10)", "at", "timestamp", "local", "timestamp_ntz", "born", "date", "bytes", "binary",
            "tags", "array<string>", "place", "struct<city:string,at:struct<lat:double,lon:float>>", "counts", "map<string,bigint>", "visits", "array<struct<page:string,ms:bigint>>",
            "big", "bigint", "text", "string", "fine", "decimal(12,2)", "whole", "decimal(18,0)");
        destination.create(batches.entity(), batches.layout());
        destination.write(batches.of(row("a", "c", 1L, new BigDecimal("-1234567890123456789012345678.0123456789"), java.sql.Timestamp.from(Instant.parse("1969-12-31T23:59:59.000001Z")),
            LocalDateTime.parse("2300-02-28T12:00:00.123456"), Date.valueOf("0999-01-01"), new byte[] {0, 1, -1}, new String[] {"x", null, "\"\\\n\u2028😀"},
            row("Bath", row(51.38, -2.5f)), Map.of("ä b", 3L), new Object[] {row("p", 1L), row(null, 2L)}, Long.MAX_VALUE, "long ".repeat(200_000), new BigDecimal("9999999999.99"),
            new BigDecimal("999999999999999999"))));
        destination.close();
        JsonNode document = TestServer.documents(EntityName.of("exact")).get("a");
        assertThat(document.toString()).contains("\"at\":\"1969-12-31T23:59:59.000001Z\"", "\"local\":\"2300-02-28T12:00:00.123456\"", "\"born\":\"0999-01-01\"", "\"bytes\":\"AAH/\"",
            "\"big\":9223372036854775807", "\"whole\":999999999999999999", "\"place\":{\"city\":\"Bath\",\"at\":{\"lat\":51.38,\"lon\":-2.5}}", "\"counts\":{\"ä b\":3}",
            "\"visits\":[{\"page\":\"p\",\"ms\":1},{\"ms\":2}]");
        assertThat(document.path("tags").get(2).asText()).isEqualTo("\"\\\n\u2028😀");
        assertThat(document.path("tags").get(1).isNull()).isTrue();
        assertThat(document.path("text").asText()).hasSize(1_000_000);
        String raw = raw("/exact/_source/a");
        assertThat(raw).contains("\"amount\":-1234567890123456789012345678.0123456789", "\"fine\":9999999999.99");
        assertThat(SERVER.call("GET", "/exact/_search", Optional.of(json("{\"query\":{\"bool\":{\"filter\":[{\"range\":{\"at\":{\"lt\":\"1970-01-01\"}}},{\"term\":{\"place.city\":\"Bath\"}},"
            + "{\"term\":{\"amount\":\"-1234567890123456789012345678.0123456789\"}},{\"term\":{\"counts.ä b\":\"3\"}},{\"term\":{\"fine\":9999999999.99}}]}}}")))
            .body().path("hits").path("total").path("value").asInt()).isEqualTo(1);
    }

    @Test
    void ownSparkTypesComeBackFromAnIndexThatLeatMade() {
        String[] fields = {"born", "date", "local", "timestamp_ntz", "big", "decimal(38,10)", "place", "struct<city:string>", "m", "map<string,bigint>", "bytes", "binary", "small", "smallint"};
        destination.create(EntityName.of("types"), Batches.layout(WriteMode.UPSERT, fields));
        assertThat(destination.schema(EntityName.of("types")).orElseThrow().columns()).extracting(column -> column.name() + " " + column.type().orElseThrow())
            .containsExactlyInAnyOrder("born date", "local timestamp_ntz", "big decimal(38,10)", "place struct<city:string>", "m map<string,bigint>", "bytes binary", "small smallint");
    }

    @Test
    void foreignIndexIsReadAndCheckedThroughItsAlias() throws Exception {
        SERVER.call("PUT", "/foreign-1", Optional.of(json("""
            {"aliases": {"foreign": {}}, "mappings": {"dynamic": "strict", "properties": {
              "name": {"type": "text"}, "age": {"type": "short"}, "at": {"type": "date"}, "place": {"properties": {"city": {"type": "keyword"}}},
              "visits": {"type": "nested", "properties": {"ms": {"type": "long"}}}, "span": {"type": "integer_range"}}}}""")));
        assertThat(destination.schema(EntityName.of("foreign")).orElseThrow().columns()).extracting(Column::name, Column::sourceType, Column::type).containsExactly(
            org.assertj.core.groups.Tuple.tuple("age", "short", Optional.of("smallint")), org.assertj.core.groups.Tuple.tuple("at", "date", Optional.of("timestamp")),
            org.assertj.core.groups.Tuple.tuple("name", "text", Optional.of("string")), org.assertj.core.groups.Tuple.tuple("place", "object", Optional.of("struct<city:string>")),
            org.assertj.core.groups.Tuple.tuple("span", "integer_range", Optional.empty()),
            org.assertj.core.groups.Tuple.tuple("visits", "nested", Optional.of("array<struct<ms:bigint>>")));
        assertThat(destination.check(EntityName.of("foreign"), Batches.layout(WriteMode.UPSERT, "name", "string", "age", "int", "at", "date", "place", "struct<city:string,zip:string>",
            "visits", "array<struct<ms:string>>", "more", "string"))).extracting(Problem::where)
            .containsExactly("connections.search_cluster: foreign.age", "connections.search_cluster: foreign.place.zip", "connections.search_cluster: foreign.visits.ms",
                "connections.search_cluster: foreign.more");
        Batches batches = new Batches("foreign", WriteMode.UPSERT, "name", "string");
        assertThat(destination.write(batches.of(row("a", "c", 1L, "Ann")))).isEqualTo(new Written(1, 0, 0));
    }

    @Test
    void aliasOfTwoIndicesIsRefused() throws Exception {
        SERVER.call("PUT", "/two-1", Optional.of(json("{\"aliases\":{\"two\":{}}}")));
        SERVER.call("PUT", "/two-2", Optional.of(json("{\"aliases\":{\"two\":{}}}")));
        assertThatThrownBy(() -> destination.schema(EntityName.of("two"))).hasMessageContaining("two-1").hasMessageContaining("two-2");
    }

    @Test
    void nameThatNoIndexCanHaveIsAProblemWithASuggestion() {
        for (String name : List.of("Users", "\"a b\"", "-x", "_x", "a/b", "a*", "\"#\"", "x".repeat(256))) {
            assertThat(destination.check(EntityName.of(name), Batches.layout(WriteMode.UPSERT, "a", "int"))).as(name).singleElement()
                .extracting(Problem::fix).asString().startsWith("Choose another destination, such as ");
            assertThatThrownBy(() -> destination.create(EntityName.of(name), Batches.layout(WriteMode.UPSERT, "a", "int"))).isInstanceOfSatisfying(LeatException.class,
                e -> assertThat(e.kind()).isEqualTo(Kind.WORKSPACE));
        }
        assertThat(destination.check(EntityName.of("sales.orders-2026_01"), Batches.layout(WriteMode.UPSERT, "a", "int"))).isEmpty();
    }

    @Test
    void fieldThatNoDocumentCanHoldIsAProblem() {
        assertThat(destination.check(EntityName.of("unwritable"), Batches.layout(WriteMode.UPSERT, "_id", "int", "span", "interval day to second", "ok", "int"))).hasSize(2);
    }

    @Test
    void writingToAnIndexThatIsGoneDoesNotMakeAnotherOne() {
        Batches batches = new Batches("gone", WriteMode.UPSERT, "name", "string");
        assertThatThrownBy(() -> destination.write(batches.of(row("a", "c", 1L, "Ann")))).isInstanceOfSatisfying(LeatException.class, e -> assertThat(e.kind()).isEqualTo(Kind.WORKSPACE));
        assertThat(destination.schema(EntityName.of("gone"))).isEmpty();
    }
}
