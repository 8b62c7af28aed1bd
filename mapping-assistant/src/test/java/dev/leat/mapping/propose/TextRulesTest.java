package dev.leat.mapping.propose;

import static dev.leat.mapping.propose.Samples.described;
import static dev.leat.mapping.propose.Samples.field;
import static dev.leat.mapping.propose.Samples.oneOf;
import static dev.leat.mapping.propose.Samples.proposed;
import static dev.leat.mapping.propose.Samples.target;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextRulesTest {
    @Test
    void namesArePutTogetherAndTakenApart() {
        assertThat(proposed(target("full_name", "string"), field("first_name", null, "Ada"), field("last_name", null, "Lovelace"))).contains("concat_ws(' ', first_name, last_name)");
        assertThat(proposed(target("full_name", "string", "HOPPER, GRACE"), field("vorname", null, "ADA"), field("nachname", null, "LOVELACE"))).contains("concat_ws(', ', nachname, vorname)");
        assertThat(proposed(target("first_name", "string"), field("name", null, "Ada Lovelace"))).contains("split_part(name, ' ', 1)");
        assertThat(proposed(target("last_name", "string"), field("name", null, "Lovelace, Ada"))).contains("split_part(name, ',', 1)");
    }

    @Test
    void noNameAtAllIsNullAndNotAnEmptyText() {
        assertThat(proposed(target("full_name", "string"), field("first_name", null, "Ada", null), field("last_name", null, "Lovelace", null)))
            .contains("nullif(concat_ws(' ', first_name, last_name), '')");
    }

    @Test
    void whatIsNoPersonIsNotPutTogether() {
        assertThat(proposed(target("last_login", "string"), field("last_login", null, "x"), field("first_login", null, "y"))).contains("last_login");
        assertThat(proposed(target("product_name", "string"), field("product_name", null, "x"), field("first_name", null, "a"), field("last_name", null, "b"))).contains("product_name");
    }

    @Test
    void spacesAndLettersBecomeThoseOfTheDestination() {
        assertThat(proposed(target("t", "string"), field("t", null, " a ", "b"))).contains("trim(t)");
        assertThat(proposed(described("t", "string", "in lower case"), field("t", null, "Ada@X.org"))).contains("lower(t)");
        assertThat(proposed(target("t", "string", "Acme Corp", "Globex"), field("t", null, "INITECH", "UMBRELLA"))).contains("initcap(t)");
        assertThat(proposed(target("t", "string", "00000017", "00123456"), field("t", "bigint", "42"))).contains("lpad(cast(t as string), 8, '0')");
    }

    @Test
    void proseIsLeftAlone() {
        assertThat(proposed(target("t", "string", "the red one is good", "i like it", "no comment"), field("t", null, "Well! (It works)", "Not bad...", "Really - no.")).orElseThrow())
            .doesNotContain("translate").doesNotContain("split");
    }

    @Test
    void codesBecomeWordsAndANewCodeIsRefusedNotLost() {
        assertThat(proposed(oneOf("gender", "male", "female"), field("sex", null, "M", "F"))).contains("case sex when 'F' then 'female' when 'M' then 'male' else sex end");
        assertThat(proposed(target("active", "boolean"), field("active", null, "ja", "nein"))).contains("case active when 'ja' then true when 'nein' then false else cast(active as boolean) end");
        assertThat(proposed(oneOf("paid", "Y", "N"), field("paid", "boolean", "true", "false"))).contains("case when paid then 'Y' when not paid then 'N' end");
    }

    @Test
    void theOnlyCodeLeftTakesTheOnlyAllowedValueLeft() {
        assertThat(proposed(oneOf("quality", "valid", "estimated", "error"), field("flags", null, "EST", "QX", "ERR", "QX")))
            .contains("case flags when 'ERR' then 'error' when 'EST' then 'estimated' when 'QX' then 'valid' else flags end");
        assertThat(proposed(oneOf("quality", "valid", "estimated", "error", "missing"), field("flags", null, "EST", "QX", "ERR", "QX")).orElse("")).doesNotContain("'QX'");
    }

    @Test
    void codesThatCanMeanSeveralValuesAreNotGuessed() {
        assertThat(proposed(oneOf("state", "open", "ordered"), field("s", null, "O"))).isEmpty();
    }

    @Test
    void countriesLanguagesAndCurrenciesAreRespelled() {
        assertThat(proposed(oneOf("country", "DE", "FR"), field("c", null, "Germany", "France"))).contains("case c when 'France' then 'FR' when 'Germany' then 'DE' else c end");
        assertThat(proposed(target("c", "string", "GBR", "ITA"), field("c", null, "DE", "FR"))).contains("case c when 'DE' then 'DEU' when 'FR' then 'FRA' else c end");
    }

    @Test
    void partsOfMailAndWebAddressesAreTaken() {
        assertThat(proposed(target("email_domain", "string"), field("email", null, "a@x.org"))).contains("split_part(email, '@', 2)");
        assertThat(proposed(target("host", "string"), field("url", null, "https://example.com/a"))).contains("parse_url(url, 'HOST')");
    }

    @Test
    void columnsForTheSameThingFillEachOther() {
        assertThat(proposed(target("phone", "string"), field("work_phone", null, "1", null), field("home_phone", null, "2", "3"))).contains("coalesce(work_phone, home_phone)");
        assertThat(proposed(target("phone", "string"), field("work_phone", null, "1", "2"), field("home_phone", null, "2", "3"))).contains("work_phone");
    }

    @Test
    void addressesAreWrittenInTheDestinationsOrder() {
        assertThat(proposed(target("address", "string", "Ring 5, 20095 Hamburg"), field("street", null, "Elm 1"), field("zip", null, "10115"), field("city", null, "Berlin")))
            .contains("concat_ws(', ', street, concat_ws(' ', zip, city))");
    }

    @Test
    void aCityOfAnAddressIsNoAddress() {
        assertThat(proposed(described("ship_city", "string", "city of the shipping address"), field("city", null, "Berlin"), field("street", null, "Elm 1"), field("zip", null, "10115"))).contains("city");
    }
}
