package dev.leat.connect.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connect.Reading;
import dev.leat.connect.jdbc.LocalSpark;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypesTest {
    private static Shop shop;
    @TempDir
    Path lake;

    @BeforeAll
    static void makeTypes() {
        shop = Shop.of("types");
        shop.run("CREATE TYPE mood AS ENUM ('sad', 'ok')", "CREATE TYPE place AS (street text, nr int)", "CREATE DOMAIN email AS text NOT NULL",
            "CREATE DOMAIN amount AS numeric(12,2)", "CREATE DOMAIN price AS amount CHECK (VALUE > 0)", "CREATE TYPE span AS RANGE (subtype = float8)");
        // the session that writes is in the zone of this JVM, Kathmandu, the one that reads is not
        shop.run("ALTER DATABASE types SET timezone = 'America/St_Johns'", "ALTER DATABASE types SET intervalstyle = 'iso_8601'");
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    /** Type, Spark type, note, a value as SQL, what Spark shows of it as text; and always null. */
    @ParameterizedTest(name = "{0} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "boolean|boolean||true|true", "boolean|boolean||false|false",
        "smallint|smallint||-32768|-32768", "integer|int||2147483647|2147483647", "bigint|bigint||-9223372036854775808|-9223372036854775808",
        "oid|bigint||4294967295|4294967295",
        "real|float||'-1.5'|-1.5", "real|float||'NaN'|NaN", "double precision|double||'Infinity'|Infinity", "double precision|double||'-0'|-0.0", "double precision|double||0.1|0.1",
        "numeric(12,2)|decimal(12,2)||-1234567890.12|-1234567890.12", "numeric(12,2)|decimal(12,2)||0|0.00", "numeric(18,0)|decimal(18,0)||999999999999999999|999999999999999999",
        "numeric(18,18)|decimal(18,18)||-0.999999999999999999|-0.999999999999999999", "numeric(5,4)|decimal(5,4)||0.0001|0.0001", "numeric(18,5)|decimal(18,5)||1000000000000|1000000000000.00000",
        "numeric(38,10)|decimal(38,10)||-9999999999999999999999999999.9999999999|-9999999999999999999999999999.9999999999", "numeric(38,0)|decimal(38,0)||10000|10000",
        "numeric(38,38)|decimal(38,38)||0.00000000000000000000000000000000000001|0.00000000000000000000000000000000000001",
        "numeric(3,-2)|decimal(5,0)||12345|12300", "numeric(2,4)|decimal(4,4)||0.0099|0.0099",
        "numeric(39,1)|string|as text|12345678901234567890123456789012345678.9|12345678901234567890123456789012345678.9",
        "numeric|string|as text|1e50|100000000000000000000000000000000000000000000000000", "numeric|string|as text|'NaN'|NaN", "numeric|string|as text|1.10|1.10",
        "amount|decimal(12,2)||3.5|3.50", "price|decimal(12,2)||3.5|3.50", "email|string||'a@b'|a@b",
        "date|date||'2026-02-28'|2026-02-28", "date|date||'0044-03-15 BC'|-0043-03-15", "date|date||'5874897-12-31'|+5874897-12-31", "date|date||'1582-10-10'|1582-10-10",
        "timestamp|timestamp_ntz||'2026-01-01 00:00:00.123456'|2026-01-01 00:00:00.123456", "timestamp|timestamp_ntz||'4713-01-01 00:00 BC'|-4712-01-01 00:00:00",
        "timestamp(0)|timestamp_ntz||'1900-01-01 00:00:00.6'|1900-01-01 00:00:01", "timestamp|timestamp_ntz||'200000-01-01 00:00'|+200000-01-01 00:00:00",
        "timestamptz|timestamp||'2026-01-01 00:00:00.123456+05:30'|2025-12-31 18:30:00.123456", "timestamptz|timestamp||'1850-06-01 12:00'|1850-06-01 06:18:44",
        "timestamptz|timestamp||'0001-01-01 00:00 BC'|-0001-12-31 18:18:44",
        "text|string||''|", "text|string||'ünïcode 🚰'|ünïcode 🚰", "varchar(5)|string||'ab'|ab", "char(4)|string|with its trailing blanks|'ab'|`ab  `", "name|string||'n'|n",
        "\"char\"|string|as text|'x'|x",
        "time|string|as text|'23:59:59.123456'|23:59:59.123456", "time|string|as text|'24:00'|24:00:00", "timetz|string|as text|'12:00+05:30'|12:00:00+05:30",
        "interval|string|as text|'1 year -2 days 3.5 seconds'|1 year -2 days +00:00:03.5",
        "uuid|string|as text|'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
        "json|string|as text|'{\"b\": 1,  \"a\": 2}'|{\"b\": 1,  \"a\": 2}", "jsonb|string|as text|'{\"b\": 1.10,  \"a\": null}'|{\"a\": null, \"b\": 1.10}",
        "mood|string|as text|'sad'|sad", "place|string|as text|ROW('a b', 3)|(\"a b\",3)", "inet|string|as text|'192.168.0.1/24'|192.168.0.1/24", "inet|string|as text|'::1'|::1/128",
        "cidr|string|as text|'10.0.0.0/8'|10.0.0.0/8", "macaddr|string|as text|'08:00:2b:01:02:03'|08:00:2b:01:02:03",
        "int4range|string|as text|'[1,5]'|[1,6)", "tstzrange|string|as text|'[2026-01-01 00:00+00,)'|[\"2026-01-01 00:00:00+00\",)", "int4multirange|string|as text|'{[1,2],[5,6]}'|{[1,3),[5,7)}",
        "span|string|as text|'[1.5,2.5)'|[1.5,2.5)", "bit(3)|string|as text|B'101'|101", "bit varying|string|as text|B''|", "money|string|as text|12.5|$12.50",
        "xml|string|as text|'<a>b</a>'|<a>b</a>", "point|string|as text|'(1,2)'|(1,2)", "polygon|string|as text|'((0,0),(1,1),(2,0))'|((0,0),(1,1),(2,0))",
        "tsvector|string|as text|'b a'|'a' 'b'", "pg_lsn|string|as text|'16/B374D848'|16/B374D848", "xid|string|as text|'7'|7", "regclass|string|as text|'pg_class'|pg_class",
        "int2vector|string|as text|'1 2'|1 2", "jsonpath|string|as text|'$.a'|$.\"a\"",
    })
    void everyTypeHasItsFate(String type, String spark, String note, String value, String shown) {
        shop.run("DROP TABLE IF EXISTS one", "CREATE TABLE one (id int PRIMARY KEY, v " + type + ")", "INSERT INTO one VALUES (1, " + value + ")");
        if (!type.equals("email")) {
            shop.run("INSERT INTO one VALUES (2, NULL)");
        }
        Reading reading = shop.snapshot("one");
        Column column = shop.source().schema(EntityName.of("one")).column("v").orElseThrow();
        assertThat(column.type()).hasValue(spark);
        assertThat(column.note()).isEqualTo(note == null ? "" : note);
        List<Row> rows = shop.read(reading, shop.first(reading)).selectExpr("id", "cast(v as string) v", "_leat_unreadable u").orderBy("id").collectAsList();
        shop.close();
        assertThat(rows.get(0).getString(1)).isEqualTo(shown == null ? "" : shown);
        assertThat(rows).allSatisfy(row -> assertThat(row.isNullAt(2)).isTrue());
        if (rows.size() > 1) {
            assertThat(rows.get(1).isNullAt(1)).isTrue();
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "numeric(12,2)|'NaN'|NaN", "date|'infinity'|infinity", "date|'-infinity'|-infinity", "timestamp|'infinity'|infinity", "timestamptz|'-infinity'|-infinity",
        "timestamptz|'294276-12-31 23:59:59.5+00'|294276-12-31 23:59:59.5+00", "timestamp|'294276-12-31 23:59:59'|294276-12-31 23:59:59",
        "int[]|'{{1,2},{3,NULL}}'|{{1,2},{3,NULL}}", "date[]|'{2026-01-01,infinity}'|{2026-01-01,infinity}", "numeric(5,1)[]|'{1.5,NaN}'|{1.5,NaN}",
        "timestamptz[]|ARRAY['-infinity'::timestamptz]|{-infinity}", "timestamp[]|ARRAY['294276-12-31'::timestamp, NULL]|{\"294276-12-31 00:00:00\",NULL}",
    })
    void whatATypeCannotHoldIsKeptBesideTheRow(String type, String value, String text) {
        shop.run("DROP TABLE IF EXISTS odd", "CREATE TABLE odd (v " + type + ")", "INSERT INTO odd VALUES (" + value + "), (NULL)");
        Reading reading = shop.snapshot("odd");
        List<Row> rows = shop.rows(reading, shop.first(reading));
        assertThat(rows).hasSize(2).allSatisfy(row -> assertThat(row.isNullAt(0)).isTrue());
        assertThat(rows.get(0).getJavaMap(1)).isEqualTo(Map.of("v", text));
        assertThat(rows.get(1).isNullAt(1)).isTrue();
    }

    @Test
    void arraysOfExactTypesKeepTheirNulls() {
        shop.run("DROP TABLE IF EXISTS arrays", "CREATE TABLE arrays (i int[], t text[], d date[], n numeric(6,2)[], b bytea[], z timestamptz[], f bool[], e int[], m mood[], s int[])",
            "INSERT INTO arrays VALUES ('{1,NULL,3}', '{a,\"\",NULL,\"x y\"}', '{2026-01-01,0044-03-15 BC}', '{1.5,-2}', ARRAY['\\x00ff'::bytea], ARRAY['2026-01-01 00:00+00'::timestamptz], '{t,f}', '{}', '{sad,ok}', '[5:6]={7,8}')");
        Reading reading = shop.snapshot("arrays");
        Row row = shop.rows(reading, shop.first(reading)).get(0);
        assertThat(row.getList(0)).isEqualTo(java.util.Arrays.asList(1, null, 3));
        assertThat(row.getList(1)).isEqualTo(java.util.Arrays.asList("a", "", null, "x y"));
        assertThat(((java.sql.Date) row.getList(2).get(0)).toLocalDate()).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(row.getList(3)).isEqualTo(List.of(new BigDecimal("1.50"), new BigDecimal("-2.00")));
        assertThat((byte[]) row.getList(4).get(0)).containsExactly(0, 0xFF);
        assertThat(((java.sql.Timestamp) row.getList(5).get(0)).toInstant()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(row.getList(6)).isEqualTo(List.of(true, false));
        assertThat(row.getList(7)).isEmpty();
        assertThat(row.getString(8)).isEqualTo("{sad,ok}");
        assertThat(row.getList(9)).isEqualTo(List.of(7, 8));
        assertThat(row.isNullAt(10)).isTrue();
    }

    @Test
    void bytesAndLongTextsArrive() {
        shop.run("DROP TABLE IF EXISTS long", "CREATE TABLE long (b bytea, t text)", "INSERT INTO long VALUES ('\\x00010aff', repeat('ä1', 524288)), ('', '')");
        Reading reading = shop.snapshot("long");
        List<Row> rows = shop.rows(reading, shop.first(reading));
        assertThat((byte[]) rows.get(0).get(0)).containsExactly(0, 1, 10, 0xFF);
        assertThat(rows.get(0).getString(1)).isEqualTo("ä1".repeat(524_288));
        assertThat((byte[]) rows.get(1).get(0)).isEmpty();
        assertThat(rows.get(1).getString(1)).isEmpty();
    }

    @Test
    void farDatesComeBackFromADeltaTable() {
        shop.run("DROP TABLE IF EXISTS far", "CREATE TABLE far (d date, t timestamp, z timestamptz)", "INSERT INTO far VALUES ('4713-01-01 BC', '4713-01-01 00:00:00.000001 BC', '4713-01-02 00:00:00+00 BC'),"
            + " ('5874897-12-31', '294246-12-31 23:59:59.999999', '294246-12-31 23:59:59.999999+00'), ('1582-10-10', '1582-10-10 12:00', '1582-10-10 12:00+00')");
        Reading reading = shop.snapshot("far");
        var read = shop.read(reading, shop.first(reading));
        String table = lake.resolve("far").toString();
        read.coalesce(1).write().format("delta").save(table);
        var spark = LocalSpark.session();
        var back = spark.read().format("delta").load(table);
        String all = "concat_ws(' ', cast(d as string), cast(t as string), cast(z as string))";
        assertThat(back.selectExpr(all).collectAsList()).isEqualTo(read.selectExpr(all).collectAsList()).extracting(Row::toString)
            .contains("[-4712-01-01 -4712-01-01 00:00:00.000001 -4712-01-02 00:00:00]", "[+5874897-12-31 +294246-12-31 23:59:59.999999 +294246-12-31 23:59:59.999999]");
        assertThat(back.where("d < date '-4000-01-01'").count()).isEqualTo(1);
        assertThat(back.where("t > timestamp_ntz '+200000-01-01 00:00:00'").count()).isEqualTo(1);
        assertThat(back.where("z > timestamp '+200000-01-01 00:00:00Z'").count()).isEqualTo(1);
    }

    @Test
    void namesAreTakenAsTheyAre() {
        shop.run("CREATE SCHEMA \"My Schema\"", "CREATE TABLE \"My Schema\".\"Order\" (\"Select\" int PRIMARY KEY, \"with space\" text, \"quo\"\"te\" text, \"per%cent\" int[])",
            "INSERT INTO \"My Schema\".\"Order\" VALUES (1, 'a', 'b', '{1}')");
        Reading reading = shop.incremental("\"My Schema\".Order", "Select");
        assertThat(reading.key()).containsExactly("Select");
        assertThat(shop.rows(reading, shop.first(reading))).singleElement().satisfies(row -> assertThat(row.mkString("|")).startsWith("1|a|b|"));
        assertThat(shop.source().entities()).contains(EntityName.of("\"My Schema\".Order"));
    }

    @Test
    void columnsThatTheLakeCannotHoldAreRefusedWithWhatHelps() {
        shop.run("DROP TABLE IF EXISTS twins", "CREATE TABLE twins (id int, \"Id\" int, _leat_op text)");
        Map<String, Column> columns = shop.source().schema(EntityName.of("twins")).columns().stream().collect(java.util.stream.Collectors.toMap(Column::name, c -> c));
        assertThat(columns.get("id").type()).hasValue("int");
        assertThat(columns.get("Id").type()).isEqualTo(Optional.empty());
        assertThat(columns.get("Id").note()).contains("differs only in case from 'id'", "exclude: [\"Id\"]", "view");
        assertThat(columns.get("_leat_op").type()).isEmpty();
    }

    @Test
    void valuesOfDatesAreJavaTimes() {
        shop.run("DROP TABLE IF EXISTS plain", "CREATE TABLE plain (t timestamp)", "INSERT INTO plain VALUES ('2026-01-01 01:02:03')");
        Reading reading = shop.snapshot("plain");
        assertThat(shop.rows(reading, shop.first(reading)).get(0).<LocalDateTime>getAs(0)).isEqualTo(LocalDate.of(2026, 1, 1).atTime(1, 2, 3));
    }
}
