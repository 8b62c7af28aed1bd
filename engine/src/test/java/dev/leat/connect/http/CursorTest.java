package dev.leat.connect.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CursorTest {
    private static final long NINE = 1_769_850_000_000_000L;

    private static JsonNode json(String text) throws Exception {
        return Exchange.JSON.readTree(text);
    }

    @Test
    void timesAreReadAsApisWriteThem() throws Exception {
        Cursor text = new Cursor("at", true, Since.Format.INSTANT);
        for (String same : List.of("2026-01-31T09:00:00Z", "2026-01-31 09:00:00", "2026-01-31T10:00:00+01:00", "2026-01-31T10:00:00.000000+0100", "2026-01-31T09:00")) {
            assertThat(text.ticks(json("\"" + same + "\""))).as(same).hasValue(NINE);
        }
        assertThat(new Cursor("at", false, Since.Format.EPOCH_SECONDS).ticks(json("1769850000"))).hasValue(NINE);
        assertThat(new Cursor("at", false, Since.Format.INSTANT).ticks(json("1769850000000"))).hasValue(NINE);
        assertThat(text.ticks(json("\"2026-01-31\""))).hasValue(NINE - 9 * 3_600_000_000L);
        for (String none : List.of("\"31.01.2026\"", "\"\"", "null", "1769850000", "{}", "\"2026-13-01\"")) {
            assertThat(text.ticks(json(none))).as(none).isEqualTo(OptionalLong.empty());
        }
    }

    @Test
    void valueToAskWithIsAUnitEarlierAndTheLiteralNeverLater() {
        assertThat(new Cursor("at", true, Since.Format.INSTANT).before(NINE + 5)).isEqualTo("2026-01-31T08:59:59Z");
        assertThat(new Cursor("at", true, Since.Format.DATE).before(NINE)).isEqualTo("2026-01-30");
        assertThat(new Cursor("at", false, Since.Format.EPOCH_SECONDS).before(NINE)).isEqualTo("1769849999");
        assertThat(new Cursor("at", false, Since.Format.EPOCH_MILLIS).before(NINE)).isEqualTo("1769849999999");
        assertThat(new Cursor("at", true, Since.Format.INSTANT).literal(NINE, "string")).isEqualTo("'2026-01-30'");
        assertThat(new Cursor("at", false, Since.Format.INSTANT).literal(NINE, "timestamp")).isEqualTo("TIMESTAMP '2026-01-31 09:00:00Z'");
        assertThat(new Cursor("at", false, Since.Format.INSTANT).literal(NINE, "bigint")).isEqualTo("1769850000");
        assertThat(new Cursor("at", true, Since.Format.INSTANT).minus(NINE, Duration.ofHours(9))).isEqualTo(NINE - 9 * 3_600_000_000L);
    }
}
