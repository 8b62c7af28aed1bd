package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.lake.RunRecord;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens at the source and whenever runs come in between: after a last run both sides agree, record by record. */
class AgreementTest {
    private static final int STEPS = 14;

    @ParameterizedTest
    @ValueSource(longs = {20261121, 7, 4711})
    void snapshotsAlwaysEndInAgreement(long seed, @TempDir Path folder) {
        agree(seed, folder, "snapshot", true);
    }

    @ParameterizedTest
    @ValueSource(longs = {20261122, 99})
    void cursorsEndInAgreementWhenNothingIsDeleted(long seed, @TempDir Path folder) {
        agree(seed, folder, "{incremental: at, lag: PT1S}", false);
    }

    private static void agree(long seed, Path folder, String capture, boolean deletes) {
        String table = "agree_" + seed;
        TestPostgres.run("create table %s (id int primary key, name text, amount numeric(10,2), at timestamptz)".formatted(table));
        TestWorkspace workspace = TestWorkspace.in(folder)
            .pipeline("search", table, table, "capture: " + capture)
            .mapping("search", table, table, "id = id", "name = upper(name)", "amount = amount");
        Random random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(4) == 0) {
                succeed(workspace);
            } else {
                change(random, table, deletes);
            }
        }
        succeed(workspace);
        assertThat(destination(table)).as("seed " + seed).isEqualTo(source(table));
        assertThat(workspace.run().outcome()).isIn("nothing-new");
    }

    private static void succeed(TestWorkspace workspace) {
        RunRecord run = workspace.run();
        assertThat(run.outcome()).as(run.error()).isIn("succeeded", "nothing-new");
    }

    private static void change(Random random, String table, boolean deletes) {
        int id = random.nextInt(30);
        int kind = random.nextInt(deletes ? 4 : 3);
        String sql = switch (kind) {
            case 0 -> "insert into %s select n, 'n' || n, n * 1.5, clock_timestamp() from generate_series(%d, %d) n on conflict do nothing".formatted(table, id, id + 7);
            case 1 -> "update %s set name = 'u%d', at = clock_timestamp() where id = %d".formatted(table, random.nextInt(1000), id);
            case 2 -> "update %s set amount = amount + 1, at = clock_timestamp() where id between %d and %d".formatted(table, id, id + 10);
            default -> "delete from %s where id between %d and %d".formatted(table, id, id + 3);
        };
        TestPostgres.run(sql);
    }

    private static Map<String, String> source(String table) {
        Map<String, String> rows = new TreeMap<>();
        TestPostgres.texts("select id || '|' || upper(name) || '|' || trim_scale(amount) from " + table).forEach(row -> rows.put(row.substring(0, row.indexOf('|')), row));
        return rows;
    }

    private static Map<String, String> destination(String index) {
        Map<String, String> rows = new TreeMap<>();
        for (Map.Entry<String, JsonNode> document : TestServers.documents(index).entrySet()) {
            JsonNode fields = document.getValue();
            rows.put(document.getKey(), fields.path("id").asText() + "|" + fields.path("name").asText() + "|"
                + fields.path("amount").decimalValue().stripTrailingZeros().toPlainString());
        }
        return rows;
    }
}
