package dev.leat.connect.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connect.Batch;
import dev.leat.connect.Batches;
import dev.leat.connect.Destination;
import dev.leat.connect.Site;
import dev.leat.connect.TestSession;
import dev.leat.connect.Written;
import dev.leat.model.WriteMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random batches with new, changed, late and deleted rows, some of them twice, against a map in memory. */
class UpsertsAgreeTest {
    private static final int IDS = 400;
    @TempDir
    private Path folder;

    @Test
    void tableHoldsTheNewestOfEveryRowAfterAnyBatches() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        TestSession.spark();
        Site<DeltaSettings> site = new Site<>("tables", new DeltaSettings("."), folder.toString(), new Site.Retries(1, 1, 1));
        Map<String, Long> expected = new HashMap<>();
        try (Destination destination = new DeltaConnector().destination(site)) {
            Batches batches = new Batches("t", WriteMode.UPSERT, "seq", "bigint");
            destination.create(batches.entity(), batches.layout());
            for (int round = 1; round <= 10; round++) {
                List<Row> rows = new ArrayList<>();
                Set<String> used = new HashSet<>();
                long written = 0;
                long deleted = 0;
                long older = 0;
                for (int i = 0; i < IDS / 2; i++) {
                    String id = "id" + random.nextInt(IDS);
                    if (used.add(id)) {
                        boolean delete = random.nextInt(5) == 0;
                        // One in five is late: its version lies before those of some rounds ago
                        long seq = (random.nextInt(5) == 0 ? Math.max(1, round - 3) : round) * 1_000L + i;
                        rows.add(Batches.row(id, delete ? "d" : "u", seq, delete ? null : seq));
                        if (expected.getOrDefault(id, -1L) > seq) {
                            older++;
                        } else if (delete) {
                            expected.remove(id);
                            deleted++;
                        } else {
                            expected.put(id, seq);
                            written++;
                        }
                    }
                }
                Batch batch = batches.of(rows.toArray(Row[]::new));
                assertThat(destination.write(batch)).as("seed %d, round %d", seed, round).isEqualTo(new Written(written, deleted, older));
                assertThat(destination.write(Batches.again(batch))).isEqualTo(Written.NOTHING);
            }
        }
        Map<String, Long> stored = new HashMap<>();
        for (Row row : TestSession.spark().read().format("delta").load(folder.resolve("t").toString()).select("_leat_id", "seq").collectAsList()) {
            assertThat(stored.put(row.getString(0), row.getLong(1))).as("seed %d", seed).isNull();
        }
        assertThat(stored).as("seed %d", seed).isEqualTo(expected);
    }
}
