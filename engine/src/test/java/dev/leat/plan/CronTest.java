package dev.leat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
    @ParameterizedTest
    @ValueSource(strings = {"0 3 * * *", "*/15 * * * *", "0 0 1,15 * *", "0 9-17/2 * * mon-FRI", "5 4 * jan,7 0", "0 0 L * *", "0 6 * * 5#2", "  30 4  * * 7 ", "@daily", "0-59 0-23 1-31 1-12 0-7"})
    void areLines(String line) {
        assertThat(Cron.isOne(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"99 3 * * *", "0 24 * * *", "0 0 0 * *", "0 0 32 * *", "0 0 * 13 *", "0 0 * * 8", "0 3 * *", "0 3 * * * *", "5-1 * * * *", "*/0 * * * *", "a b c d e", "0 0 * foo *", "", "@sometimes", "1,,2 * * * *", "0 3 * * 5#6"})
    void areNone(String line) {
        assertThat(Cron.isOne(line)).isFalse();
    }
}
