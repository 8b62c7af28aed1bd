package dev.leat.mapping.propose;

import static dev.leat.mapping.propose.Samples.described;
import static dev.leat.mapping.propose.Samples.explained;
import static dev.leat.mapping.propose.Samples.field;
import static dev.leat.mapping.propose.Samples.measured;
import static dev.leat.mapping.propose.Samples.proposed;
import static dev.leat.mapping.propose.Samples.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.mapping.schema.SampledField;
import dev.leat.transform.Attempt;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CalendarRulesTest {
    @Test
    void aFormatThatOnlyTheDescriptionNamesIsRead() {
        assertThat(proposed(target("ordered", "date"), explained("dt", null, "date as YYMMDD", "230514", "221130"))).contains("to_date(dt, 'yyMMdd')");
        assertThat(proposed(target("ordered", "date"), field("dt", null, "230514", "221130")).orElse("")).doesNotContain("yyMMdd");
        assertThat(values(target("made", "date"), explained("d", "int", "YYYYDDD", "2023060", "2022365"))).containsExactly(Optional.of("2023-03-01"), Optional.of("2022-12-31"));
    }

    @Test
    void anOffsetWithoutAColonIsRead() {
        assertThat(proposed(target("at", "timestamp"), field("at", null, "20230514103000+0530"))).contains("to_timestamp(`at`, 'yyyyMMddHHmmssXX')".replace("`", ""));
    }

    @Test
    void weeksBecomeTheirDays() {
        assertThat(values(target("planned", "date"), field("d", null, "2021-W01-1", "2020-W53-5"))).containsExactly(Optional.of("2021-01-04"), Optional.of("2021-01-01"));
        assertThat(values(described("week_end", "date", "Sunday of the week"), field("w", null, "2021-W01", "2022W10"))).containsExactly(Optional.of("2021-01-10"), Optional.of("2022-03-13"));
    }

    @Test
    void daysAreCountedFromTheDateThatIsNamed() {
        assertThat(proposed(target("valid", "date"), explained("n", "int", "days since 1900-01-01", "44000"))).contains("date_add(cast('1900-01-01' as date), cast(n as int))");
        assertThat(values(target("seen", "timestamp"), explained("x", "double", "Excel serial", "45000.75"))).containsExactly(Optional.of("2023-03-15 18:00:00"));
    }

    @Test
    void monthsEndWhereTheDescriptionSaysSo() {
        assertThat(proposed(described("until", "date", "last day of the month"), field("m", null, "02/2023", "11/2022"))).contains("last_day(to_date(m, 'MM/yyyy'))");
        assertThat(proposed(target("since", "date"), field("m", null, "02/2023", "11/2022"))).contains("to_date(m, 'MM/yyyy')");
        assertThat(proposed(described("until", "date", "end of the month"), field("d", "date", "2023-02-03"))).contains("last_day(d)");
    }

    @Test
    void anOpenEndIsNullOnlyWhereADescriptionSaysSo() {
        assertThat(values(described("left", "date", "empty if open"), field("left", null, "31.12.9999", "14.02.2023"))).containsExactly(Optional.empty(), Optional.of("2023-02-14"));
        assertThat(values(target("left", "date"), field("left", null, "31.12.9999", "14.02.2023"))).containsExactly(Optional.of("9999-12-31"), Optional.of("2023-02-14"));
    }

    @Test
    void localTimeBecomesUtcOnlyInAZoneThatIsNamed() {
        assertThat(proposed(described("at", "timestamp", "in UTC"), explained("t", "timestamp", "local time, America/New_York", "2023-01-01 08:00:00")))
            .contains("to_utc_timestamp(t, 'America/New_York')");
        assertThat(proposed(described("at", "timestamp", "in UTC"), explained("t", "timestamp", "local time", "2023-01-01 08:00:00"))).contains("t");
        assertThat(values(described("at", "timestamp", "in UTC"), explained("t", null, "local time, America/New_York", "01.02.2023 08:00:00"))).containsExactly(Optional.of("2023-02-01 13:00:00"));
    }

    @Test
    void compactDatesAndTimesAreJoined() {
        assertThat(proposed(target("changed", "timestamp"), field("AEDAT", null, "20230514"), field("AETIM", null, "231500"))).contains("to_timestamp(concat(AEDAT, AETIM), 'yyyyMMddHHmmss')");
        assertThat(values(target("changed", "timestamp"), field("AEDAT", "int", "20230514"), field("AETIM", "int", "91500"))).containsExactly(Optional.of("2023-05-14 09:15:00"));
    }

    @Test
    void quartersAreWrittenAsTheDestinationDoes() {
        assertThat(values(target("q", "string", "Q1 2020", "Q3 2021"), field("d", "date", "2023-05-14"))).containsExactly(Optional.of("Q2 2023"));
    }

    @Test
    void durationsAreInTheTargetsUnit() {
        assertThat(values(measured("minutes", "int", "min"), field("t", null, "PT2H5M", "P1DT1M", null))).containsExactly(Optional.of("125"), Optional.of("1441"), Optional.empty());
        assertThat(proposed(described("lead_days", "int", "days from order to arrival"), field("order_date", "date", "2023-01-01"), field("arrival_date", "date", "2023-01-05")))
            .contains("datediff(arrival_date, order_date)");
        assertThat(values(described("duration_hours", "decimal(6,2)", "from start to end"), field("end_at", "timestamp", "2023-01-01 12:30:00"), field("start_at", "timestamp", "2023-01-01 08:00:00")))
            .containsExactly(Optional.of("4.50"));
    }

    private static List<Optional<String>> values(TargetField target, SampledField... fields) {
        return Samples.best(target, fields).flatMap(Draft::stored).orElseThrow().rows().stream().map(Attempt.Result::value).toList();
    }
}
