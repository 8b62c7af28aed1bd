package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.airflow.Airflow;
import dev.leat.airflow.RealAirflow;
import dev.leat.airflow.client.DagRun;
import dev.leat.connect.embedded.Server;
import dev.leat.run.Leat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a real Airflow whose tasks do nothing. */
@Timeout(600)
class AirflowCommandsTest {
    @TempDir
    private Path folder;
    private TestWorkspace workspace;

    @BeforeEach
    void files() throws IOException {
        workspace = new TestWorkspace(folder);
        workspace.write("from/orders/1.json", "{\"id\": 1}\n");
    }

    private void workspace(String name) throws IOException {
        Server airflow = RealAirflow.start();
        workspace.write("password", airflow.password().orElseThrow());
        workspace.write("leat.yaml", """
            workspace: %s
            lake: ./lake
            connections: {from: {type: files, path: ./from, format: json}, to: {type: delta, path: ./to}}
            airflow: {url: "%s", user: %s, password: "${file:password}", dags: %s, leat: /bin/true}
            """.formatted(name, airflow.address(), airflow.user().orElseThrow(), RealAirflow.dags()));
    }

    private void flow(String name, String schedule) throws IOException {
        workspace.write("flows/" + name + ".yaml", """
            flow: %1$s
            source: from
            destination: to
            schedule: "%2$s"
            pipelines:
              - {name: %1$s Orders, source: orders, destination: %1$s, key: [id], capture: append}
            """.formatted(name, schedule));
        workspace.write("mappings/" + name.toLowerCase(Locale.ROOT) + "-orders.yaml", """
            pipeline: %1$s Orders
            source: {connection: from, entity: orders}
            destination: {connection: to, entity: %1$s}
            fields:
              - {target: id, expression: id}
            """.formatted(name));
        done("map", "approve", name + " Orders", "--by", "jane@example.com");
    }

    private JsonNode done(String... words) {
        Said said = workspace.leat(Stream.concat(Stream.of(words), Stream.of("--json")).toArray(String[]::new));
        assertThat(said.code()).as(String.join(" ", words) + "\n" + said.out() + said.err()).isZero();
        return said.json();
    }

    private Airflow airflow() {
        return Airflow.of(Leat.open(folder).files(), name -> Optional.empty());
    }

    @Test
    void whatAirflowSaysOfAFileThatItCannotReadIsShownAndAMendedOneStarts() throws IOException {
        workspace("unreadable");
        flow("Daily", "0 6 * * *");
        workspace.write("flows/Daily.yaml", workspace.read("flows/Daily.yaml") + "timeout: PT100000000000000S\n");

        Said said = workspace.leat("start", "Daily");

        assertThat(said.code()).as(said.out() + said.err()).isEqualTo(2);
        assertThat(said.err()).startsWith("leat.unreadable.daily.py: Airflow cannot read it:\n").contains("must have magnitude <= 999999999");
        Said again = workspace.leat("start", "Daily");
        assertThat(again.err()).as("nothing has changed").contains("must have magnitude");

        flow("Daily", "0 5 * * *");
        assertThat(done("start", "Daily").path("started").path(0).path("next").asText()).endsWith("T05:00:00Z");
    }

