package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Connectors;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Source;
import dev.leat.connect.TestSession;
import dev.leat.lake.CaptureLog;
import dev.leat.lake.Lake;
import dev.leat.lake.Lease;
import dev.leat.model.Capture;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Yaml;
import dev.leat.transform.Retyped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A table of the test server whose changes are captured, with columns {@code id} and {@code name} among others. */
record ChangedTable(String name, Path folder, List<String> key, List<String> notes) {
    ChangedTable(String name, Path folder) {
        this(name, folder, List.of(), new ArrayList<>());
    }

    ChangedTable with(List<String> other) {
        return new ChangedTable(name, folder, other, notes);
    }

    CaptureLog log() {
        return Lake.at(folder.toString(), folder).capture("db", entity());
    }

    private EntityName entity() {
        return EntityName.of(name);
    }

    long capture() {
        return capture(source -> source);
    }

    long capture(UnaryOperator<Source> wrapped) {
        try (Source source = wrapped.apply(Connectors.source(TestPostgres.site())); Lease lease = Lake.at(folder.toString(), folder).leases().take("test", "run")) {
            return new CaptureStep(TestSession.spark(), log(), reading(source), source, notes::add).run("run", lease);
        }
    }

    /** What is new, as {@code leat plan} asks. */
    Optional<Range> plan() {
        try (Source source = Connectors.source(TestPostgres.site())) {
            return source.next(reading(source), log().head().map(CaptureLog.Head::position));
        }
    }

    /** What a process does before it dies. */
    void read(CaptureLog.Position begun) {
        try (Source source = Connectors.source(TestPostgres.site())) {
            source.read(TestSession.spark(), reading(source), new Range(begun.position(), begun.bounds(), Optional.empty(), begun.rows())).count();
        }
    }

    private Reading reading(Source source) {
        EntitySchema schema = source.schema(entity());
        return new Reading(entity(), schema.columns(), key.isEmpty() ? schema.key() : key, Capture.of("change"));
    }

    /** Of a commit. */
    JsonNode position(long number) {
        try (Stream<Path> files = Files.walk(folder)) {
            Path file = files.filter(path -> path.toString().endsWith(String.format("positions/%012d.json", number))).findFirst().orElseThrow();
            return Yaml.json().readTree(file.toFile()).get("position");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Dataset<Row> lake() {
        return TestSession.spark().read().format("delta").load(log().table());
    }

    /** In the order of the capture. */
    List<String> rows() {
        return lake().orderBy("_leat_seq").collectAsList().stream().map(row -> row.getAs("_leat_op") + " " + row.getAs("id") + " " + row.getAs("name")).toList();
    }

    /** What the lake says that the table is now. */
    List<String> live() {
        return living(lake());
    }

    /** The same with each column's type of now. */
    List<String> now() {
        try (Source source = Connectors.source(TestPostgres.site())) {
            return living(Retyped.joined(lake(), reading(source).columns()));
        }
    }

    private static List<String> living(Dataset<Row> lake) {
        return Changes.newestOfEach(lake, List.of("id")).where("_leat_op <> 'd'").orderBy("id").collectAsList().stream().map(row -> row.getAs("id") + " " + row.getAs("name")).toList();
    }

    List<String> slots() {
        return TestPostgres.texts("select slot_name from pg_replication_slots where " + own("slot_name"));
    }

    String confirmed() {
        return TestPostgres.texts("select confirmed_flush_lsn from pg_replication_slots where " + own("slot_name")).stream().collect(Collectors.joining());
    }

    void dropSlot() {
        TestPostgres.run("select pg_drop_replication_slot(slot_name) from pg_replication_slots where " + own("slot_name"));
    }

    /** False when somebody looks at it just now. */
    boolean dropUnused() {
        try {
            return !TestPostgres.texts("select pg_drop_replication_slot(slot_name) from pg_replication_slots where not active and " + own("slot_name")).isEmpty();
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("is active");
            return false;
        }
    }

    void dropPublication() {
        TestPostgres.texts("select pubname from pg_publication where " + own("pubname")).forEach(publication -> TestPostgres.run("drop publication " + publication));
    }

    /** Tests share a server, whose slots are few. */
    void release() {
        dropSlot();
        dropPublication();
    }

    private String own(String column) {
        return column + " like 'leat\\_public\\_" + name.replace("_", "\\_") + "\\_%'";
    }
}
