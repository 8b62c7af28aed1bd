package dev.leat.mapping.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfilesTest {
    private static Profile profile(String name, String... values) {
        SampledField field = new SampledField(name, Optional.empty(), Optional.empty(), Arrays.stream(values).map(Optional::ofNullable).toList());
        return Profiles.of(new SampledEntity("e", List.of(field))).fields().get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        contact    | EMAIL            |            | ada@example.com; b.c@mail.example.org; x+y@sub.example.co
        site       | URL              |            | https://example.com/a?b=c; http://x.example.com; www.example.org
        number     | PHONE            |            | +49 30 1234567; (030) 123-4567; 0049-30-1234567
        from       | COUNTRY          | alpha-2    | de; FR; gb; US
        from       | COUNTRY          | alpha-3    | DEU; FRA; GBR; USA
        from       | COUNTRY          | name       | Germany; Frankreich; España; Japan
        paid in    | CURRENCY         | code       | EUR; USD; GBP
        price      | CURRENCY         | amount     | $ 12.50; $1,200.00; $3
        host       | IP               |            | 10.0.0.1; 192.168.1.20; 2001:db8::1
        account    | IBAN             |            | DE89370400440532013000; GB82WEST12345698765432
        card       | CARD             |            | 4111111111111111; 5500 0000 0000 0004; 340000000000009
        who        | UUID             |            | 123e4567-e89b-12d3-a456-426614174000; 123e4567-e89b-12d3-a456-426614174001
        digest     | HASH             |            | d41d8cd98f00b204e9800998ecf8427e; 900150983cd24fb0d6963f7d28e17f72
        locale     | LANGUAGE         | tag        | de-DE; fr-FR; en_GB
        payload    | JSON             |            | {"a": 1}; [1, 2]
        zip        | POSTAL_CODE      |            | 10115; SW1A 1AA; 75001
        sex        | GENDER           |            | m; f; f
        last_name  | PERSON_NAME      |            | O'Brien; García; de la Cruz
        day        | DATE_IN_TEXT     | yyyy-MM-dd | 2024-01-31; 2023-12-01; 1999-05-05
        day        | DATE_IN_TEXT     | dd/MM/yyyy | 31/01/2024; 01/12/2023; 05/05/1999
        day        | DATE_IN_TEXT     | MM/dd/yyyy | 01/31/2024; 12/01/2023; 05/05/1999
        day        | DATE_IN_TEXT     | dd/MM/yyyy~MM/dd/yyyy | 01/02/2024; 12/01/2023; 05/05/1999
        day        | DATE_IN_TEXT     | d MMM yyyy | 1 Jan 2024; 31 Dec 2023
        day        | DATE_IN_TEXT     | yyyyMMdd   | 20240131; 20231201
        at         | TIMESTAMP_IN_TEXT | yyyy-MM-dd'T'HH:mm:ssXXX | 2024-01-31T10:00:00Z; 2024-01-31T10:00:00+01:00
        at         | TIMESTAMP_IN_TEXT | yyyy-MM-dd HH:mm:ss.SSSSSS | 2024-01-31 10:00:00.123; 2024-01-31 10:00:00.5
        at         | TIMESTAMP_IN_TEXT | MM/dd/yyyy h:mm a | 01/31/2024 1:05 PM; 12/01/2023 11:00 AM
        n          | NUMBER_IN_TEXT   | 1234.5     | 1; -2.5; 1e3
        n          | NUMBER_IN_TEXT   | 1,234.5    | 1,234.50; 12; 1,000,000
        n          | NUMBER_IN_TEXT   | 1.234,5    | 1.234,50; 12,1; 1.000.000
        n          | NUMBER_IN_TEXT   | 12.5%      | 12 %; 3.5%
        active     | BOOLEAN_IN_TEXT  | no, yes    | yes; no; Yes
        active     | BOOLEAN_IN_TEXT  | 0, 1       | 0; 1; 1
        """)
    void textsAreKnownByTheirLook(String name, Trait trait, String detail, String values) {
        Statement statement = profile(name, values.split("; ")).statement(trait).orElseThrow();
        assertThat(statement.detail()).isEqualTo(detail == null ? "" : detail.replace('~', '|'));
        assertThat(statement.share()).isEqualTo(1);
        assertThat(statement.counterExamples()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        code       | NUMBER_IN_TEXT   | 007; 012; 123
        code       | PHONE            | 2024-01-31; 2023-12-01
        version    | IP               | 1.2.3; 10.0
        day        | DATE_IN_TEXT     | 2024-02-30; 2024-13-01
        account    | IBAN             | DE89370400440532013001; GB82WEST12345698765433
        card       | CARD             | 4111111111111112; 5500000000000005
        title      | PERSON_NAME      | Dune; Emma
        grade      | BOOLEAN_IN_TEXT  | 0; 1; 2
        amount     | BOOLEAN_IN_TEXT  | 0; 1; 1
        """)
    void whatOnlyLooksLikeItIsNotTaken(String name, Trait trait, String values) {
        assertThat(profile(name, values.split("; ")).is(trait)).isFalse();
    }

    @Test
    void everyStatementHasItsShareAndWhatSpeaksAgainstIt() {
        String[] values = IntStream.range(0, 100).mapToObj(i -> i < 97 ? "user" + i + "@example.com" : i == 97 ? "none" : i == 98 ? null : "Call 555").toArray(String[]::new);
        Profile profile = profile("contact", values);
        Statement mail = profile.statement(Trait.EMAIL).orElseThrow();
        assertThat(mail.holds()).isEqualTo(97);
        assertThat(mail.of()).as("null and 'none' say nothing against it").isEqualTo(98);
        assertThat(mail.sentence()).isEqualTo("e-mail addresses: 99 % of 98; not 'Call 555'");
        assertThat(mail.masked()).isEqualTo("e-mail addresses: 99 % of 98; not 'Aaaa 999'");
        assertThat(profile.statement(Trait.OPTIONAL).orElseThrow().sentence()).isEqualTo("there: 99 % of 100");
        assertThat(profile.statement(Trait.PLACEHOLDER).orElseThrow().sentence()).isEqualTo("stands for nothing (none): 1 % of 99");
        assertThat(profile.statement(Trait.PERSONAL).orElseThrow().detail()).isEqualTo("its values are e-mail addresses");
        assertThat(profile.semantic()).contains(Trait.EMAIL);
    }

    @Test
    void aShareThatIsNotAllIsNeverWrittenAsAll() {
        assertThat(new Statement(Trait.URL, "", 9_999, 10_000, List.of()).sentence()).isEqualTo("URLs: 99.9 % of 10000");
        assertThat(new Statement(Trait.URL, "", 1, 10_000, List.of()).sentence()).isEqualTo("URLs: 0.1 % of 10000");
    }

    @Test
    void fewValuesAreAnEnumerationWithTheirFrequencies() {
        String[] values = IntStream.range(0, 60).mapToObj(i -> i % 3 == 0 ? "closed" : "open").toArray(String[]::new);
        assertThat(profile("status", values).statement(Trait.ENUMERATION).orElseThrow().detail()).isEqualTo("open 40, closed 20");
        assertThat(profile("status", "open", "open", "open").is(Trait.CONSTANT)).isTrue();
    }

    @Test
    void valuesOfPersonalDataAreNotShown() {
        String[] values = IntStream.range(0, 60).mapToObj(i -> i % 2 == 0 ? "Ada" : "Alan").toArray(String[]::new);
        Profile profile = profile("first_name", values);
        assertThat(profile.is(Trait.ENUMERATION)).isTrue();
        assertThat(profile.shown()).extracting(Statement::sentence).noneMatch(sentence -> sentence.contains("Ada"));
    }

    @Test
    void keysAreFieldsOrPairsWithoutNullAndWithoutAnythingTwice() {
        SampledEntity alone = Samples.csv("e", new StringReader("name,order_id,price\na,1,1.5\na,2,2.5\nb,3,3.5\n"), 100);
        assertThat(Profiles.of(alone).keys()).containsExactly(List.of("order_id"));
        SampledEntity pair = Samples.csv("e", new StringReader("order_id,line,what\n1,1,a\n1,2,a\n2,1,a\n2,2,a\n"), 100);
        assertThat(Profiles.of(pair).keys()).containsExactly(List.of("order_id", "line"));
        assertThat(Profiles.of(Samples.csv("e", new StringReader("id\n1\n"), 9)).keys()).as("one row proves nothing").isEmpty();
    }

    @Test
    void aFieldPointsAtTheKeyWhoseValuesItHas() {
        SampledEntity customers = Samples.csv("customers", new StringReader("id,name\n1,a\n2,b\n3,c\n"), 100);
        SampledEntity orders = Samples.csv("orders", new StringReader("id,customer_id\n10,1\n11,1\n12,4\n"), 100);
        List<EntityProfile> joined = Profiles.joined(List.of(Profiles.of(customers), Profiles.of(orders)), java.util.Map.of("customers", customers, "orders", orders));
        assertThat(joined.get(1).field("customer_id").orElseThrow().statement(Trait.FOREIGN_KEY).orElseThrow())
            .isEqualTo(new Statement(Trait.FOREIGN_KEY, "customers.id", 1, 2, List.of("4")));
        assertThat(joined.get(0).fields()).noneMatch(field -> field.is(Trait.FOREIGN_KEY));
    }

    @Test
    void namesInSeveralLanguagesTellOfPersonalData() {
        for (String name : List.of("vorname", "Geburtsdatum", "homePhone", "E-Mail", "apellidos", "STREET_ADDRESS", "customer.lastName", "Prénom")) {
            assertThat(profile(name, "x", "y").is(Trait.PERSONAL)).as(name).isTrue();
        }
        for (String name : List.of("status", "hotel", "pinball", "amount", "shipment")) {
            assertThat(profile(name, "x", "y").is(Trait.PERSONAL)).as(name).isFalse();
        }
    }

    @Test
    void sevenHundredColumnsTakeNotLong() {
        List<SampledField> fields = new ArrayList<>();
        for (int column = 0; column < 700; column++) {
            int c = column;
            fields.add(new SampledField("column " + column, Optional.empty(), Optional.empty(), IntStream.range(0, 1000).mapToObj(row -> Optional.of(switch (c % 4) {
                case 0 -> LocalDate.ofEpochDay(row * 3L).toString();
                case 1 -> "text " + row * c;
                case 2 -> row + "." + c;
                default -> "user" + row + "@example.com";
            })).toList()));
        }
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        assertThat(Profiles.of(new SampledEntity("wide", fields)).fields()).hasSize(700);
        Duration needed = Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
        assertThat(needed).as("of a processor, however busy the machine is").isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void recordsOfJsonFromAnywhereAreFields() {
        SampledEntity entity = Samples.of("topic", Samples.json(dev.leat.model.EntityName.of("topic"), List.of("{\"a\": {\"b\": 1}, \"l\": [1, 2]}", "no", "[]", "{\"a\": {\"b\": 2.5, \"c\": \"x\"}}")));
        assertThat(entity.fields()).extracting(field -> field.name() + " " + field.type().orElseThrow() + " " + field.values()).containsExactly(
            "a.b double [Optional[1.0], Optional[2.5]]", "a.c string [Optional.empty, Optional[x]]", "l array<bigint> [Optional[[1,2]], Optional.empty]", "l[] bigint [Optional[1], Optional.empty]");
    }

    @Test
    void damagedSamplesHaveProfiles() {
        assertThat(Profiles.of(new SampledEntity("empty", List.of()))).isEqualTo(new EntityProfile("empty", 0, List.of(), List.of()));
        assertThat(profile("none").statements()).isEmpty();
        assertThat(profile("nulls", null, null).statements()).isEmpty();
        assertThat(profile("", "", " ").is(Trait.BLANK)).isTrue();
        assertThat(profile("🙂", "🙂", "\u0000", "\uD800").statements()).isNotNull();
        assertThat(profile("long", "x".repeat(100_000)).longest()).isEqualTo(100_000);
        assertThat(profile("nested", "[".repeat(50_000) + "]".repeat(50_000)).statements()).isNotNull();
        assertThat(Samples.csv("e", new StringReader(""), 10).fields()).isEmpty();
        SampledEntity odd = Samples.csv("e", new StringReader("a,,a,select\n1,2\n1,2,3,4,5\n\"x\ny\",\"\",,\n"), 10);
        assertThat(odd.fields()).extracting(SampledField::name).containsExactly("a", "", "a", "select");
        assertThat(odd.fields().get(0).values()).containsExactly(Optional.of("1"), Optional.of("1"), Optional.of("x\ny"));
        assertThat(odd.fields().get(1).values()).containsExactly(Optional.of("2"), Optional.of("2"), Optional.of(""));
        assertThat(Profiles.of(odd).fields()).hasSize(4);
    }
}
