package dev.leat.mapping.propose;

import static dev.leat.mapping.propose.Samples.described;
import static dev.leat.mapping.propose.Samples.field;
import static dev.leat.mapping.propose.Samples.proposed;
import static dev.leat.mapping.propose.Samples.target;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimeRulesTest {
    @Test
    void aFormatIsFoundFromTheValues() {
        assertThat(Formats.readers(List.of("23.12.1985", "17.01.1990")).keySet()).containsExactly("dd.MM.yyyy");
        assertThat(Formats.readers(List.of("30.12.1985", "17.1.1990")).keySet()).containsExactly("d.M.yyyy");
        assertThat(Formats.readers(List.of("2024-01-31T13:45:00.123+02:00")).keySet()).containsExactly("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        assertThat(Formats.readers(List.of("31-JAN-2024")).keySet()).containsExactly("dd-MMM-yyyy");
        assertThat(Formats.of("99/99/9999")).isEmpty();
        assertThat(Formats.of("not a date at all")).isEmpty();
    }

    @Test
    void dayAndMonthInEitherOrderAreBothFound() {
        assertThat(Formats.readers(List.of("05/11/2023", "03/02/2024")).keySet()).isEqualTo(Set.of("dd/MM/yyyy", "MM/dd/yyyy"));
    }

    @Test
    void datesAreParsedByTheirFormat() {
        assertThat(proposed(target("born", "date"), field("dob", null, "03.12.1985", "17.01.1990"))).contains("to_date(dob, 'dd.MM.yyyy')");
        assertThat(proposed(target("born", "date"), field("dob", null, "1985-12-03"))).contains("cast(dob as date)");
    }

    @Test
    void anAmbiguousOrderIsSettledByAnotherColumnAndElseDoubted() {
        Draft settled = Samples.best(target("start", "date"), field("start", null, "05/11/2023"), field("end", null, "11/25/2023")).orElseThrow();
        assertThat(settled.sql()).isEqualTo("to_date(`start`, 'MM/dd/yyyy')".replace("`", ""));
        assertThat(settled.idea().doubt()).isLessThan(0.2);
        assertThat(Samples.best(target("start", "date"), field("start", null, "05/11/2023")).orElseThrow().idea().doubt()).isGreaterThan(0.3);
    }

    @Test
    void mixedFormatsAreTriedInTurnAndTheLastOneIsStrict() {
        assertThat(proposed(target("d", "date"), field("d", null, "31.01.2024", "2024-02-01", "15.02.2024", "16.02.2024")))
            .contains("coalesce(try_to_date(d, 'dd.MM.yyyy'), to_date(d, 'yyyy-MM-dd'))");
    }

    @Test
    void epochsAreReadByTheirSize() {
        assertThat(proposed(target("at", "timestamp"), field("ts", "bigint", "1700000000"))).contains("timestamp_seconds(ts)");
        assertThat(proposed(target("at", "timestamp"), field("ts", "bigint", "1700000000123"))).contains("timestamp_millis(ts)");
        assertThat(proposed(target("at", "date"), field("ts", "bigint", "1700000000123456"))).contains("cast(timestamp_micros(ts) as date)");
    }

    @Test
    void partsOfDatesAndDatesAsTextAreMade() {
        assertThat(proposed(target("order_year", "int"), field("ordered", "date", "2024-01-31"))).contains("year(ordered)");
        assertThat(proposed(target("d", "string", "31/01/1970", "24/12/2001"), field("d", "date", "1985-12-03"))).contains("date_format(d, 'dd/MM/yyyy')");
        assertThat(proposed(described("at_ms", "bigint", "milliseconds since 1970"), field("at", "timestamp", "2023-11-14 22:13:20"))).contains("unix_millis(at)");
    }

    @Test
    void columnsSideBySideBecomeOneDate() {
        assertThat(proposed(target("at", "timestamp"), field("sale_date", null, "2024-01-31"), field("sale_time", null, "13:45:00")))
            .contains("cast(concat_ws(' ', sale_date, sale_time) as timestamp)");
        assertThat(proposed(target("day", "date"), field("year", "int", "2024"), field("month", "int", "2"), field("day", "int", "29"))).contains("make_date(`year`, `month`, `day`)");
    }
}
