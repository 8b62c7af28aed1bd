package dev.leat.connect.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.model.Capture;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A change tells of each type the value that reading the table gives. */
class ChangeTypesTest {
    /** Type, then values as SQL. */
    private static final List<List<String>> TYPES = List.of(
        List.of("boolean", "true", "false"), List.of("smallint", "-32768", "0"), List.of("integer", "2147483647", "-1"), List.of("bigint", "-9223372036854775808", "9223372036854775807"),
        List.of("oid", "4294967295", "0"), List.of("real", "'-1.5'", "'NaN'", "'3.4028235e38'", "0.1"), List.of("double precision", "'Infinity'", "'-0'", "0.1", "1e-310"),
        List.of("numeric(12,2)", "-1234567890.12", "0", "'NaN'"), List.of("numeric(18,18)", "-0.999999999999999999"), List.of("numeric(38,10)", "-9999999999999999999999999999.9999999999", "'NaN'"),
        List.of("numeric(3,-2)", "12345"), List.of("numeric(2,4)", "0.0099", "-0.0001"), List.of("numeric", "1e50", "'NaN'", "1.10"), List.of("numeric(39,1)", "12345678901234567890123456789012345678.9"),
        List.of("date", "'2026-02-28'", "'0044-03-15 BC'", "'5874897-12-31'", "'1582-10-10'", "'infinity'", "'-infinity'"),
        List.of("timestamp", "'2026-01-01 00:00:00.123456'", "'4713-01-01 00:00 BC'", "'1900-01-01 00:00:00.5'", "'200000-01-01 00:00'", "'294276-12-31 23:59:59.5'", "'infinity'"),
        List.of("timestamptz", "'2026-01-01 00:00:00.12+05:30'", "'1850-06-01 12:00+00'", "'0001-01-01 00:00+00 BC'", "'294246-12-31 23:59:59.999999+00'", "'294276-12-31 23:59:59.5+00'", "'-infinity'"),
        List.of("text", "''", "'ünïcode 🚰'", "E'\\\\ \" {} ,\\n'", "'NULL'"), List.of("varchar(5)", "'ab'"), List.of("char(4)", "'ab'"), List.of("name", "'n'"), List.of("\"char\"", "'x'"),
        List.of("bytea", "'\\x00010aff'", "''"), List.of("time", "'23:59:59.123456'", "'24:00'"), List.of("timetz", "'12:00+05:30'"), List.of("interval", "'1 year -2 days 3.5 seconds'"),
        List.of("uuid", "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'"), List.of("json", "'{\"b\": 1,  \"a\": 2}'"), List.of("jsonb", "'{\"b\": 1.10,  \"a\": null}'"), List.of("mood", "'sad'"),
        List.of("place", "ROW('a b', 3)"), List.of("email", "'a@b'"), List.of("price", "3.5"), List.of("inet", "'192.168.0.1/24'", "'10.0.0.1'", "'::1'"), List.of("cidr", "'10.0.0.0/8'"), List.of("macaddr", "'08:00:2b:01:02:03'"),
        List.of("int4range", "'[1,5]'"), List.of("tstzrange", "'[2026-01-01 00:00+00,)'"), List.of("int4multirange", "'{[1,2],[5,6]}'"), List.of("bit(3)", "B'101'"), List.of("bit varying", "B''"),
        List.of("money", "12.5"), List.of("xml", "'<a>b</a>'"), List.of("point", "'(1,2)'"), List.of("tsvector", "'b a'"), List.of("pg_lsn", "'16/B374D848'"), List.of("regclass", "'pg_class'"),
        List.of("jsonpath", "'$.a'"), List.of("int[]", "'{1,NULL,3}'", "'{}'", "'{{1,2},{3,NULL}}'", "'[5:6]={7,8}'"),
        List.of("text[]", "'{a,\"\",NULL,\"x y\",\"NULL\",\"q\\\"u\\\\o\",\"{c},d\"}'", "ARRAY['ünï, 🚰']"), List.of("date[]", "'{2026-01-01,0044-03-15 BC}'", "'{2026-01-01,infinity}'"),
        List.of("numeric(6,2)[]", "'{1.5,-2}'", "'{NaN}'"), List.of("bytea[]", "ARRAY['\\x00ff'::bytea]"), List.of("timestamptz[]", "ARRAY['2026-01-01 00:00+00'::timestamptz]", "ARRAY['-infinity'::timestamptz]"),
        List.of("timestamp[]", "ARRAY['294276-12-31'::timestamp, NULL]"), List.of("bool[]", "'{t,f}'"), List.of("mood[]", "'{sad,ok}'"), List.of("float8[]", "'{0.1,NaN,-Infinity}'"));
    private static Shop shop;

