package dev.leat.mapping.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VisibleTest {
    @Test
    void whatWouldMoveTheCursorOrHideIsSpelledOut() {
        assertThat(Visible.of("a\u001B[2Jb\u009Bc\u0000\u007F")).isEqualTo("a\\u{1b}[2Jb\\u{9b}c\\u{0}\\u{7f}");
        assertThat(Visible.of("line\r\nbreak\ttab")).isEqualTo("line  break tab");
        assertThat(Visible.of("user\u202Egnp.exe\u2066\u200B\uFEFF\u2028")).isEqualTo("user\\u{202e}gnp.exe\\u{2066}\\u{200b}\\u{feff}\\u{2028}");
        assertThat(Visible.of("\uD83D")).as("half a character").isEqualTo("\\u{d83d}");
        assertThat(Visible.of("\uE000\uDBFF\uDFFE")).isEqualTo("\\u{e000}\\u{10fffe}");
        assertThat(Visible.of("Ärger 漢字 👩\u200D🚀 עברית")).isEqualTo("Ärger 漢字 👩\u200D🚀 עברית");
    }

    @Test
    void widthsAreThoseOfATerminal() {
        assertThat(List.of(Visible.width("abc"), Visible.width("漢字"), Visible.width("😀"), Visible.width("e\u0301"), Visible.width("한국어"))).containsExactly(3, 4, 2, 1, 6);
        assertThat(Visible.cut("漢字漢字", 7)).isEqualTo("漢字漢…");
        assertThat(Visible.cut("漢字漢字", 8)).isEqualTo("漢字漢字");
        assertThat(Visible.width(Visible.cut("a😀😀😀", 4))).isLessThanOrEqualTo(4);
    }

    @Test
    void linesBreakAtBlanksAndWhereTheyMust() {
        assertThat(Visible.wrap("one two three", 7)).containsExactly("one two", "three");
        assertThat(Visible.wrap("x".repeat(20) + " y", 8)).containsExactly("xxxxxxxx", "xxxxxxxx", "xxxx y");
        assertThat(Visible.wrap("", 8)).containsExactly("");
        assertThat(Visible.wrap("😀".repeat(9), 5)).allMatch(line -> Visible.width(line) <= 5).hasSize(5);
        assertThat(String.join("", Visible.wrap("a b\u001B" + "c".repeat(30), 9))).contains("\\u{1b}");
    }
}
