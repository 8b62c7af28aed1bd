package dev.leat.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.plan.WorkspaceFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One flow, one file, the same bytes for the same words. */
class DagFileTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/leat/airflow/marketing.py");

    @TempDir
    private Path folder;

    @BeforeEach
    void flow() {
        TestFlows.marketing(folder);
    }

    /** In a Java of its own, so that it can be another's. */
    public static void main(String[] arguments) {
        System.out.write(dag(Path.of(arguments[0])).text().getBytes(StandardCharsets.UTF_8), 0, dag(Path.of(arguments[0])).text().length());
        System.out.flush();
    }

    private static DagFile dag(Path folder) {
        WorkspaceFiles files = WorkspaceFiles.read(folder);
        return DagFile.of(files, files.flows().get(0));
    }

    @Test
    void saysAllOfTheFlow() throws Exception {
        assertThat(dag(folder).text()).isEqualTo(Files.readString(GOLDEN));
        assertThat(dag(folder)).returns("leat.marketing-warehouse.marketing", DagFile::id).returns("leat.marketing-warehouse.marketing.py", DagFile::name);
    }

    @Test
    void itsHashIsInItsHeadAndAmongItsTags() {
        DagFile dag = dag(folder);
        assertThat(dag.text().lines().toList().get(1)).isEqualTo("# " + dag.hash());
        assertThat(dag.text()).contains("\"" + dag.tag() + "\"]");
        assertThat(dag.hash()).startsWith(dag.tag()).hasSize(71);
    }

    @Test
    void otherTimeZonesAndLanguagesMakeTheSameBytes() throws Exception {
        for (List<String> place : List.of(List.of("-Duser.timezone=Pacific/Auckland", "-Duser.language=tr", "-Duser.country=TR"), List.of("-Duser.timezone=America/Caracas", "-Duser.language=ar", "-Duser.country=EG",
            "-Dfile.encoding=UTF-16"))) {
            ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", place.get(0), place.get(1), place.get(2), "-cp",
                System.getProperty("java.class.path"), DagFileTest.class.getName(), folder.toString()).redirectError(ProcessBuilder.Redirect.INHERIT);
            assertThat(new String(java.start().getInputStream().readAllBytes(), StandardCharsets.US_ASCII)).as(place.toString()).isEqualTo(Files.readString(GOLDEN));
        }
    }

    @Test
    void theOrderOfKeysAndCommentsMakeNoOtherFileAndAnyOtherWordDoes() {
        String before = dag(folder).text();
        TestFlows.edit(folder, "flows/marketing.yaml", text -> "# a comment\n" + text.replace("source: marketing_api\ndestination: warehouse", "destination: warehouse\nsource: marketing_api"));
        assertThat(dag(folder).text()).isEqualTo(before);
        TestFlows.edit(folder, "flows/marketing.yaml", text -> text.replace("key: [id]", "key: [id]\n    deletes: soft"));
        assertThat(dag(folder).text()).isNotEqualTo(before);
        assertThat(dag(folder).hash()).as("a setting that no line of the file shows").isNotEqualTo(before.lines().toList().get(1).substring(2));
    }

    @Test
    void aFlowThatFollowsItsSourceIsOnlyWatched() {
        TestFlows.edit(folder, "flows/marketing.yaml", text -> text.replace("schedule: \"0 3 * * *\"", "every: 2s").replace("catchUp: 2026-11-01T00:00:00Z\n", ""));
        assertThat(dag(folder).text()).contains("CronTriggerTimetable(\"*/5 * * * *\"", "is_paused_upon_creation=False",
            "    Leat(task_id=\"watch\", bash_command=\"exec /opt/leat/leat status '--workspace=/srv/marketing warehouse' --healthy -- Marketing\")\n").doesNotContain("leat run");
    }
}
