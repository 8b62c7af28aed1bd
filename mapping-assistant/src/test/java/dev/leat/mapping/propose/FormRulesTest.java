package dev.leat.mapping.propose;

import static dev.leat.mapping.propose.Samples.described;
import static dev.leat.mapping.propose.Samples.field;
import static dev.leat.mapping.propose.Samples.proposed;
import static dev.leat.mapping.propose.Samples.target;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormRulesTest {
    @Test
    void groupsAreSetApartAsInTheDestination() {
        assertThat(proposed(target("card", "string", "1111 2222 3333 44", "5555 6666 7777 8888"), field("card", null, "1234567890123", "123456789012"))).contains("regexp_replace(card, '(.{4})(?=.)', '$1 ')");
        assertThat(proposed(target("acct", "string", "12-345-6", "98-7654-3"), field("acct", null, "112223", "445556667")).orElse("")).doesNotContain("regexp_replace");
        assertThat(proposed(target("part", "string", "AB-123.7", "CD-456.1"), field("part", null, "XY9998", "ZZ1112"))).contains("regexp_replace(part, '^(.{2})(.{3})(.{1})$', '$1-$2.$3')");
        assertThat(proposed(target("n", "string", "123-4", "56-7", "1234-0"), field("n", "int", "99991", "123"))).contains("regexp_replace(cast(n as string), '^(.+)(.{1})$', '$1-$2')");
    }

    @Test
    void shortCodesNeedNoSign() {
        assertThat(proposed(target("code", "string", "A01.1", "B20", "C34.12"), field("code", null, "K359", "I10", "S7200"))).contains("regexp_replace(code, '^(.{3})(.+)$', '$1.$2')");
    }

    @Test
    void keysAreJoinedFromTheColumnsThatTheDescriptionNames() {
        assertThat(proposed(described("bin_key", "string", "hall and shelf", "H1/007", "H2/123"), field("hall", null, "H3", "H4"), field("shelf", null, "009", "010")))
            .contains("concat(hall, '/', shelf)");
        assertThat(proposed(target("bin_key", "string", "H1/007", "H2/123"), field("hall", null, "H3", "H4"), field("shelf", null, "009", "010")).orElse("")).doesNotContain("concat");
    }

    @Test
    void namesTakeTheFormOfTheDestination() {
        assertThat(proposed(target("driver", "string", "BERG, Anna", "KUNZ, Jan"), field("vorname", null, "Eva"), field("nachname", null, "Lang"))).contains("concat(upper(nachname), ', ', vorname)");
        assertThat(proposed(target("initials", "string", "A.B.", "J.K."), field("vorname", null, "Eva"), field("nachname", null, "Lang")))
            .contains("upper(concat(left(vorname, 1), '.', left(nachname, 1), '.'))");
        assertThat(proposed(target("mail", "string", "a.berg@x.org", "j.kunz@x.org"), field("first_name", null, "Eva"), field("last_name", null, "Lang")))
            .contains("lower(concat(left(first_name, 1), '.', last_name, '@x.org'))");
        assertThat(proposed(target("mail", "string", "a.berg@x.org", "j.kunz@y.org"), field("first_name", null, "Eva"), field("last_name", null, "Lang")).orElse("")).doesNotContain("@");
    }

    @Test
    void noAddressForMailIsMadeUpWhereThereAreRealOnes() {
        assertThat(proposed(target("mail", "string", "a.berg@x.org", "j.kunz@x.org"), field("mail", null, "eva@y.com"), field("first_name", null, "Eva"), field("last_name", null, "Lang"))).contains("mail");
    }

    @Test
    void capitalsBehindHyphensAreThoseOfTheDestination() {
        assertThat(proposed(target("n", "string", "Karl-Heinz Roth", "Eva Lang"), field("n", null, "ANNE-MARIE BERG", "JAN KUNZ"))).contains("replace(initcap(replace(n, '-', '- ')), '- ', '-')");
        assertThat(proposed(target("n", "string", "Built-in Case", "Eva Lang"), field("n", null, "ADD-ON BOX", "JAN KUNZ"))).contains("initcap(n)");
    }

    @Test
    void numbersAtTheEdgesOfTextsAreTakenOff() {
        assertThat(proposed(target("city", "string", "Bonn", "Bad Ems"), field("place", null, "20095 Hamburg", "01067 Dresden an der Elbe"))).contains("regexp_replace(place, '^[^ ]+ +', '')");
        assertThat(proposed(target("no", "string", "7", "44b"), field("street", null, "Am Ring 3", "Weg 17a"))).contains("split_part(street, ' ', -1)");
        assertThat(proposed(target("street", "string", "Ringweg", "Am Markt"), field("addr", null, "Am Ring 3", "Weg 17a"))).contains("regexp_replace(addr, ' +[^ ]+$', '')");
    }

    @Test
    void anAddressTakesTheHouseNumberWithIt() {
        assertThat(proposed(target("address", "string", "Weg 3, 20095 Hamburg"), field("street", null, "Am Ring"), field("house_no", null, "3"), field("zip", null, "53111"), field("city", null, "Bonn")))
            .contains("concat_ws(', ', concat_ws(' ', street, house_no), concat_ws(' ', zip, city))");
    }
}
