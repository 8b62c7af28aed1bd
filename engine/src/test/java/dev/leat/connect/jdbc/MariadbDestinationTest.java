package dev.leat.connect.jdbc;

import static dev.leat.connect.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connect.Batch;
import dev.leat.connect.Batches;
import dev.leat.connect.Destination;
import dev.leat.connect.Failure;
import dev.leat.connect.TypedDestinationContract;
import dev.leat.connect.Written;
import dev.leat.model.EntityName;
import dev.leat.model.WriteMode;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MariadbDestinationTest extends TypedDestinationContract {
    private final TestServers.Database database = database();

    TestServers.Database database() {
        return Shared.DATABASE;
    }

    /** Started when first asked for, which tests on another server never do. */
    private static final class Shared {
        private static final TestServers.Database DATABASE = TestServers.mariadb("contract");
    }

    @Override
    protected Destination open() {
        return new JdbcConnector().destination(database.site());
    }

    @Override
    protected List<Map<String, String>> stored(EntityName entity) {
        return database.rows("SELECT * FROM `" + entity + "`");
    }

    @Override
    protected String arrayType() {
        return "string";
    }

    /** Instants are times of UTC here. */
    @Override
    protected String instantType() {
        return "timestamp_ntz";
    }

    @Test
    void valuesArriveAsTheyAre() {
        Batches batches = new Batches(entity, WriteMode.UPSERT, "id", "bigint", "b", "boolean", "n", "decimal(38,10)", "x", "string", "y", "binary", "day", "date", "at", "timestamp", "xs", "array<int>").keyed("id");
        destination.create(batches.entity(), batches.layout());
        for (long seq = 1; seq <= 2; seq++) {
            assertThat(destination.write(batches.of(row("1", "r", seq, 1L, true, new BigDecimal("-1234567890123456789012345678.0000000001"), "it's \\ ü😀", new byte[] {0, -1}, Date.valueOf("2026-02-28"),
                Instant.parse("1969-12-31T23:59:59.999999Z"), new Integer[] {1, null})))).isEqualTo(new Written(1, 0, 0));
        }
        assertThat(database.rows("SELECT id, b + 0 AS b, n, x, hex(y) AS y, day, cast(at AS char) AS at, xs FROM " + entity)).containsExactly(Map.of("id", "1", "b", "1", "n", "-1234567890123456789012345678.0000000001",
            "x", "it's \\ ü😀", "y", "00FF", "day", "2026-02-28", "at", "1969-12-31 23:59:59.999999", "xs", "[1,null]"));
    }

    @Test
    void uniqueIndexOfTheUsersOwnRefusesAndDoesNotOverwrite() {
        database.run("CREATE TABLE own (id int PRIMARY KEY, mail varchar(20) UNIQUE, note varchar(9) DEFAULT 'mine', _leat_seq bigint, CHECK (id <> 13))", "INSERT INTO own (id, mail) VALUES (1, 'a@example.com')");
        Batches batches = new Batches("own", WriteMode.UPSERT, "id", "int", "mail", "string").keyed("id");
        assertThat(destination.check(batches.entity(), batches.layout())).isEmpty();
        Batch batch = batches.of(row("1", "u", 1L, 1, "A@b"), row("2", "u", 2L, 2, "c@d"), row("3", "u", 3L, 3, "c@d"), row("4", "u", 4L, 4, "x".repeat(21)), row("13", "u", 5L, 13, null), row("5", "u", 6L, 5, null));
        assertThat(destination.write(batch)).isEqualTo(new Written(3, 0, 0));
        assertThat(batch.failures().value()).extracting(Failure::seq).containsExactlyInAnyOrder(3L, 4L, 5L);
        assertThat(database.rows("SELECT * FROM own ORDER BY id")).containsExactly(Map.of("id", "1", "mail", "A@b", "note", "mine"), Map.of("id", "2", "mail", "c@d", "note", "mine"), Map.of("id", "5", "note", "mine"));
    }
}