    @BeforeAll
    static void makeTypes() {
        shop = Shop.of("change_types");
        shop.run("CREATE TYPE mood AS ENUM ('sad', 'ok')", "CREATE TYPE place AS (street text, nr int)", "CREATE DOMAIN email AS text", "CREATE DOMAIN amount AS numeric(12,2)",
            "CREATE DOMAIN price AS amount CHECK (VALUE > 0)");
        shop.run("ALTER DATABASE change_types SET timezone = 'America/St_Johns'", "ALTER DATABASE change_types SET intervalstyle = 'iso_8601'", "ALTER DATABASE change_types SET datestyle = 'SQL, DMY'");
    }

    @AfterAll
    static void close() {
        shop.close();
        shop.run("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database = current_database()");
    }

    @Test
    void changesAndReadingTellTheSameOfEachType() {
        int most = TYPES.stream().mapToInt(List::size).max().orElseThrow() - 1;
        shop.run("CREATE TABLE every (id int PRIMARY KEY, " + IntStream.range(0, TYPES.size()).mapToObj(i -> "c" + i + " " + TYPES.get(i).get(0)).collect(Collectors.joining(", ")) + ")");
        Reading reading = shop.reading("every", Capture.of("change"));
        Range first = shop.first(reading);
        assertThat(shop.read(reading, first).count()).isZero();
        for (int row = 1; row <= most; row++) {
            int n = row;
            shop.run("INSERT INTO every VALUES (" + row + ", " + TYPES.stream().map(values -> n < values.size() ? values.get(n) : "NULL").collect(Collectors.joining(", ")) + ")");
        }
        Dataset<Row> events = shop.read(reading, shop.next(reading, first).orElseThrow());
        assertThat(events.columns()).endsWith("_leat_unreadable", "_leat_op", "_leat_unchanged");
        List<String> told = shown(events.where("_leat_op = 'c' and _leat_unchanged is null"), reading);
        Reading whole = shop.snapshot("every");
        List<String> read = shown(shop.read(whole, shop.first(whole)), reading);
        assertThat(told).hasSize(most).containsExactlyElementsOf(read);
    }

    private static List<String> shown(Dataset<Row> rows, Reading reading) {
        List<String> shown = new ArrayList<>(reading.columns().stream().map(column -> "cast(" + column.name() + " as string)").toList());
        shown.add("to_json(map_from_entries(array_sort(map_entries(_leat_unreadable))))");
        return rows.orderBy("id").selectExpr(shown.toArray(String[]::new)).collectAsList().stream().map(Row::toString).toList();
    }

    @Test
    void quotedNamesPartitionsAndFullIdentityAreFollowed() {
        shop.run("CREATE SCHEMA \"My Schema\"", "CREATE TABLE \"My Schema\".\"Order\" (\"Select\" int PRIMARY KEY, \"with space\" text, \"quo\"\"te\" text) PARTITION BY RANGE (\"Select\")",
            "CREATE TABLE \"My Schema\".low PARTITION OF \"My Schema\".\"Order\" FOR VALUES FROM (0) TO (100)", "CREATE TABLE \"My Schema\".high PARTITION OF \"My Schema\".\"Order\" FOR VALUES FROM (100) TO (200)",
            "ALTER TABLE \"My Schema\".low REPLICA IDENTITY FULL", "ALTER TABLE \"My Schema\".high REPLICA IDENTITY FULL", "INSERT INTO \"My Schema\".\"Order\" VALUES (1, 'a', 'b'), (101, 'c', 'd')");
        Reading reading = shop.reading("\"My Schema\".Order", Capture.of("change"));
        Range first = shop.first(reading);
        assertThat(shop.read(reading, first).count()).isEqualTo(2);
        shop.close(); // the snapshot's lock would keep the truncate waiting
        shop.run("UPDATE \"My Schema\".\"Order\" SET \"with space\" = 'x' WHERE \"Select\" = 1", "UPDATE \"My Schema\".\"Order\" SET \"Select\" = 102 WHERE \"Select\" = 1", "DELETE FROM \"My Schema\".\"Order\" WHERE \"Select\" = 101",
            "TRUNCATE \"My Schema\".\"Order\"");
        assertThat(shop.read(reading, shop.next(reading, first).orElseThrow()).drop("_leat_unreadable", "_leat_unchanged").collectAsList().stream().map(Row::toString))
            .containsExactly("[1,x,b,u]", "[1,x,b,d]", "[102,x,b,c]", "[101,c,d,d]", "[null,null,null,t]");
    }
}
