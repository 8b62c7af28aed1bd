package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.lake.Rebuilding;
import dev.leat.lake.RunRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same as {@link RebuildTest} of an index, which becomes an alias. */
class RebuildIndexTest {
    private static final String NAME = "rebuilt_index";

    @TempDir
    private Path folder;
    private TestWorkspace workspace;

    @BeforeEach
    void threeDocumentsAreThere() {
        TestPostgres.run("""
            drop table if exists %1$s;
            create table %1$s (id int primary key, name text, at timestamptz default clock_timestamp());
            insert into %1$s values (1, 'Ann'), (2, 'Bob'), (3, 'Cy')""".formatted(NAME));
        workspace = TestWorkspace.in(folder).pipeline("search", NAME, NAME, "capture: snapshot");
        mapping("name");
        succeed();
    }

    private void mapping(String name) {
        workspace.mapping("search", NAME, NAME, "id = id", "name = " + name);
    }

    private void succeed() {
        RunRecord run = workspace.run();
        assertThat(run.outcome()).as(run.error()).isIn("succeeded", "nothing-new");
    }

    private static int count() {
        return TestServers.call("GET", NAME + "/_count").path("count").asInt(-1);
    }

    /** What is asked in the moment in which the index becomes an alias fails with the index, as its server removes that before it knows the alias; whoever asks again is answered. */
    private static int answered() {
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        int count = count();
        while (count < 0 && System.nanoTime() < until) {
            count = count();
        }
        return count;
    }

    private static String documents(String index) {
        TreeMap<String, String> documents = new TreeMap<>();
        TestServers.documents(index).forEach((id, fields) -> documents.put(id, fields.path("name").asText()));
        return documents.toString();
    }

    @Test
    void anIndexBecomesAnAliasAndReadersAreNeverToldAnythingElse() throws Exception {
        String before = workspace.read("mappings/p.yaml");
        mapping("upper(name)");
        Rebuilding.Beside shadow = workspace.rebuild().fill();
        assertThat(documents(shadow.entity().last())).isEqualTo("{1=ANN, 2=BOB, 3=CY}");
        Differences differences = workspace.rebuild().differences().orElseThrow();
        assertThat(differences.different()).isEqualTo(3);
        assertThat(documents(NAME)).isEqualTo("{1=Ann, 2=Bob, 3=Cy}");
        TestPostgres.run("insert into " + NAME + " values (4, 'Dan')");
        succeed();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Set<Integer>> seen = CompletableFuture.supplyAsync(() -> {
            Set<Integer> all = new HashSet<>();
            while (!over.get()) {
                all.add(answered());
            }
            return all;
        });
        Rebuilding.Swap swap;
        try {
            swap = workspace.rebuild().swap();
        } finally {
            over.set(true);
        }
        assertThat(seen.get()).containsExactly(4);
        assertThat(documents(NAME)).isEqualTo("{1=ANN, 2=BOB, 3=CY, 4=DAN}");
        TestPostgres.run("delete from " + NAME + " where id = 2; update " + NAME + " set name = 'Eve' where id = 1");
        succeed();
        assertThat(documents(NAME)).isEqualTo("{1=EVE, 3=CY, 4=DAN}");
        assertThat(documents(swap.former().entity().last())).isEqualTo("{1=Ann, 2=Bob, 3=Cy, 4=DAN}");
        workspace.write("mappings/p.yaml", before);
        workspace.rebuild().back();
        assertThat(documents(NAME)).isEqualTo("{1=Ann, 2=Bob, 3=Cy, 4=DAN}");
        succeed();
        assertThat(documents(NAME)).isEqualTo("{1=Eve, 3=Cy, 4=Dan}");
    }

    @Test
    void aSwapThatWasDecidedIsCarriedOutByTheNextRunAndDoneTwiceChangesNothing() {
        mapping("upper(name)");
        workspace.rebuild().fill();
        Rebuilding.Swap swap = workspace.rebuild().swap();
        workspace.leat().lake().pipeline(workspace.leat().files().pipeline("P")).rebuilding().decide(swap);
        TestPostgres.run("insert into " + NAME + " values (4, 'Dan')");
        succeed();
        assertThat(documents(NAME)).isEqualTo("{1=ANN, 2=BOB, 3=CY, 4=DAN}");
    }
}
