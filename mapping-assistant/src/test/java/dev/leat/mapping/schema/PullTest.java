package dev.leat.mapping.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.connect.Site;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.SchemaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullTest {
    @TempDir
    Path workspace;

    private List<Pull.Pulled> pull(Site<?> site, String... entities) {
        return new Pull(new SchemaFiles(workspace), site, 1000).pull(Arrays.stream(entities).map(EntityName::of).toList());
    }

    private static Profile field(Pull.Pulled pulled, String name) {
        return pulled.profile().field(name).orElseThrow(() -> new AssertionError(pulled.profile().fields().stream().map(Profile::field).toList()));
    }

    private static SchemaFile.Field column(Pull.Pulled pulled, String name) {
        return Label.field(pulled.schema(), name).orElseThrow();
    }

    @Test
    void ofPostgresTypesKeysCommentsAndWhatTheRowsShow() {
        TestServers.run("postgres", "drop table if exists orders, customers", """
            create table customers (id bigint primary key, email text, joined timestamptz not null, tags text[], balance numeric(12,2), notes jsonb, picture bytea)""",
            "comment on column customers.joined is 'when it became a customer'",
            "insert into customers select n, 'u' || n || '@example.com', timestamptz '2024-01-01 00:00:00Z' + n * interval '1 day', array['a', 'b'], case when n = 7 then 'NaN' else n / 4.0 end, '{\"a\": 1}', '\\x00ff' from generate_series(1, 3000) n",
            "create table orders (number text, customer bigint references customers, placed text)",
            "insert into orders select 'A-' || n, n, to_char(date '2024-01-01' + n, 'DD/MM/YYYY') from generate_series(1, 200) n");
        List<Pull.Pulled> pulled = pull(TestServers.postgres(), "customers", "orders");

        Pull.Pulled customers = pulled.get(0);
        assertThat(customers.profile().rows()).isEqualTo(1000);
        assertThat(customers.profile().keys()).startsWith(List.of("id"));
        assertThat(field(customers, "id").statement(Trait.KEY).orElseThrow().detail()).isEqualTo("declared");
        assertThat(field(customers, "email").semantic()).contains(Trait.EMAIL);
        assertThat(column(customers, "joined").comment()).contains("when it became a customer");
        assertThat(column(customers, "joined").nullable()).contains(false);
        assertThat(column(customers, "balance").type()).isEqualTo("decimal(12,2)");
        assertThat(field(customers, "tags").statement(Trait.ARRAY).orElseThrow().detail()).isEqualTo("2 to 2 elements");
        assertThat(field(customers, "tags[]").distinct()).isEqualTo(2);
        assertThat(field(customers, "notes").is(Trait.JSON)).isTrue();
        assertThat(field(customers, "picture").family()).isEqualTo(Family.BINARY);
        assertThat(customers.unlabeled()).containsExactly("id", "email", "tags", "balance", "notes", "picture");
        Pull.Pulled orders = pulled.get(1);
        assertThat(field(orders, "customer").statement(Trait.FOREIGN_KEY).orElseThrow().detail()).isEqualTo("customers.id, declared");
        assertThat(field(orders, "placed").statement(Trait.DATE_IN_TEXT).orElseThrow().detail()).isEqualTo("dd/MM/yyyy");
        assertThat(orders.profile().keys()).contains(List.of("number"));
    }

    @Test
    void theRowsAreSparksTextsAndTheSameEachTime() {
        TestServers.run("postgres", "drop table if exists kinds", "create table kinds (k int primary key, b boolean, d double precision, t timestamptz, n timestamp, day date, a int[])",
            "insert into kinds select i, true, 2, timestamptz '2024-01-31 10:00:00+01', timestamp '2024-01-31 10:00:00.5', date '2024-01-31', array[1, null] from generate_series(1, 50) i",
            "insert into kinds (k, day) values (0, 'infinity')");
        try (var sampler = dev.leat.connect.Connectors.sampler(TestServers.postgres())) {
            SampledEntity all = Samples.of("kinds", sampler.sample(EntityName.of("kinds"), 100).orElseThrow());
            int first = all.fields().get(0).values().indexOf(java.util.Optional.of("1"));
            assertThat(all.fields().stream().map(field -> field.name() + "=" + field.values().get(first).orElse("null")))
                .containsExactly("k=1", "b=true", "d=2.0", "t=2024-01-31 09:00:00", "n=2024-01-31 10:00:00.5", "day=2024-01-31", "a=[\"1\",null]", "a[]=1");
            int endless = all.fields().get(0).values().indexOf(java.util.Optional.of("0"));
            assertThat(all.fields().get(5).values().get(endless)).contains("infinity");
            assertThat(sampler.sample(EntityName.of("kinds"), 20).orElseThrow()).isEqualTo(sampler.sample(EntityName.of("kinds"), 20).orElseThrow());
        }
    }

    @Test
    void ofALargeTableOnlySomeBlocksAreRead() {
        TestServers.run("postgres", "drop table if exists big", "create table big as select n as id, repeat('x', 300) as filler from generate_series(1, 150000) n");
        try (var sampler = dev.leat.connect.Connectors.sampler(TestServers.postgres())) {
            var sample = sampler.sample(EntityName.of("big"), 500).orElseThrow();
            assertThat(sample.rows()).hasSize(500);
            assertThat(sample.rows().stream().mapToInt(row -> row.get("id").asInt())).as("from all of the table").anyMatch(id -> id < 30_000).anyMatch(id -> id > 120_000);
            assertThat(sampler.sample(EntityName.of("big"), 500).orElseThrow()).isEqualTo(sample);
        }
    }

    @Test
    void aColumnThatTheUserMayNotReadIsLeftOut() {
        TestServers.run("postgres", "drop table if exists guarded", "create table guarded (a int, secret text)", "insert into guarded values (1, 'x')",
            "do $$ begin create role reader login password 'reader'; exception when duplicate_object then null; end $$", "grant select (a) on guarded to reader");
        var admin = TestServers.postgres();
        Site<?> reader = new Site<>("shop", new dev.leat.connect.postgres.Postgres(admin.settings().url(), java.util.Optional.of("reader"), java.util.Optional.of(new dev.leat.model.Secret("reader")),
            java.util.Optional.empty()), admin.workspace(), admin.retry());
        Pull.Pulled pulled = pull(reader, "guarded").get(0);
        assertThat(pulled.schema().fields()).extracting(SchemaFile.Field::name).containsExactly("a");
        assertThat(pulled.leftOut()).hasSize(1);
        assertThat(pulled.profile().rows()).isEqualTo(1);
    }

    @Test
    void ofMariadb() {
        TestServers.run("mariadb", "drop table if exists bill_lines", "drop table if exists bills", "create table bills (id int primary key, total decimal(10,2) comment 'with tax', paid tinyint(1), country char(2))",
            "create table bill_lines (bill int, line int, what varchar(100), primary key (bill, line), foreign key (bill) references bills (id))",
            "insert into bills values " + IntStream.range(0, 50).mapToObj(i -> "(" + i + ", 12.50, 1, '" + List.of("DE", "FR", "GB").get(i % 3) + "')").collect(Collectors.joining(", ")),
            "insert into bill_lines select id, 1, 'x' from bills");
        List<Pull.Pulled> pulled = pull(TestServers.mariadb(), "bills", "bill_lines");
        assertThat(column(pulled.get(0), "total")).returns(java.util.Optional.of("with tax"), SchemaFile.Field::comment).returns("decimal(10,2)", SchemaFile.Field::type);
        assertThat(field(pulled.get(0), "country").statement(Trait.COUNTRY)).isPresent();
        assertThat(pulled.get(1).profile().keys().get(0)).containsExactly("bill", "line");
        assertThat(field(pulled.get(1), "bill").statement(Trait.FOREIGN_KEY).orElseThrow().detail()).isEqualTo("bills.id, declared");
        assertThat(pulled.get(0).profile().rows()).isEqualTo(50);
    }

    @Test
    void ofAnIndexWithItsDocuments() {
        TestServers.call("PUT", "people", """
            {"mappings": {"properties": {"id": {"type": "long"}, "mail": {"type": "keyword"}, "born": {"type": "date"}, "address": {"properties": {"city": {"type": "keyword"}}}, "span": {"type": "date_range"}}}}""");
        TestServers.call("POST", "people/_bulk?refresh=true", IntStream.range(0, 300).mapToObj(i ->
            "{\"index\": {\"_id\": \"" + i + "\"}}\n{\"id\": " + i + ", \"mail\": \"u" + i + "@example.com\", \"address\": {\"city\": \"Paris\"}}\n").collect(Collectors.joining()));
        Pull.Pulled pulled = pull(TestServers.search(), "people").get(0);
        assertThat(field(pulled, "id").distinct()).isEqualTo(300);
        assertThat(pulled.schema().fields()).extracting(SchemaFile.Field::name).containsExactly("address", "born", "id", "mail");
        assertThat(column(pulled, "address.city").type()).isEqualTo("string");
        assertThat(field(pulled, "mail").semantic()).contains(Trait.EMAIL);
        assertThat(field(pulled, "born").nulls()).isEqualTo(300);
        assertThat(pulled.leftOut()).singleElement().satisfies(problem -> assertThat(problem.where()).endsWith("people.span"));
    }

    @Test
    void jsonIsInferredOverManyRecords() throws IOException {
        Files.writeString(workspace.resolve("events.jsonl"), IntStream.range(0, 100).mapToObj(i -> """
            {"id": "e-%d", "user": {"mail": "u%d@example.com", "age": %s}, "items": [{"price": "1%d.5", "sku": "a"}, {"price": "2.0"}], "kind": "%s", "mixed": %s%s}
            """.formatted(i, i, i % 4 == 0 ? "null" : i, i % 10, i % 2 == 0 ? "click" : "view", i % 5 == 0 ? "\"x\"" : i, i == 3 ? ", \"rare\": true" : "")).collect(Collectors.joining()) + "no json\n[1]\n");
        Pull.Pulled pulled = pull(TestServers.files(workspace, dev.leat.connect.files.Format.JSON), "events").get(0);
        assertThat(pulled.profile().rows()).isEqualTo(100);
        assertThat(field(pulled, "user").statement(Trait.NESTED)).isPresent();
        assertThat(field(pulled, "user.mail").semantic()).contains(Trait.EMAIL);
        assertThat(field(pulled, "user.age").statement(Trait.OPTIONAL).orElseThrow().holds()).isEqualTo(75);
        assertThat(field(pulled, "items").statement(Trait.ARRAY).orElseThrow().detail()).isEqualTo("2 to 2 elements");
        assertThat(field(pulled, "items[].price").statement(Trait.NUMBER_IN_TEXT).orElseThrow().of()).as("of all elements").isEqualTo(200);
        assertThat(field(pulled, "items[].sku").statement(Trait.OPTIONAL).orElseThrow().sentence()).isEqualTo("there: 50 % of 200");
        assertThat(field(pulled, "mixed").statement(Trait.SEVERAL_TYPES).orElseThrow().detail()).isEqualTo("number 80, string 20");
        assertThat(field(pulled, "rare").statement(Trait.OPTIONAL).orElseThrow().holds()).isEqualTo(1);
        assertThat(field(pulled, "kind").is(Trait.ENUMERATION)).isTrue();
        assertThat(pulled.profile().keys()).contains(List.of("id"));
        assertThat(pulled.schema().nested()).extracting(SchemaFile.Field::name).containsExactly("user.mail", "user.age", "items[].price", "items[].sku");
    }

    @Test
    void deepAndWideJson() throws IOException {
        String deep = IntStream.range(0, 10).mapToObj(i -> "{\"l" + i + "\": ").collect(Collectors.joining()) + "\"x@example.com\"" + "}".repeat(10);
        String wide = IntStream.range(0, 700).mapToObj(i -> "\"c" + i + "\": " + i).collect(Collectors.joining(", "));
        Files.writeString(workspace.resolve("deep.json"), ("{\"deep\": " + deep + ", " + wide + "}\n").repeat(100));
        Pull.Pulled pulled = pull(TestServers.files(workspace, dev.leat.connect.files.Format.JSON), "deep").get(0);
        assertThat(field(pulled, "deep.l0.l1.l2.l3.l4.l5.l6.l7.l8.l9").semantic()).contains(Trait.EMAIL);
        assertThat(pulled.schema().fields()).hasSize(701);
    }

    @Test
    void csvWithOddContents() throws IOException {
        Files.writeString(workspace.resolve("odd.csv"), "id,select,größe 🙂,long\n1,a,,\"" + "y".repeat(100_000) + "\"\n2,\"b, c\",\"\",z\n3,too few\n");
        Files.writeString(workspace.resolve("empty.csv"), "");
        Files.writeString(workspace.resolve("header.csv"), "a,b\n");
        Site<?> files = TestServers.files(workspace, dev.leat.connect.files.Format.CSV);
        Pull.Pulled odd = pull(files, "odd").get(0);
        assertThat(odd.profile().rows()).isEqualTo(2);
        assertThat(odd.schema().fields()).extracting(SchemaFile.Field::name).containsExactly("id", "select", "größe 🙂", "long");
        assertThat(field(odd, "größe 🙂").nulls()).isEqualTo(1);
        assertThat(field(odd, "long").longest()).isEqualTo(10_000);
        assertThat(pull(files, "header").get(0).schema().fields()).hasSize(2);
        assertThat(pull(files, "empty").get(0).schema().fields()).isEmpty();
    }

    @Test
    void emptyAndNarrowTables() {
        TestServers.run("postgres", "drop table if exists nothing, one, \"Odd Names\"", "create table nothing ()", "create table one (a int)",
            "create table \"Odd Names\" (\"select\" int, \"a.b\" text, \"\"\"q\" text, \"🙂\" text, \"_leat_x\" text)", "insert into \"Odd Names\" values (1, 'x', repeat('é', 100000), 'y', 'z')");
        assertThat(pull(TestServers.postgres(), "nothing").get(0).schema().fields()).isEmpty();
        assertThat(pull(TestServers.postgres(), "one").get(0).profile().rows()).isZero();
        Pull.Pulled odd = pull(TestServers.postgres(), "\"Odd Names\"").get(0);
        assertThat(odd.schema().fields()).extracting(SchemaFile.Field::name).containsExactly("select", "a.b", "\"q", "🙂");
        assertThat(odd.leftOut()).hasSize(1);
        assertThat(field(odd, "\"q").longest()).isEqualTo(10_000);
        assertThat(odd.file()).matches("schemas/shop/odd-names.*\\.yaml");
    }

    @Test
    void whatIsNotThereIsToldAtOnceAndNothingIsWritten() {
        TestServers.run("postgres", "drop table if exists there", "create table there (a int)");
        assertThatThrownBy(() -> pull(TestServers.postgres(), "there", "ther", "theer")).isInstanceOfSatisfying(LeatException.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.WORKSPACE);
            assertThat(failure.problems()).hasSize(2).allSatisfy(problem -> assertThat(problem.fix()).contains("there"));
        });
        assertThat(workspace.resolve("schemas")).doesNotExist();
        assertThatThrownBy(() -> pull(TestServers.search("http://127.0.0.1:1"), "x")).isInstanceOfSatisfying(LeatException.class,
            failure -> assertThat(failure.kind()).isEqualTo(Kind.SYSTEM));
    }
}
