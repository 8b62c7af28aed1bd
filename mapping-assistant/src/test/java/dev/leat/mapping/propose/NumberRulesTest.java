package dev.leat.mapping.propose;

import static dev.leat.mapping.propose.Samples.described;
import static dev.leat.mapping.propose.Samples.field;
import static dev.leat.mapping.propose.Samples.proposed;
import static dev.leat.mapping.propose.Samples.target;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NumberRulesTest {
    @Test
    void plainNumbersInTextAreCastAndEqualTypesAreLeftAlone() {
        assertThat(proposed(target("n", "int"), field("n", null, "12", "7"))).contains("cast(n as int)");
        assertThat(proposed(target("n", "bigint"), field("n", "int", "12", "7"))).contains("n");
    }

    @Test
    void numbersAsPeopleWriteThemAreRead() {
        assertThat(proposed(target("n", "decimal(12,2)"), field("n", null, "1.234,56", "99,00"))).contains("cast(replace(regexp_replace(n, '[^0-9,-]', ''), ',', '.') as decimal(12,2))");
        assertThat(proposed(target("n", "decimal(12,2)"), field("n", null, "$1,299.00", "$5.50"))).contains("cast(regexp_replace(n, '[^0-9.-]', '') as decimal(12,2))");
        assertThat(proposed(target("n", "int"), field("n", null, "12", "n/a"))).contains("cast(nullif(trim(n), 'n/a') as int)");
    }

    @Test
    void aSeparatorThatCanBeEitherIsAGuess() {
        assertThat(Samples.best(target("n", "decimal(12,3)"), field("n", null, "1,234", "5,678")).orElseThrow().idea().doubt()).isGreaterThan(0.3);
    }

    @Test
    void fractionsAreRoundedAndNotCutOff() {
        assertThat(proposed(target("n", "int"), field("n", "double", "20.6", "19.2"))).contains("cast(round(n) as int)");
    }

    @Test
    void unitsAreConvertedWhereBothSidesSayThem() {
        assertThat(proposed(target("weight_kg", "double"), field("weight_g", "double", "1500.0"))).contains("cast(weight_g / 1000 as double)");
        assertThat(proposed(target("price", "decimal(12,2)"), field("price_cents", "bigint", "1999"))).contains("cast(price_cents / 100 as decimal(12,2))");
        assertThat(proposed(target("temp_c", "double"), field("temp_f", "double", "212.0"))).contains("cast((temp_f - 32) * 5 / 9 as double)");
    }

    private static TargetField in(String unit, String type) {
        return new TargetField("value", Optional.of(type), Optional.empty(), Optional.empty(), false, false, List.of(), Optional.of(unit), List.of());
    }

    @Test
    void unitsOfLabelsAreReadAsPeopleWriteThem() {
        assertThat(proposed(in("MWh", "double"), field("kwh", "decimal(12,3)", "1.5"))).contains("cast(kwh / 1000 as double)");
        assertThat(proposed(in("°C", "double"), field("temp_f", "decimal(5,1)", "72.5"))).contains("cast((temp_f - 32) * 5 / 9 as double)");
        assertThat(proposed(in("degrees Celsius", "double"), field("temp_k", "double", "280.5"))).contains("cast(temp_k - 273.15 as double)");
        assertThat(proposed(in("m³", "double"), field("volume_l", "double", "1200.0"))).contains("cast(volume_l / 1000 as double)");
        assertThat(proposed(in("m/s", "double"), field("wind_kmh", "double", "12.0"))).contains("cast(wind_kmh / 3.6 as double)");
        assertThat(proposed(in("g/L", "double"), field("glucose_mg_dl", "double", "95.0"))).contains("cast(glucose_mg_dl / 100 as double)");
        assertThat(proposed(in("µg", "double"), field("dose_mg_daily", "double", "2.5"))).contains("cast(dose_mg_daily * 1000 as double)");
        assertThat(proposed(in("EUR", "decimal(14,2)"), field("revenue_teur", "decimal(10,3)", "12.5"))).contains("cast(revenue_teur * 1000 as decimal(14,2))");
        assertThat(proposed(in("kWh", "double"), field("consumption_mj", "double", "7.2"))).contains("cast(consumption_mj / 3.6 as double)");
    }

    @Test
    void namesThatOnlyLookLikeUnitsAreNone() {
        assertThat(proposed(target("weight_kg", "double"), field("t", "double", "1.5"))).contains("t");
        assertThat(proposed(target("size_mm", "double"), field("in_stock", "double", "1.5"))).contains("in_stock");
        assertThat(proposed(target("duration_s", "double"), field("min", "double", "1.5"))).contains("min");
    }

    @Test
    void currenciesAreNeverTakenForEachOther() {
        assertThat(proposed(target("price_eur", "double"), field("price_usd", "double", "10.0"))).isEmpty();
    }

    @Test
    void wordsThatAreCurrencyCodesTooAreNoCurrencies() {
        assertThat(proposed(target("amount_eur", "double"), field("amount_all", "double", "10.0"))).contains("amount_all");
    }

    @Test
    void aScaleIsSeenInTheValuesOfBothSides() {
        assertThat(proposed(target("amount", "double", "19.99", "45.0", "79.9", "22.5"), field("amount", "bigint", "1999", "2550", "8900", "4500"))).contains("cast(amount / 100 as double)");
        assertThat(proposed(target("amount", "double", "1890.0", "2500.0", "7990.0"), field("amount", "bigint", "1999", "2550", "8900", "4500"))).contains("amount");
    }

    @Test
    void amountsWithSeveralUnitsAreConvertedOneByOne() {
        assertThat(proposed(target("weight_g", "double"), field("w", null, "1.5 kg", "250 g")).orElseThrow()).contains("when 'kg' then").contains("* 1000");
    }

    @Test
    void twoColumnsAreCombinedAsTheDescriptionSays() {
        assertThat(proposed(described("total", "double", "quantity times price"), field("price", "double", "2.5"), field("quantity", "int", "4"))).contains("price * quantity");
    }
}
