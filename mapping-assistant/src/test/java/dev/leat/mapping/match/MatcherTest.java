package dev.leat.mapping.match;

import static dev.leat.mapping.match.Tables.entity;
import static dev.leat.mapping.match.Tables.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.SampledField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MatcherTest {
    private static final SampledEntity PEOPLE = entity(
        field("cust_id", "1001", "1002", "1003", "1004", "1005", "1006"),
        field("fname", "Ann", "Bob", "Cid", "Dora", "Eve", "Finn"),
        field("dob", "1980-01-31", "1975-06-12", "2001-09-09", "1969-03-03", "1990-12-24", "1988-08-08"),
        field("mail", "ann@example.com", "bob@example.com", "cid@example.org", "dora@example.net", "eve@example.com", "finn@example.org"),
        field("shoe_sz", "38", "44", "41", "37", "39", "43"));
    private static final SampledEntity CONTACTS = entity(
        field("emailAddress", "gus@example.com", "hal@example.net", "ida@example.org", "jo@example.com", "kim@example.com", "lou@example.net"),
        field("birthDate", "31.01.1981", "12.06.1977", "09.09.2002", "03.03.1965", "24.12.1992", "08.08.1983"),
        field("firstName", "Gus", "Hal", "Ida", "Jo", "Kim", "Lou"),
        field("customerNumber", "20001", "20002", "20003", "20004", "20005", "20006"),
        field("favouriteQuote", "Nothing ventured, nothing gained, as my late grandfather used to say every morning",
            "All that glitters is not gold, but some of it certainly is and I would like to have it", null, null, null, null));

    private static Map<String, String> chosen(SampledEntity source, SampledEntity target) {
        Map<String, String> chosen = new TreeMap<>();
        Matcher.shipped().match(source, target).fields().forEach(match -> match.chosen().ifPresent(candidate -> chosen.put(match.target(), candidate.source())));
        return chosen;
    }

    @Test
    void fieldsFindEachOtherAndWhatFitsNothingStaysOpen() {
        assertThat(chosen(PEOPLE, CONTACTS)).isEqualTo(Map.of("emailAddress", "mail", "birthDate", "dob", "firstName", "fname", "customerNumber", "cust_id"));
    }

    @Test
    void candidatesAreRankedByConfidenceAndSayWhy() {
        FieldMatch birth = Matcher.shipped().match(PEOPLE, CONTACTS).fields().get(1);
        assertThat(birth.place()).isEqualTo(1);
        assertThat(birth.candidates()).hasSize(5).isSortedAccordingTo((a, b) -> Double.compare(b.confidence(), a.confidence()));
        assertThat(birth.candidates()).allSatisfy(candidate -> {
            assertThat(candidate.confidence()).isBetween(0.0, 1.0);
            assertThat(candidate.score()).isBetween(0.0, 1.0);
        });
        assertThat(birth.chosen().orElseThrow().why()).contains("both hold dates", "names share the words \"date birth\"");
    }

    @Test
    void whereNothingSpeaksForAPairNothingIsChosen() {
        SampledEntity readings = entity(field("pressure_kpa", "101.3", "99.8", "100.4", "102.0", "98.7", "101.1"), field("valve_open", "true", "false", "true", "true", "false", "true"),
            field("turbidity_ntu", "0.31", "4.2", "1.7", "0.9", "2.2", "3.1"));
        SampledEntity people = entity(field("surname", "Adler", "Brown", "Costa", "Dubois", "Evans", "Fischer"), field("nickname", "Al", "Bee", "Coco", "Dub", "Ev", "Fish"),
            field("biography", "Was born by the sea and never left it", "Writes about bees", "Sings in a choir on Sundays", "Has been to every island", "Collects maps", "Bakes bread"));
        assertThat(chosen(readings, people)).isEmpty();
        assertThat(chosen(people, readings)).isEmpty();
        assertThat(Matcher.shipped().match(readings, people).fields()).flatExtracting(FieldMatch::candidates).extracting(Candidate::why).doesNotContain(List.of());
    }

    @Test
    void namesThatSayNothingAreFoundByHowTheValuesAreSpread() {
        Random random = new Random(7);
        SampledEntity plain = entity(numbers("height_cm", 200, () -> 170 + 10 * random.nextGaussian()), numbers("income", 200, () -> Math.exp(10 + random.nextGaussian())),
            numbers("visits", 200, () -> Math.floor(8 * random.nextDouble() * random.nextDouble())));
        SampledEntity opaque = entity(numbers("v1", 200, () -> Math.exp(10 + random.nextGaussian())), numbers("v2", 200, () -> Math.floor(8 * random.nextDouble() * random.nextDouble())),
            numbers("v3", 200, () -> 170 + 10 * random.nextGaussian()));
        assertThat(chosen(plain, opaque)).isEqualTo(Map.of("v1", "income", "v2", "visits", "v3", "height_cm"));
    }

    private static SampledField numbers(String name, int rows, DoubleSupplier number) {
        return field(name, Stream.generate(() -> String.format(Locale.ROOT, "%.2f", number.getAsDouble())).limit(rows).toArray(String[]::new));
    }

    @Test
    void noReasonQuotesAValue() {
        Matching matching = Matcher.shipped().match(CONTACTS, CONTACTS);
        List<String> reasons = matching.fields().stream().flatMap(match -> match.candidates().stream()).flatMap(candidate -> candidate.why().stream()).toList();
        assertThat(reasons).isNotEmpty().noneMatch(reason -> reason.contains("example") || reason.contains("Gus") || reason.contains("1981"));
    }

    @Test
    void theSameInputGivesTheSameAnswer() {
        Matching first = Matcher.shipped().match(PEOPLE, CONTACTS);
        Matching second = Matcher.shipped().match(PEOPLE, CONTACTS);
        assertThat(second.fields()).isEqualTo(first.fields());
        assertThat(second.confidences()).isDeepEqualTo(first.confidences());
    }

    @Test
    void aTableIsMappedToItselfFieldByField() {
        assertThat(chosen(PEOPLE, PEOPLE)).allSatisfy((target, source) -> assertThat(source).isEqualTo(target)).hasSize(5);
    }

    @Test
    void entitiesWithMoreInCommonCoverMore() {
        SampledEntity weather = entity(field("station", "EDDF", "EGLL"), field("humidity_percent", "55", "60"));
        assertThat(Matcher.shipped().match(PEOPLE, CONTACTS).coverage()).isGreaterThan(Matcher.shipped().match(weather, CONTACTS).coverage() + 2);
    }
}
