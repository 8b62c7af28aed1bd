package dev.leat.connect.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Finding;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import dev.leat.connect.TestSession;
import dev.leat.model.Capture;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesSourceTest {
    private static final Optional<JsonNode> BEGINNING = Optional.empty();
    @TempDir
    private Path folder;

    private Site<FilesSettings> site(Format format, Map<String, String> options) {
        return new Site<>("inbox", new FilesSettings("in box", format, options), folder.toString(), new Site.Retries(1, 1, 1));
    }

    private Source source(Format format) {
        return new FilesConnector().source(site(format, Map.of()));
    }

    private void file(String name, String text) throws IOException {
        Path file = folder.resolve("in box").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Reading reading(Source source, String entity, String capture) {
        EntityName name = EntityName.of(entity);
        return new Reading(name, source.schema(name).columns(), List.of(), Capture.of(capture));
    }

    private static List<String> rows(Source source, Reading reading, Range range) {
        return source.read(TestSession.spark(), reading, range).collectAsList().stream().map(Row::toString).toList();
    }

    private static List<String> columns(Source source, String entity) {
        return source.schema(EntityName.of(entity)).columns().stream().map(column -> column.name() + " " + column.type().orElseThrow()).toList();
    }

    @Test
    void eachFileIsReadOnceAndARangeReadsTheSameAgain() throws Exception {
        file("orders/1.csv", "id,note\n1,\"a, b\"\n2,\n3,\"\"\n");
        file("orders/_2.csv", "id,note\n9,not yet\n");
        Source source = source(Format.CSV);
        Reading reading = reading(source, "orders", "append");
        Range first = source.next(reading, BEGINNING).orElseThrow();
        assertThat(first.rows()).isBetween(3L, 5L);
        assertThat(rows(source, reading, first)).containsExactly("[1,a, b,null]", "[2,null,null]", "[3,,null]");
        assertThat(source.next(reading, Optional.of(first.position()))).isEmpty();
        Files.move(folder.resolve("in box/orders/_2.csv"), folder.resolve("in box/orders/2.csv"));
        file("orders/deep er/{3}.csv", "id,note\n3,ü\n");
        Range second = source.next(reading, Optional.of(first.position())).orElseThrow();
        assertThat(rows(source, reading, second)).containsExactlyInAnyOrder("[9,not yet,null]", "[3,ü,null]");
        assertThat(rows(source, reading, first)).containsExactly("[1,a, b,null]", "[2,null,null]", "[3,,null]");
        assertThat(source.next(reading, Optional.of(second.position()))).isEmpty();
    }

    @Test
    void fileThatGrewIsAnErrorThatNamesItAndWhatToDo() throws Exception {
        file("orders/1.csv", "id\n1\n");
        Source source = source(Format.CSV);
        Reading reading = reading(source, "orders", "append");
        Range first = source.next(reading, BEGINNING).orElseThrow();
        file("orders/1.csv", "id\n1\n2\n");
        assertThatThrownBy(() -> source.next(reading, Optional.of(first.position()))).isInstanceOfSatisfying(LeatException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.WORKSPACE);
            assertThat(e).hasMessageContaining("orders/1.csv").hasMessageContaining("5 bytes").hasMessageContaining("7 now").hasMessageContaining("new files");
        });
        assertThatThrownBy(() -> source.read(TestSession.spark(), reading, first)).hasMessageContaining("orders/1.csv");
    }

    @Test
    void fileThatIsGoneIsFineAndNotReadAgainWhenItComesBack() throws Exception {
        file("orders/1.csv", "id\n1\n");
        file("orders/2.csv", "id\n2\n");
        Source source = source(Format.CSV);
        Reading reading = reading(source, "orders", "append");
        Range first = source.next(reading, BEGINNING).orElseThrow();
        Files.delete(folder.resolve("in box/orders/1.csv"));
        assertThat(source.next(reading, Optional.of(first.position()))).isEmpty();
        assertThat(rows(source, reading, first)).containsExactly("[2,null]");
        file("orders/3.csv", "id\n3\n");
        Range second = source.next(reading, Optional.of(first.position())).orElseThrow();
        file("orders/1.csv", "id\n1\n");
        assertThat(source.next(reading, Optional.of(second.position()))).isEmpty();
    }

    @Test
    void lineOfCsvThatCannotBeParsedIsKeptWhole() throws Exception {
        file("orders.csv", "id,note\n1,a\n2,b,too many\n3\n4,d\n");
        Source source = source(Format.CSV);
        Reading reading = reading(source, "orders", "append");
        assertThat(rows(source, reading, source.next(reading, BEGINNING).orElseThrow()))
            .containsExactly("[1,a,null]", "[null,null,Map(_record -> 2,b,too many)]", "[null,null,Map(_record -> 3)]", "[4,d,null]");
        Reading narrow = new Reading(reading.entity(), reading.columns().subList(0, 1), List.of(), reading.capture());
        assertThat(rows(source, narrow, source.next(narrow, BEGINNING).orElseThrow()))
            .containsExactly("[1,null]", "[null,Map(_record -> 2,b,too many)]", "[null,Map(_record -> 3)]", "[4,null]");
    }

    @Test
    void csvFilesMayHaveTheirColumnsInAnyOrderAndSomeMissing() throws Exception {
        file("orders/1.csv", "id,note\n1,a\n");
        file("orders/2.csv", "\uFEFFnote,size,id\nb,L,2\n");
        file("orders/3.csv", "");
        Source source = source(Format.CSV);
        Reading reading = reading(source, "orders", "append");
        assertThat(columns(source, "orders")).containsExactly("id string", "note string", "size string");
        assertThat(rows(source, reading, source.next(reading, BEGINNING).orElseThrow())).containsExactlyInAnyOrder("[1,a,null,null]", "[2,b,L,null]");
    }

    @Test
    void csvOptionsReachTheReader() throws Exception {
        file("orders.csv", "id;note\n1;'a;b\nc'\n2;NULL\n");
        Source source = new FilesConnector().source(site(Format.CSV, Map.of("delimiter", ";", "quote", "'", "multiLine", "true", "nullValue", "NULL")));
        Reading reading = reading(source, "orders.csv", "append");
        assertThat(rows(source, reading, source.next(reading, BEGINNING).orElseThrow())).containsExactly("[1,a;b\nc,null]", "[2,null,null]");
    }

    @Test
    void headerWithARepeatedNameIsAnError() throws Exception {
        file("orders.csv", "id,id\n1,2\n");
        assertThatThrownBy(() -> source(Format.CSV).schema(EntityName.of("orders"))).isInstanceOf(LeatException.class).hasMessageContaining("orders.csv").hasMessageContaining("[id, id]");
    }

    @Test
    void jsonLinesGetTypesByRuleAndWhatDoesNotFitIsKeptWhole() throws Exception {
        file("events/1.jsonl", """
            {"id": 1, "price": 1, "ok": true, "tags": ["a"], "at": {"lat": 1}, "mixed": 1, "big": 123456789012345678901234567890, "none": null}
            {"id": 2, "price": 2.5, "ok": null, "tags": [], "at": {"lon": "x"}, "mixed": "a", "ID": 7}
            {"id": 3, "broken
            """);
        Source source = source(Format.JSON);
        assertThat(columns(source, "events")).containsExactly("id bigint", "price double", "ok boolean", "tags array<string>", "at struct<lat:bigint,lon:string>", "mixed string", "big string",
            "none string", "ID bigint");
        Reading reading = reading(source, "events", "append");
        Range first = source.next(reading, BEGINNING).orElseThrow();
        List<String> rows = rows(source, reading, first);
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).isEqualTo("[1,1.0,true,ArraySeq(a),[1,null],1,123456789012345678901234567890,null,null,null]");
        assertThat(rows.get(1)).isEqualTo("[2,2.5,null,ArraySeq(),[null,x],a,null,null,7,null]");
        assertThat(rows.get(2)).contains("Map(_record -> {\"id\": 3, \"broken)").startsWith("[null,null");
        file("events/2.jsonl", "{\"id\": \"four\", \"price\": 4}\n{\"id\": 5, \"price\": 5}\n");
        assertThat(rows(source, reading, source.next(reading, Optional.of(first.position())).orElseThrow()))
            .containsExactly("[null,null,null,null,null,null,null,null,null,Map(_record -> {\"id\": \"four\", \"price\": 4})]", "[5,5.0,null,null,null,null,null,null,null,null]");
    }

    @Test
    void compressedFilesAndPatternsAreRead() throws Exception {
        Files.createDirectories(folder.resolve("in box"));
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("in box/a-1.csv.gz")))) {
            out.write("id\n1\n".getBytes());
        }
        file("a-2.csv", "id\n2\n");
        file("b-1.csv", "id\n3\n");
        Source source = source(Format.CSV);
        Reading reading = reading(source, "\"a-*\"", "append");
        assertThat(rows(source, reading, source.next(reading, BEGINNING).orElseThrow())).containsExactlyInAnyOrder("[1,null]", "[2,null]");
        assertThat(source.entities()).extracting(EntityName::last).containsExactly("a-1.csv.gz", "a-2.csv", "b-1.csv");
    }

    @Test
    void parquetIsReadWithItsOwnTypesAndExactCount() {
        TestSession.spark().range(0, 5, 1, 2).selectExpr("id", "cast(id as decimal(12,2)) amount", "timestamp_micros(id) at", "array(id) list")
            .write().parquet(folder.resolve("in box/sales/orders").toString());
        Source source = source(Format.PARQUET);
        assertThat(columns(source, "sales.orders")).containsExactly("id bigint", "amount decimal(12,2)", "at timestamp", "list array<bigint>");
        Reading reading = reading(source, "sales.orders", "append");
        Range range = source.next(reading, BEGINNING).orElseThrow();
        assertThat(range.rows()).isEqualTo(5);
        assertThat(rows(source, reading, range)).hasSize(5).allMatch(row -> row.endsWith(",null]"));
    }

    @Test
    void snapshotIsReadAgainWhenAnythingChanged() throws Exception {
        file("orders/1.csv", "id\n1\n");
        Source source = source(Format.CSV);
        Reading reading = reading(source, "orders", "snapshot");
        Range first = source.next(reading, BEGINNING).orElseThrow();
        assertThat(source.next(reading, Optional.of(first.position()))).isEmpty();
        file("orders/1.csv", "id\n1\n2\n");
        Range second = source.next(reading, Optional.of(first.position())).orElseThrow();
        assertThat(rows(source, reading, second)).containsExactly("[1,null]", "[2,null]");
        Files.delete(folder.resolve("in box/orders/1.csv"));
        Range third = source.next(reading, Optional.of(second.position())).orElseThrow();
        assertThat(rows(source, reading, third)).isEmpty();
    }

    @Test
    void missingEntityNamesThoseThatThereAre() throws Exception {
        file("orders/1.csv", "id\n1\n");
        assertThatThrownBy(() -> source(Format.CSV).schema(EntityName.of("order"))).isInstanceOfSatisfying(LeatException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.WORKSPACE);
            assertThat(e).hasMessageContaining("[orders]");
        });
    }

    @Test
    void unknownOptionIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> new FilesSettings("x", Format.CSV, Map.of("header", "false"))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("delimiter");
    }

    @Test
    void doctorTellsWhatIsThere() throws Exception {
        assertThat(new FilesConnector().check(site(Format.CSV, Map.of()))).singleElement().extracting(finding -> finding.problem().isPresent()).isEqualTo(true);
        file("orders/1.csv", "id\n1\n");
        assertThat(new FilesConnector().check(site(Format.CSV, Map.of()))).singleElement().extracting(Finding::what).asString().startsWith("1 files");
    }
}
