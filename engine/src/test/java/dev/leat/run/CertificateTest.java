package dev.leat.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.lake.Certificate;
import dev.leat.lake.RunRecord;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Source, lake and destination at one position. */
class CertificateTest {
    private static final EnumSet<Step> CERTIFY = EnumSet.of(Step.CAPTURE, Step.MATERIALIZE, Step.VERIFY, Step.CERTIFY);
    @TempDir
    private Path folder;
    private TestWorkspace workspace;

    @BeforeEach
    void stock() {
        TestPostgres.run("""
            drop schema if exists mart cascade; drop table if exists stock; create table stock (id int primary key, name text, born text, at timestamptz);
            insert into stock select n, 'n' || n, '2001-01-01', '2026-01-01'::timestamptz + n * interval '1 hour' from generate_series(1, 400) n; update stock set born = 'never' where id = 9""");
        workspace = TestWorkspace.in(folder);
    }

    private void flow(String capture, String more) {
        workspace.pipeline("db", "stock", "mart.stock", "capture: " + capture + "\nbacklog: {limit: 100%}" + more);
        workspace.mapping("db", "stock", "mart.stock", "id = id", "name = upper(name)", "born = cast(born as date)");
    }

    private Certificate certificate(RunRecord run) {
        List<Certificate> kept = workspace.leat().lake().runs().certificates(run.run());
        assertThat(kept).hasSize(1);
        return kept.get(0);
    }

    private RunRecord certified() {
        RunRecord run = workspace.run(CERTIFY);
        assertThat(run.outcome()).as(run.error()).isEqualTo("succeeded");
        return run;
    }

    @Test
    void holdsCountAndChecksumOfEachRangeOfAllThree() {
        flow("{incremental: at}", "");
        Certificate certificate = certificate(certified());
        assertThat(certificate.agrees()).isTrue();
        assertThat(certificate.number()).isEqualTo(1);
        assertThat(certificate.source().there().rows()).isEqualTo(400);
        assertThat(certificate.source().lake()).isEqualTo(certificate.source().there());
        assertThat(certificate.destination().there().rows()).as("one waits in the backlog").isEqualTo(399);
        assertThat(certificate.destination().leftOut()).isEqualTo(1);
        assertThat(certificate.source().ranges()).hasSizeGreaterThan(150);
        assertThat(certificate(certified())).usingRecursiveComparison().ignoringFields("run", "at").as("the same again").isEqualTo(certificate);
    }

    @Test
    void whatTheWayOfCaptureMissedIsNamedWithItsRange() {
        flow("{incremental: at}", "");
        certified();
        TestPostgres.run("delete from stock where id = 100; update stock set name = 'silent' where id = 101; update mart.stock set name = 'by hand' where id = 102");
        RunRecord run = workspace.run(CERTIFY);
        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.error()).contains("db: stock and the lake differ in 2 records, in 2 of 256 ranges: 0 were never captured, 1 are gone from the source, 1 have other values; among them 100, 101",
            "the lake and mart.stock differ in 1 key, in 1 of 256 ranges", "name in 1");
        Certificate certificate = certificate(run);
        assertThat(certificate.source().differing()).hasSize(2);
        assertThat(certificate.destination().differing()).hasSize(1);
    }

    @Test
    void repairMendsTheDestinationFromTheLake() {
        flow("snapshot", "");
        certified();
        TestPostgres.run("update mart.stock set name = 'by hand' where id = 102; delete from mart.stock where id = 103");
        EnumSet<Step> steps = EnumSet.copyOf(CERTIFY);
        steps.add(Step.REPAIR);
        RunRecord run = workspace.run(steps);
        assertThat(run.outcome()).as(run.error()).isEqualTo("succeeded");
        assertThat(certificate(run).agrees()).isTrue();
        assertThat(TestPostgres.texts("select name from mart.stock where id in (102, 103) order by id")).containsExactly("N102", "N103");
    }

    @Test
    void sourceThatMovesIsCapturedAgainAndComparedAgain() throws InterruptedException {
        flow("{incremental: at, lag: PT5S}", "");
        certified();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger changes = new AtomicInteger();
        Thread mover = new Thread(() -> {
            while (!over.get()) {
                TestPostgres.run("update stock set name = 'm%d', at = clock_timestamp() where id = %d".formatted(changes.incrementAndGet(), 1 + changes.get() % 5));
            }
        });
        mover.start();
        RunRecord run = workspace.run(CERTIFY);
        over.set(true);
        mover.join();
        if (run.exitCode() != 0) {
            assertThat(run.exitCode()).as(run.error()).isEqualTo(4);
            assertThat(run.error()).contains("changed faster than they could be compared");
        }
        assertThat(certificate(run).destination().agrees()).isTrue();
        assertThat(certificate(certified()).agrees()).as("after it has come to rest").isTrue();
    }

    @Test
    void backfillOfADestinationThatIsAddedLaterIsCertified() {
        flow("snapshot", "");
        RunRecord first = workspace.run();
        assertThat(workspace.leat().lake().runs().certificates(first.run())).as("a first load").isEmpty();
        TestPostgres.run("update stock set name = 'x' where id < 6; delete from stock where id = 6");
        assertThat(workspace.run().outcome()).isEqualTo("succeeded");
        String flow = workspace.read("flows/f.yaml");
        workspace.write("flows/f.yaml", flow + flow.substring(flow.indexOf("  - name: P")).replace("name: P", "name: Later").replace("mart.stock", "mart.later").replace("mappings/p.yaml", "mappings/later.yaml"));
        workspace.write("mappings/later.yaml", workspace.read("mappings/p.yaml").replaceAll("(?s)approval:.*", "").replace("pipeline: P", "pipeline: Later").replace("mart.stock", "mart.later"));
        workspace.approve();
        RunRecord later = workspace.run(Optional.empty(), Step.all());
        assertThat(later.outcome()).as(later.error()).isEqualTo("succeeded");
        Certificate certificate = certificate(later);
        assertThat(certificate.destination().there().rows()).isEqualTo(398);
        assertThat(TestPostgres.texts("select count(*) from mart.later where name = 'X'")).containsExactly("5");
        assertThat(certificate.source().note()).contains("leat verify --certificate");
    }
}