    @Test
    void eachTimeOfThePastIsMadeUpForOnce() throws IOException {
        workspace("past");
        flow("Daily", "0 3 * * *");
        assertThat(workspace.leat("backfill", "Daily", "--from", "2026-11-01", "--to", "2026-11-03").err()).contains("Airflow does not have it", "leat start");
        done("start", "Daily");

        JsonNode made = done("backfill", "Daily", "--from", "2026-11-01", "--to", "2026-11-03").path("backfills").path(0);

        assertThat(made.path("from").asText()).isEqualTo("2026-11-01T00:00:00Z");
        await("two runs succeed", () -> runs().stream().filter(run -> run.getState().equals("success")).count() == 2);
        assertThat(times()).containsExactly("2026-11-01T03:00:00Z", "2026-11-02T03:00:00Z");
        await("Airflow has closed the first", () -> {
            Said next = workspace.leat("backfill", "Daily", "--from", "2026-11-02", "--to", "2026-11-04");
            assertThat(next.code() + next.err()).matches(text -> text.startsWith("0") || text.contains("a backfill of it still goes on"));
            return next.code() == 0;
        });
        await("the third runs", () -> runs().stream().filter(run -> run.getState().equals("success")).count() == 3);
        assertThat(times()).containsExactly("2026-11-01T03:00:00Z", "2026-11-02T03:00:00Z", "2026-11-03T03:00:00Z");
        assertThat(workspace.leat("backfill", "Daily", "--from", "2026-11-04", "--to", "2026-11-01")).returns(2, Said::code)
            .returns("leat backfill --to: 2026-11-01T00:00Z is before 2026-11-04T00:00Z. Write the earlier time behind --from.\n", Said::err);
    }

    @Test
    void aFlowThatIsRemovedGoesFromAirflowOnceSomebodyAgrees() throws IOException {
        workspace("gone");
        flow("Daily", "0 3 * * *");
        flow("Hourly", "@hourly");
        done("start", "Daily");
        done("start", "Hourly");
        Files.delete(workspace.resolve("flows/Hourly.yaml"));
        Files.delete(workspace.resolve("mappings/hourly-orders.yaml"));

        Said asked = workspace.leat("start", "Daily");

        assertThat(asked.code()).as(asked.out() + asked.err()).isZero();
        assertThat(asked.out() + asked.err()).contains("Airflow still has Hourly (leat.gone.hourly)", "leat stop --gone --yes");
        assertThat(workspace.leat("stop", "--gone").code()).isZero();
        assertThat(RealAirflow.dags().resolve("leat.gone.hourly.py")).as("nobody has agreed").exists();
        assertThat(airflow().dag("leat.gone.hourly")).isPresent();
        assertThat(done("stop", "--gone", "--yes").path("removed").toString()).isEqualTo("[\"leat.gone.hourly\"]");
        assertThat(RealAirflow.dags().resolve("leat.gone.hourly.py")).doesNotExist();
        assertThat(airflow().dag("leat.gone.hourly")).isEmpty();
        assertThat(airflow().dag("leat.gone.daily")).get().extracting(dag -> dag.getIsPaused()).isEqualTo(false);
        assertThat(done("stop", "--gone", "--yes").path("removed")).isEmpty();
    }

    @Test
    void doctorSaysHowAirflowIs() throws IOException {
        workspace("doctor");
        Said well = workspace.leat("doctor");
        assertThat(well.code()).as(well.out() + well.err()).isZero();
        assertThat(well.out()).contains("good   airflow: Airflow 3.", "scheduler is healthy", "DAG processor is healthy");
        workspace.write("leat.yaml", workspace.read("leat.yaml").replace(RealAirflow.start().address(), "http://127.0.0.1:9"));
        Said down = workspace.leat("doctor");
        assertThat(down.code()).as(down.out() + down.err()).isEqualTo(2);
        assertThat(down.out() + down.err()).contains("WRONG  airflow: http://127.0.0.1:9 cannot be reached", "Check that Airflow runs and airflow.url is right")
            .contains("good   from").doesNotContain(workspace.read("password"));
    }

    /** Of the past: Airflow also begins the newest time that was missed, as a run of the schedule. */
    private List<DagRun> runs() {
        return airflow().runs("leat.past.daily", 20).stream().filter(run -> run.getLogicalDate().getMonthValue() == 11).toList();
    }

    private List<String> times() {
        return runs().stream().map(run -> run.getLogicalDate().toInstant().toString()).sorted().toList();
    }

    private static void await(String what, BooleanSupplier condition) {
        Duration patience = Duration.ofMinutes(3);
        long until = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not within " + patience + ": " + what).isLessThan(until);
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
