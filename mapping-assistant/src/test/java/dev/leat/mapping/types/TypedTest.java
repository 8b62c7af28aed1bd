package dev.leat.mapping.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.connect.Connectors;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import dev.leat.connect.files.FilesSettings;
import dev.leat.connect.files.Format;
import dev.leat.mapping.schema.Label;
import dev.leat.mapping.schema.Labeling;
import dev.leat.mapping.schema.Pull;
import dev.leat.mapping.schema.SchemaFiles;
import dev.leat.mapping.schema.TestServers;
import dev.leat.model.Capture;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.LeatException;
import dev.leat.model.Workspace;
import dev.leat.run.Session;
import dev.leat.run.Size;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypedTest {
    /** Public, as the code that Spark generates must see it. */
    public record Point(@Named("a b") int x, Optional<List<String>> names) {}

    /** The rows are its as long as it is open. */
    private static final List<Source> OPEN = new ArrayList<>();

    private static SparkSession spark;

    @TempDir
    Path workspace;

    @BeforeAll
    static void start() {
        spark = Session.start(new Workspace("types", "none", Map.of(), Optional.of(new Workspace.Spark(Optional.of("local[1]"), Map.of())), Optional.empty(), Optional.empty(), Optional.empty()), Size.SMALL);
    }

    @AfterAll
    static void stop() {
        OPEN.forEach(Source::close);
        spark.stop();
    }

    private Types.Generated generate(Site<?> site, String entity, String packageName) {
        SchemaFiles files = new SchemaFiles(workspace);
        new Pull(files, site, 100).pull(List.of(EntityName.of(entity)));
        return new Types(files, workspace.resolve("types")).generate(site.name(), List.of(EntityName.of(entity)), packageName).get(0);
    }

    /** As a run reads them. */
    private static Dataset<Row> rows(Site<?> site, String entity) {
        Source source = Connectors.source(site);
        OPEN.add(source);
        EntitySchema schema = source.schema(EntityName.of(entity));
        Reading reading = new Reading(schema.entity(), schema.columns(), schema.key(), Capture.of("snapshot"));
        Range range = source.next(reading, Optional.empty()).orElseThrow();
        return source.read(spark, reading, range);
    }

    private static Object of(Object record, String component) {
        try {
            var accessor = record.getClass().getMethod(component);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void rowsOfPostgresAreRecords() {
        TestServers.run("postgres", "drop table if exists typed", """
            create table typed (id bigint primary key, small smallint not null, name text, "is ok" boolean, price numeric(12,2), born date, seen timestamptz, local timestamp, raw bytea, tags text[], ratio double precision, state text not null)""",
            "insert into typed values (1, 2, 'Ada', true, 12.50, '1815-12-10', '2024-01-31 10:00:00+01', '2024-01-31 10:00:00', '\\x0102', array['a', null], 0.5, 'open')",
            "insert into typed (id, small, state) values (2, 3, 'closed for good')");
        new Pull(new SchemaFiles(workspace), TestServers.postgres(), 10).pull(List.of(EntityName.of("typed")));
        Label values = new Label(Optional.empty(), Optional.of("where it */ stands \\u0041 <b> @see"), Optional.empty(), Optional.empty(), Optional.empty(), List.of("open", "closed for good"), Optional.empty(), Optional.empty());
        new Labeling(new SchemaFiles(workspace), "shop", EntityName.of("typed")).label(Map.of("state", values));
        Class<? extends Record> type = Compiled.of(generate(TestServers.postgres(), "typed", "generated.postgres"));
        Dataset<Row> rows = rows(TestServers.postgres(), "typed");
        Dataset<? extends Record> typed = Typed.read(rows, type);

        assertThat(typed.columns()).containsExactly("id", "small", "name", "is ok", "price", "born", "seen", "local", "raw", "tags", "ratio", "state");
        List<? extends Record> records = typed.orderBy("id").collectAsList();
        Object first = records.get(0);
        assertThat(of(first, "id")).isEqualTo(1L);
        assertThat(of(first, "small")).isEqualTo((short) 2);
        assertThat(of(first, "name")).isEqualTo(Optional.of("Ada"));
        assertThat(of(first, "isOk")).isEqualTo(Optional.of(true));
        assertThat(of(first, "price")).isEqualTo(Optional.of(new BigDecimal("12.50")));
        assertThat(of(first, "born")).isEqualTo(Optional.of(LocalDate.of(1815, 12, 10)));
        assertThat(of(first, "seen")).isEqualTo(Optional.of(Instant.parse("2024-01-31T09:00:00Z")));
        assertThat(of(first, "local")).isEqualTo(Optional.of(LocalDateTime.of(2024, 1, 31, 10, 0)));
        assertThat((byte[]) ((Optional<?>) of(first, "raw")).orElseThrow()).containsExactly(1, 2);
        assertThat(((Optional<?>) of(first, "tags")).orElseThrow()).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST).containsExactly("a", null);
        assertThat(of(first, "state")).hasToString("OPEN");
        assertThat(of(records.get(1), "name")).isEqualTo(Optional.empty());
        assertThat(of(records.get(1), "state")).hasToString("CLOSED_FOR_GOOD");
        assertThat(typed.where("id = 2").count()).as("SQL goes on working").isEqualTo(1);
    }

    @Test
    void recordsGoThroughTasksAndBackIntoRows() {
        Dataset<Row> rows = spark.sql("select * from values (1, array('p'), 'extra'), (2, null, 'extra') as t(`a b`, names, more)");
        Dataset<Point> points = Typed.read(rows, Point.class);
        assertThat(points.map((MapFunction<Point, String>) point -> point.x() + " " + point.names().map(names -> names.get(0)).orElse("-"), Encoders.STRING()).collectAsList()).containsExactly("1 p", "2 -");
        Dataset<Point> moved = points.map((MapFunction<Point, Point>) point -> new Point(point.x() + 10, point.names()), Typed.of(points.schema(), Point.class).encoder());
        assertThat(moved.columns()).containsExactly("a b", "names");
        assertThat(moved.toDF().collectAsList()).extracting(Row::toString).containsExactly("[11,ArraySeq(p)]", "[12,null]");
        Typed<Point> typed = Typed.of(rows.schema(), Point.class);
        Row back = typed.row(typed.from(rows.first()));
        assertThat(back.getInt(0)).isEqualTo(1);
        assertThat(back.<String>getList(1)).containsExactly("p");
        assertThat(back.isNullAt(2)).isTrue();
    }

    @Test
    void nestedJsonIsNestedRecords() throws IOException {
        Files.writeString(workspace.resolve("events.json"), """
            {"id": "e1", "user": {"mail": "a@example.com", "home": {"city": "Paris"}}, "items": [{"price": 1.5, "user": {"x": 1}}, {"price": 2}], "class": "k", "getClass": 1, "": "empty", "🙂": true}
            {"id": "e2"}
            """);
        Site<FilesSettings> site = new Site<>("dump", new FilesSettings(workspace.toString(), Format.JSON, Map.of()), workspace.toString(), new Site.Retries(1, 1, 1));
        Types.Generated generated = generate(site, "events", "generated.json");
        String text = Files.readString(generated.file());
        assertThat(text).contains("@Named(\"class\") Optional<String> class_,", "@Named(\"getClass\") Optional<Long> getClass_,", "@Named(\"\\ud83d\\ude42\") Optional<Boolean> column",
            "Optional<List<Items>> items", "public record ItemsUser(");
        Class<? extends Record> type = Compiled.of(generated);
        List<? extends Record> records = Typed.read(rows(site, "events").drop(Reading.UNREADABLE), type).orderBy("id").collectAsList();
        Object user = ((Optional<?>) of(records.get(0), "user")).orElseThrow();
        assertThat(of(((Optional<?>) of(user, "home")).orElseThrow(), "city")).isEqualTo(Optional.of("Paris"));
        List<?> items = (List<?>) ((Optional<?>) of(records.get(0), "items")).orElseThrow();
        assertThat(items).extracting(item -> of(item, "price")).containsExactly(Optional.of(1.5), Optional.of(2.0));
        assertThat(of(records.get(1), "user")).isEqualTo(Optional.empty());
    }

    @Test
    void moreColumnsThanAConstructorTakesAreRecordsInParts() throws IOException {
        Files.writeString(workspace.resolve("wide.csv"), IntStream.range(0, 260).mapToObj(i -> "column " + i).collect(Collectors.joining(",")) + "\n"
            + IntStream.range(0, 260).mapToObj(Integer::toString).collect(Collectors.joining(",")) + "\n");
        Site<FilesSettings> site = new Site<>("dump", new FilesSettings(workspace.toString(), Format.CSV, Map.of()), workspace.toString(), new Site.Retries(1, 1, 1));
        Class<? extends Record> type = Compiled.of(generate(site, "wide", "generated.wide"));
        Object record = Typed.read(rows(site, "wide"), type).first();
        assertThat(of(record, "column0")).isEqualTo(Optional.of("0"));
        assertThat(of(record, "column259")).isEqualTo(Optional.of("259"));
    }

    @Test
    void whatDoesNotFitIsToldWithItsPlace() {
        record Hidden(int id) {}
        assertThatThrownBy(() -> Typed.read(spark.sql("select 1 as id"), Hidden.class)).hasMessageContaining("the record is not public");
        record User(@Named("id") long id, @Named("mail") Optional<String> mail, Optional<String> gone) {}
        Dataset<Row> rows = spark.sql("select 1 as id, cast('x' as binary) as mail");
        assertThatThrownBy(() -> Typed.of(rows.schema(), User.class)).isInstanceOfSatisfying(LeatException.class, failure -> assertThat(failure.problems()).extracting(problem -> problem.where() + ": " + problem.what())
            .containsExactly("User.id: the column is int, which is no long", "User.mail: the column is binary, which is no String", "User: the rows have no column 'gone'"));
        enum State { OPEN }
        record Order(State state, int count) {}
        Typed<Order> orders = Typed.of(spark.sql("select '' as state, 1 as count").schema(), Order.class);
        assertThatThrownBy(() -> orders.from(spark.sql("select 'shut' as state, 1 as count").first())).hasMessage("Order.state: 'shut' is none of [OPEN]");
        assertThatThrownBy(() -> orders.from(spark.sql("select 'OPEN' as state, cast(null as int) as count").first())).hasMessageContaining("Order.count: the column 'count' is null");
    }

    @Test
    void generatedRecordsServeAJavaTransformer() throws IOException {
        TestServers.run("postgres", "drop table if exists people", "create table people (id int primary key, name text)", "insert into people values (1, ' ada ')");
        Types.Generated generated = generate(TestServers.postgres(), "people", "generated.transformer");
        Path source = Files.writeString(Files.createDirectories(workspace.resolve("src")).resolve("Strip.java"), """
            package generated.transformer;
            import dev.leat.mapping.types.Typed;
            import java.util.Optional;
            import org.apache.spark.sql.Row;
            public class Strip implements dev.leat.transform.RowTransformer {
                private Typed<People> people;
                @Override public Optional<Row> apply(Row row) {
                    people = people == null ? Typed.of(row.schema(), People.class) : people;
                    People one = people.from(row);
                    return Optional.of(people.row(new People(one.id(), one.name().map(String::strip))));
                }
            }
            """);
        Compiled.of(generated, source);
        Row row = rows(TestServers.postgres(), "people").select("id", "name").first();
        assertThatThrownBy(() -> Class.forName("generated.transformer.None")).isInstanceOf(ClassNotFoundException.class);
        try {
            var strip = (dev.leat.transform.RowTransformer) Class.forName("generated.transformer.Strip").getConstructor().newInstance();
            assertThat(strip.apply(row).orElseThrow().toString()).isEqualTo("[1,ada]");
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
