package dev.leat.connect.files;

import static dev.leat.connect.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connect.Batch;
import dev.leat.connect.Batches;
import dev.leat.connect.Destination;
import dev.leat.connect.Finding;
import dev.leat.connect.Reading;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import dev.leat.connect.TestSession;
import dev.leat.connect.Written;
import dev.leat.model.Capture;
import dev.leat.model.EntityName;
import dev.leat.model.Problem;
import dev.leat.model.WriteMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FilesDestinationTest {
    @TempDir
    private Path folder;

    private Site<FilesSettings> site(Format format) {
        return new Site<>("out", new FilesSettings("files", format, Map.of()), folder.toString(), new Site.Retries(1, 1, 1));
    }

    private List<String> folders() throws IOException {
        try (Stream<Path> found = Files.list(folder.resolve("files/orders"))) {
            return found.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void batchesAreAddedOnceAndLeatsOwnSourceReadsThemAgain(Format format) throws IOException {
        Batches batches = new Batches("orders", WriteMode.APPEND, "name", "string", "at", "timestamp");
        Destination destination = new FilesConnector().destination(site(format));
        Timestamp at = Timestamp.from(Instant.parse("2026-01-31T09:00:00.5Z"));
        Batch first = batches.of(row("a", "c", 1L, "Ann, \"A\"", at), row("b", "c", 2L, "Bob", null), row("c", "c", 3L, "", at));
        assertThat(destination.write(first)).isEqualTo(new Written(3, 0, 0));
        assertThat(destination.write(Batches.again(first))).isEqualTo(Written.NOTHING);
        assertThat(destination.write(batches.of())).isEqualTo(Written.NOTHING);
        destination.write(batches.of(row("a", "u", 4L, "Anna", at)));
        assertThat(folders()).hasSize(2).allMatch(name -> name.startsWith("batch="));
        Source source = new FilesConnector().source(site(format));
        Reading reading = new Reading(EntityName.of("orders"), source.schema(EntityName.of("orders")).columns(), List.of(), Capture.of("append"));
        List<Row> rows = source.read(TestSession.spark(), reading, source.next(reading, Optional.empty()).orElseThrow()).selectExpr("name", "cast(at as timestamp)").collectAsList();
        assertThat(rows).extracting(row -> row.get(0) + " " + (row.isNullAt(1) ? "never" : row.getTimestamp(1).toInstant())).containsExactlyInAnyOrder("Ann, \"A\" 2026-01-31T09:00:00.500Z", "Bob never",
            " 2026-01-31T09:00:00.500Z", "Anna 2026-01-31T09:00:00.500Z");
    }

    @Test
    void batchThatDiedHalfWayIsNotSeenAndIsWrittenAgain() throws IOException {
        Batches batches = new Batches("orders", WriteMode.APPEND, "name", "string");
        Batch batch = batches.of(row("a", "c", 1L, "Ann"));
        Path half = folder.resolve("files/orders/_leat_" + batch.application() + "-" + batch.id());
        Files.createDirectories(half);
        Files.writeString(half.resolve("part-0.json"), "{\"name\": \"half\"}");
        assertThat(new Folder(site(Format.JSON)).files(batches.entity())).isEmpty();
        assertThat(new FilesConnector().destination(site(Format.JSON)).write(batch)).isEqualTo(new Written(1, 0, 0));
        assertThat(folders()).containsExactly("batch=" + batch.application() + "-" + batch.id());
        try (Stream<Path> files = Files.walk(folder.resolve("files/orders"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".json")).toList()).singleElement().satisfies(file -> assertThat(Files.readString(file)).contains("Ann").doesNotContain("half"));
        }
    }

    @Test
    void upsertsAndNestedValuesInCsvAreProblemsThatSayWhatToDo() {
        Destination destination = new FilesConnector().destination(site(Format.CSV));
        assertThat(destination.check(EntityName.of("orders"), Batches.layout(WriteMode.UPSERT, "name", "string", "tags", "array<string>"))).extracting(Problem::fix).hasSize(2)
            .anyMatch(fix -> fix.contains("write: append")).anyMatch(fix -> fix.contains("to_json"));
        assertThat(destination.check(EntityName.of("orders"), Batches.layout(WriteMode.APPEND, "name", "string"))).isEmpty();
        assertThat(destination.schema(EntityName.of("orders"))).isEmpty();
    }

    @Test
    void doctorTriesToWrite() throws IOException {
        assertThat(new FilesConnector().checkWriting(site(Format.CSV), List.of())).singleElement().extracting(Finding::what).asString().contains("can be written");
        Files.writeString(folder.resolve("blocked"), "a file");
        Site<FilesSettings> blocked = new Site<>("out", new FilesSettings("blocked", Format.CSV, Map.of()), folder.toString(), new Site.Retries(1, 1, 1));
        assertThat(new FilesConnector().checkWriting(blocked, List.of())).singleElement().extracting(finding -> finding.problem().isPresent()).isEqualTo(true);
    }
}
