package dev.leat.mapping.propose;

import static dev.leat.mapping.propose.Samples.described;
import static dev.leat.mapping.propose.Samples.explained;
import static dev.leat.mapping.propose.Samples.field;
import static dev.leat.mapping.propose.Samples.measured;
import static dev.leat.mapping.propose.Samples.oneOf;
import static dev.leat.mapping.propose.Samples.proposed;
import static dev.leat.mapping.propose.Samples.required;
import static dev.leat.mapping.propose.Samples.target;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DescribedRulesTest {
    @Test
    void theColumnThatTheDescriptionNamesFillsTheGaps() {
        assertThat(proposed(described("contact", "string", "work line, otherwise home line"), field("home", null, "1", "2"), field("work", null, null, "3"))).contains("coalesce(work, home)");
        assertThat(proposed(described("contact", "string", "work line"), field("work", null, null, "3"), field("home", null, "1", "2"))).contains("work");
    }

    @Test
    void theDefaultThatTheDescriptionNamesIsTaken() {
        assertThat(proposed(required("fee", "decimal(8,2)", "0 if there is no fee"), field("fee", "decimal(8,2)", "1.50", null))).contains("coalesce(fee, 0)");
        assertThat(proposed(required("state", "string", "other when not stated", "open", "other"), field("state", null, "open", null, "open"))).contains("coalesce(state, 'other')");
        assertThat(proposed(described("state", "string", "empty when missing"), field("state", null, "open", null))).contains("state");
    }

    @Test
    void aMarkOrNothingIsTrueOrFalseOnlyIfSaid() {
        assertThat(proposed(target("locked", "boolean"), explained("SPERR", null, "X = locked, blank = not", "X", ""))).contains(
            "case when trim(SPERR) = 'X' then true when coalesce(trim(SPERR), '') = '' then false else cast(SPERR as boolean) end");
        assertThat(proposed(target("locked", "boolean"), field("SPERR", null, "X", "")).orElse("")).doesNotContain("then false");
    }

    @Test
    void theSignIsInAnotherColumn() {
        assertThat(proposed(described("amount", "decimal(8,2)", "credit negative, debit positive"), field("amt", "decimal(8,2)", "5.00", "7.00"), explained("dc", null, "D = debit, C = credit", "D", "C")))
            .contains("case dc when 'C' then -amt when 'D' then amt end");
        assertThat(proposed(target("amount", "decimal(8,2)"), field("amt", "decimal(8,2)", "5.00", "7.00"), field("dc", null, "D", "C"))).contains("amt");
    }

    @Test
    void amountsOfOneColumnAreInTheUnitsOfAnother() {
        assertThat(proposed(measured("volume", "decimal(8,3)", "l"), field("qty", "double", "500", "2"), field("uom", null, "ml", "l")))
            .contains("cast(case uom when 'l' then qty when 'ml' then qty / 1000 end as decimal(8,3))");
    }

    @Test
    void aUnitOfAnotherKindIsNoOrigin() {
        assertThat(proposed(measured("temperature", "double", "°C"), explained("u", "double", "in V", "229.5"))).isEmpty();
        assertThat(proposed(measured("temperature", "double", "°C"), explained("u", "double", "in °C", "22.5"))).contains("u");
    }

    @Test
    void noDigitsAreLostBeforeScaling() {
        assertThat(proposed(measured("distance_m", "decimal(8,1)", "m"), field("distance_km", null, "1,2345", "0,5"))).contains(
            "cast(cast(replace(regexp_replace(distance_km, '[^0-9,-]', ''), ',', '.') as decimal(28,10)) * 1000 as decimal(8,1))");
    }

    @Test
    void signsOfCurrenciesAndWordsForSignsAreCodes() {
        assertThat(proposed(oneOf("cur", "EUR", "GBP"), field("cur", null, "€", "£", "€"))).contains("case cur when '£' then 'GBP' when '€' then 'EUR' else cur end");
        assertThat(proposed(oneOf("rh", "D+", "D-"), field("rh", null, "D neg", "D pos"))).contains("case rh when 'D neg' then 'D-' when 'D pos' then 'D+' else rh end");
        assertThat(proposed(oneOf("rh", "D+", "D-"), field("rh", null, "D+", "D-"))).contains("rh");
    }

    @Test
    void thePartThatADescriptionNamesIsTaken() {
        assertThat(proposed(target("floor", "string"), explained("place", null, "building/floor/room", "A/3/12", "B/1"))).contains("split_part(place, '/', 2)");
        assertThat(proposed(target("room", "string"), explained("place", null, "building/floor/room", "A/3/12", "B/1", "A/2/7", "A/3/11"))).contains("nullif(split_part(place, '/', 3), '')");
    }
}
