package dev.leat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
    @ParameterizedTest
    @ValueSource(strings = {"0 3 * * *", "*/15 * * * *", "0 0 1,15 * *", "0 9-17/2 * * mon-FRI", "5 4 * jan,7 0", "0 0 L * *", "0 6 * * 5#2", "  30 4  * * 7 ", "@daily", "0-59 0-23 1-31 1-12 0-7", "0 0 * * 1#2,5#2", "0 0 29 2 *", "0 0 30,L feb *", "0 0 31 2-4/1 *",
        "0 0 31 4,6 1"})
    void areLines(String line) {
        assertThat(Cron.fix(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"99 3 * * *", "0 24 * * *", "0 0 0 * *", "0 0 32 * *", "0 0 * 13 *", "0 0 * * 8", "0 3 * *", "0 3 * * * *", "5-1 * * * *", "*/0 * * * *", "a b c d e", "0 0 * foo *", "", "@sometimes", "1,,2 * * * *", "0 3 * * 5#6"})
    void areNone(String line) {
        assertThat(Cron.fix(line)).get().asString().startsWith("Write minute, hour");
    }

    /** All of which Airflow refuses, or finds that they never come. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0 6 * * 1,5#2      | Write only days with #
        0 0 * * *,5#1      | Write only days with #
        0 0 30 * 5#1       | write * as the day of month
        * 0 L * 7#1        | write * as the day of month
        0 0 30 2 *         | Write a day that one of its months has
        0 0 31 apr,6,9 *,1 | Write a day that one of its months has
        """)
    void haveFieldsThatDoNotGoTogether(String line, String fix) {
        assertThat(Cron.fix(line)).get().asString().contains(fix);
    }
}
