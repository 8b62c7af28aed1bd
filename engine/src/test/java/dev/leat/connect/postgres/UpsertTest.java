package dev.leat.connect.postgres;

import static dev.leat.connect.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.connect.Batch;
import dev.leat.connect.Batches;
import dev.leat.connect.Destination;
import dev.leat.connect.Failure;
import dev.leat.connect.TestSession;
import dev.leat.connect.Written;
import dev.leat.connect.jdbc.TestServers;
import dev.leat.model.EntityName;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import dev.leat.model.WriteMode;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpsertTest {
    private static final TestServers.Database DATABASE = TestServers.postgres("upserts");
    private final Destination destination = new PostgresConnector().destination(Shop.site(DATABASE));

    @AfterEach
    void nothingIsLeftBehind() {
        destination.close();
        assertThat(DATABASE.ask("SELECT count(*) FROM pg_class WHERE relname LIKE '\\_leat\\_stage%'")).isEqualTo("0");
    }

    private Batches made(Batches batches) {
        destination.create(batches.entity(), batches.layout());
        return batches;
    }

    @Test
    void keyOfSeveralFieldsIsThePrimaryKeyAndNothingElseNamesTheRow() {
        Batches batches = made(new Batches("orders", WriteMode.UPSERT, "shop", "int", "nr", "string", "total", "decimal(12,2)").keyed("shop", "nr"));
        assertThat(destination.schema(batches.entity()).orElseThrow().key()).containsExactly("shop", "nr");
        assertThat(DATABASE.ask("SELECT string_agg(attname, ',' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attnum > 0")).isEqualTo("shop,nr,total,_leat_seq");
        destination.write(batches.of(row("[1,a]", "r", 1L, 1, "a", new BigDecimal("1.50")), row("[1,b]", "r", 2L, 1, "b", null), row("[2,a]", "r", 3L, 2, "a", new BigDecimal("-0.05"))));
        assertThat(destination.write(batches.of(row("[1,b]", "d", 6L, 1, "b", null), row("[2,a]", "u", 5L, 2, "a", new BigDecimal("9999999999.99")), row("[3,c]", "c", 4L, 3, "c", BigDecimal.ZERO))))
            .isEqualTo(new Written(2, 1, 0));
        assertThat(DATABASE.rows("SELECT * FROM orders ORDER BY shop, nr")).containsExactly(Map.of("shop", "1", "nr", "a", "total", "1.50"),
            Map.of("shop", "2", "nr", "a", "total", "9999999999.99"), Map.of("shop", "3", "nr", "c", "total", "0.00"));
    }

    @Test
    void deleteThatCameLateDoesNotDeleteTheNewerVersion() {
        Batches batches = made(new Batches("late", WriteMode.UPSERT, "id", "bigint", "v", "string").keyed("id"));
        destination.write(batches.of(row("1", "r", 10L, 1L, "new"), row("2", "r", 11L, 2L, "two")));
        assertThat(destination.write(batches.of(row("1", "d", 5L, 1L, null), row("2", "d", 12L, 2L, null), row("3", "d", 13L, 3L, null)))).isEqualTo(new Written(0, 2, 1));
        assertThat(DATABASE.rows("SELECT * FROM late")).containsExactly(Map.of("id", "1", "v", "new"));
    }

    @Test
    void everyTypeArrivesAsItIs() {
        Batches batches = made(new Batches("types", WriteMode.UPSERT, "b", "boolean", "t", "tinyint", "s", "smallint", "i", "int", "l", "bigint", "f", "float", "d", "double", "n", "decimal(38,10)",
            "m", "decimal(7,3)", "x", "string", "y", "binary", "day", "date", "at", "timestamp", "wall", "timestamp_ntz", "ns", "array<decimal(5,1)>", "xs", "array<string>", "o", "struct<a:int,b:array<string>>").keyed("l"));
        Object[] values = {"9", "r", 1L, true, (byte) -1, (short) -2, Integer.MIN_VALUE, Long.MAX_VALUE, 1.5f, Double.NaN, new BigDecimal("-1234567890123456789012345678.0000000001"), new BigDecimal("-0.001"), "ü😀",
            new byte[] {0, 1}, Date.valueOf("1582-10-15"), Instant.parse("0099-12-31T23:59:59.999999Z"), LocalDateTime.parse("2026-02-28T12:00:00.000001"), new BigDecimal[] {new BigDecimal("1.5"), null},
            new String[] {}, RowFactory.create(null, new String[] {"p", null})};
        for (int round = 1; round <= 2; round++) { // straight into the empty table, then by way of a staging table
            values[2] = (long) round;
            assertThat(destination.write(batches.of(RowFactory.create(values)))).isEqualTo(new Written(1, 0, 0));
            assertThat(DATABASE.rows("SELECT b, t, s, i, l, f, d, n, m, x, y, day, at AT TIME ZONE 'UTC' AS at, wall, ns, xs, o FROM types")).containsExactly(Map.ofEntries(Map.entry("b", "t"), Map.entry("t", "-1"),
                Map.entry("s", "-2"), Map.entry("i", "-2147483648"), Map.entry("l", "9223372036854775807"), Map.entry("f", "1.5"), Map.entry("d", "NaN"), Map.entry("n", "-1234567890123456789012345678.0000000001"),
                Map.entry("m", "-0.001"), Map.entry("x", "ü😀"), Map.entry("y", "\\x0001"), Map.entry("day", "1582-10-15"), Map.entry("at", "0099-12-31 23:59:59.999999"), Map.entry("wall", "2026-02-28 12:00:00.000001"),
                Map.entry("ns", "{1.5,NULL}"), Map.entry("xs", "{}"), Map.entry("o", "{\"a\": null, \"b\": [\"p\", null]}")));
        }
    }

    @Test
    void decimalsOfEveryScaleArriveAsTheyAre() {
        for (int scale = 0; scale <= 18; scale++) {
            Batches batches = made(new Batches("scale_" + scale, WriteMode.UPSERT, "id", "int", "n", "decimal(18," + scale + ")", "w", "decimal(38," + scale + ")").keyed("id"));
            List<String> digits = List.of("0", "1", "9999", "10000", "100000000", "123456789012345678", "-999999999999999999", "100000000000000000", "-10");
            org.apache.spark.sql.Row[] rows = new org.apache.spark.sql.Row[digits.size()];
            for (int i = 0; i < rows.length; i++) {
                BigDecimal value = new BigDecimal(new java.math.BigInteger(digits.get(i)), scale);
                rows[i] = row("" + i, "r", (long) i, i, value, value);
            }
            destination.write(batches.of(rows));
            for (int i = 0; i < rows.length; i++) {
                BigDecimal value = new BigDecimal(new java.math.BigInteger(digits.get(i)), scale);
                assertThat(DATABASE.ask("SELECT n || ' ' || w || ' ' || (n = " + value.toPlainString() + ") FROM scale_" + scale + " WHERE id = " + i)).isEqualTo(value.toPlainString() + " " + value.toPlainString() + " true");
            }
        }
    }

    @Test
    void tableOfTheUsersOwnKeepsItsColumnsConstraintsAndTriggers() {
        DATABASE.run("CREATE TYPE mood AS ENUM ('sad', 'ok')", "CREATE TABLE own (pk serial PRIMARY KEY, id uuid NOT NULL UNIQUE, name varchar(5) NOT NULL, mood mood, price numeric, note text DEFAULT 'mine', touched int, CHECK (price > 0))",
            "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.touched = coalesce(NEW.touched, 0) + 1; RETURN NEW; END $$", "CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON own FOR EACH ROW EXECUTE FUNCTION touch()");
        Batches batches = new Batches("own", WriteMode.UPSERT, "id", "string", "name", "string", "mood", "string", "price", "decimal(10,2)").keyed("id");
        assertThat(destination.check(batches.entity(), batches.layout())).singleElement().extracting(Problem::fix).asString().contains("ADD COLUMN \"_leat_seq\" bigint");
        DATABASE.run("ALTER TABLE own ADD COLUMN _leat_seq bigint", "INSERT INTO own (id, name, mood, price) VALUES ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'old', 'ok', 1)");
        assertThat(destination.check(batches.entity(), batches.layout())).isEmpty();
        Batch batch = batches.of(row("a", "u", 1L, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "new", "sad", new BigDecimal("2.00")),
            row("b", "u", 2L, "b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "fives", null, new BigDecimal("3.00")), row("c", "u", 3L, "no uuid", "c", null, BigDecimal.ONE),
            row("d", "u", 4L, "d0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "toolong", null, BigDecimal.ONE), row("e", "u", 5L, "e0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", null, null, BigDecimal.ONE),
            row("f", "u", 6L, "f0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "f", "glad", BigDecimal.ONE), row("g", "u", 7L, "00eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "g", null, new BigDecimal("-1.00")));
        assertThat(destination.write(batch)).isEqualTo(new Written(2, 0, 0));
        assertThat(DATABASE.rows("SELECT name, mood, price, note, touched FROM own ORDER BY id")).containsExactly(Map.of("name", "new", "mood", "sad", "price", "2.00", "note", "mine", "touched", "2"),
            Map.of("name", "fives", "price", "3.00", "note", "mine", "touched", "1"));
        assertThat(batch.failures().value()).extracting(Failure::seq).containsExactlyInAnyOrder(3L, 4L, 5L, 6L, 7L);
        assertThat(batch.failures().value()).filteredOn(failure -> failure.seq() == 5).extracting(failure -> failure.reason() + " " + failure.field()).containsExactly("required name");
        assertThat(batch.failures().value()).filteredOn(failure -> failure.seq() == 7).extracting(Failure::detail).asString().contains("own_price_check");
    }

    @Test
    void refusedRowsAmongManyAreFoundAndTheRestArrives() {
        DATABASE.run("CREATE TABLE many (id bigint PRIMARY KEY, name text, _leat_seq bigint, CHECK (id % 2500 <> 7))");
        Batches batches = new Batches("many", WriteMode.UPSERT, "id", "bigint", "name", "string").keyed("id");
        Batch batch = batches.with(TestSession.spark().range(0, 10_000, 1, 4).selectExpr("cast(id as string) _leat_id", "'r' _leat_op", "id + 1 _leat_seq", "id",
            "if(id = 5000, concat('nul ', char(0)), concat('name ', id)) name"));
        assertThat(destination.write(batch)).isEqualTo(new Written(9_995, 0, 0));
        assertThat(batch.failures().value()).extracting(Failure::seq).containsExactlyInAnyOrder(8L, 2508L, 5008L, 7508L, 5001L);
        assertThat(DATABASE.ask("SELECT count(*) FROM many")).isEqualTo("9995");
    }

    @Test
    void hostileNamesAreOnlyNames() {
        String table = "x\"; DROP TABLE \"y %s '$$";
        Batches batches = made(new Batches(new EntityName(List.of("Sch\"ema", table)).toString(), WriteMode.UPSERT, "a\"b", "int", "%s ' \\ ?", "string", "select", "string").keyed("a\"b"));
        for (long seq = 1; seq <= 2; seq++) {
            assertThat(destination.write(batches.of(row("1", "r", seq, 1, "it's", "?")))).isEqualTo(new Written(1, 0, 0));
            assertThat(destination.write(batches.of(row("2", "d", seq, 2, null, null)))).isEqualTo(new Written(0, 1, 0));
        }
        assertThat(DATABASE.rows("SELECT * FROM \"Sch\"\"ema\".\"" + table.replace("\"", "\"\"") + "\"")).containsExactly(Map.of("a\"b", "1", "%s ' \\ ?", "it's", "select", "?"));
        assertThat(destination.check(EntityName.of("long"), Batches.layout(WriteMode.UPSERT, "n".repeat(64), "int"))).hasSize(1);
    }

    @Test
    void viewIsNotWrittenTo() {
        DATABASE.run("CREATE VIEW looking AS SELECT 1 AS id");
        assertThatThrownBy(() -> destination.check(EntityName.of("looking"), Batches.layout(WriteMode.UPSERT, "id", "int"))).isInstanceOf(LeatException.class).hasMessageContaining("view");
    }

    @Test
    void tableThatWasDroppedAndMadeAgainForgetsItsBatches() {
        Batches batches = made(new Batches("again", WriteMode.UPSERT, "id", "int").keyed("id"));
        Batch first = batches.of(row("1", "r", 1L, 1));
        destination.write(first);
        DATABASE.run("DROP TABLE again");
        made(batches);
        assertThat(destination.write(Batches.again(first))).isEqualTo(new Written(1, 0, 0));
        assertThat(destination.write(Batches.again(first))).isEqualTo(Written.NOTHING);
    }
}
