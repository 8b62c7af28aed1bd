package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.lake.RunRecord.PipelineRun.Compared;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void aTableHasColumnsTwoApartAndNumbersToTheRight() {
        assertThat(new Table(List.of("pipeline", "written"), List.of(List.of("a", "5"), List.of("long name", "12345678"))).lines(80))
            .containsExactly("pipeline    written", "a                 5", "long name  12345678");
    }

    @Test
    void aTableFitsTheWidthByCuttingTheWidestColumn() {
        List<String> lines = new Table(List.of("id", "detail"), List.of(List.of("1", "x".repeat(200)), List.of("2", "line\nbreak\tand \u001B[31mcodes"))).lines(40);
        assertThat(lines).allMatch(line -> line.length() <= 40).allMatch(line -> line.chars().noneMatch(Character::isISOControl));
        assertThat(lines.get(1)).endsWith("x…");
    }

    @Test
    void aTableThatIsWiderForItsNamesCutsTheseAndKeepsWhatItIsAbout() {
        Table table = new Table(List.of("flow", "state", "backlog"), List.of(List.of("x".repeat(100), "not deployed", "1"), List.of("short", "paused", "22")), 2);
        assertThat(table.lines(40)).containsExactly("flow                state         backl…", "x".repeat(17) + "…  not deployed       1", "short               paused            22");
    }

    @Test
    void aStepThatComparedSaysHowMany() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        try (Ticker ticker = new Ticker(new Terminal(stream, stream, false, false, 80))) {
            ticker.begins("P", "reconcile");
            ticker.compared("P", "reconcile", new Compared(1039, 0));
            ticker.compared("P", "reconcile", new Compared(1, 1));
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).matches("P: reconcile 1,039 records compared, none different, 0\\.\\d s\nP: reconcile 1 record compared, 1 different, 0\\.\\d s\n");
    }

    @Test
    void anEmptyTableIsItsHeader() {
        assertThat(new Table(List.of("a", "b"), List.of()).lines(80)).containsExactly("a  b");
    }

    @Test
    void aSheetWrapsTextsBesideTheirLabels() {
        assertThat(new Sheet("Title").with("short", "one two three four five six").with("a longer label", 7).lines(40)).containsExactly(
            "Title", "  short           one two three four", "                  five six", "  a longer label  7");
    }

    @Test
    void progressWithoutATerminalIsOneLineAStep() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        Ticker ticker = new Ticker(new Terminal(stream, stream, false, false, 80));
        ticker.begins("P", "capture");
        ticker.rows(10);
        ticker.rows(20);
        ticker.ends("P", "capture", 12345);
        ticker.warns("P", "the cache could not be reached");
        ticker.close();
        assertThat(err.toString(StandardCharsets.UTF_8)).matches("P: capture 12,345 records, 0\\.\\d s\nP: the cache could not be reached\n");
    }

    @Test
    void progressOnATerminalMovesAndIsGoneAtTheEnd() throws InterruptedException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        Ticker ticker = new Ticker(new Terminal(stream, stream, true, true, 80));
        ticker.begins("P", "capture");
        ticker.rows(10);
        Thread.sleep(400);
        ticker.ends("P", "capture", 20);
        String shown = err.toString(StandardCharsets.UTF_8);
        assertThat(shown).contains("\r").contains("P: capture").contains("10 rows, 0 s");
        assertThat(shown.substring(shown.lastIndexOf('\r') + 1).strip()).matches("P: capture 20 records, 0\\.\\d s");
    }
}
