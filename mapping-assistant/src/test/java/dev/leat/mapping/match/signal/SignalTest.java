package dev.leat.mapping.match.signal;

import static dev.leat.mapping.match.Tables.described;
import static dev.leat.mapping.match.Tables.entity;
import static dev.leat.mapping.match.Tables.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leat.mapping.schema.SampledField;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SignalTest {
    static List<Signal> signals() {
        return Signals.ALL;
    }

    /** Not the only fields of their tables, so that no word of theirs is one that all share. */
    private static double measure(Signal signal, SampledField source, SampledField target) {
        Column.Sides sides = Column.prepare(entity(source), entity(target));
        return signal.measure(sides.source().get(0), sides.target().get(0));
    }

    private static double names(Signal signal, String source, String target) {
        return measure(signal, field(source), field(target));
    }

    @ParameterizedTest
    @MethodSource("signals")
    void everyMeasureIsASharePerhapsUnknownAndTheSameBothWays(Signal signal) {
        SampledField[] fields = {field("orderDate", "2020-01-01", "2020-02-03", "2021-05-05", "2021-06-06", "2022-01-01"), field("price_1", "1.5", "2", "$ 3.10", "7", "12"),
            field("", null, "a", "b", "c", "d"), field("标题", "文章", "新闻", "公园", "x", ""), field("e-mail", "a@b.cd", "e@f.gh", "i@j.kl", "m@n.op", "q@r.st"),
            field("maxTemp", "none", null, null, null, null)};
        for (SampledField source : fields) {
            for (SampledField target : fields) {
                Column.Sides sides = Column.prepare(entity(source), entity(target));
                double measure = signal.measure(sides.source().get(0), sides.target().get(0));
                assertThat(Double.isNaN(measure) || measure >= 0 && measure <= 1 + 1e-9).as(source.name() + " and " + target.name() + ": " + measure).isTrue();
                assertThat(signal.measure(sides.target().get(0), sides.source().get(0))).isCloseTo(measure, within(1e-9));
                assertThat(signal.why(sides.source().get(0), sides.target().get(0), Double.isNaN(measure) ? 0 : measure)).isNotNull();
            }
        }
    }

    @Test
    void signalsHaveTheirOwnNamesAndThoseOfNamesComeFirst() {
        assertThat(Signals.ALL).extracting(Signal::name).doesNotHaveDuplicates();
        assertThat(Signals.ALL.get(Signals.OF_NAMES - 1)).isInstanceOf(SameNumeral.class);
        assertThat(Signals.ALL.get(Signals.OF_NAMES)).isInstanceOf(SharedValues.class);
    }

    @ParameterizedTest
    @CsvSource({"lastName, last_name, LAST-NAME", "Straße, strasse, STRASSE", "Prénom, prenom, PRENOM", "標題, 标题, 標題"})
    void theSameNameIsTheSameInAnyCaseAndScript(String first, String second, String third) {
        assertThat(names(new SameName(), first, third)).isEqualTo(names(new SameName(), third, first));
        assertThat(names(new SharedWords(), first, second)).isGreaterThan(0.8);
    }

    @ParameterizedTest
    @CsvSource({"dob, birthDate", "qty, quantity", "Geburtsdatum, date_of_birth", "价格, price", "cust_addr, customerAddress", "fname, first_name", "отчество, otchestvo"})
    void wordsMeetAcrossAbbreviationsAndLanguages(String source, String target) {
        assertThat(names(new SharedWords(), source, target)).isGreaterThan(0.6);
        assertThat(names(new SharedWords(), source, "humidity")).isLessThan(0.3);
    }

    @ParameterizedTest
    @CsvSource({"custaddr, customer_address", "AdLi2, AddressLine2", "pstlcd, postal_code", "gncd, agency_code", "OwReFl, own_rent_flag", "ncm, income"})
    void shortenedNamesFindTheirFullOnes(String brief, String full) {
        assertThat(names(new Shortened(), brief, full)).isGreaterThan(0.55);
        assertThat(names(new Shortened(), brief, "temperature")).isLessThan(0.3);
    }

    @Test
    void aModelKnowsThatDifferentWordsMeanTheSame() {
        assertThat(names(new SameMeaning(), "spouse", "wife_or_husband")).isGreaterThan(names(new SameMeaning(), "spouse", "voltage") + 0.2);
        SampledField described = described("f07", "Energy that the household used in the month");
        assertThat(measure(new SameDescription(), described, described("x", "Monthly electricity consumption of a home")))
            .isGreaterThan(measure(new SameDescription(), described, described("x", "Name of the person to call")) + 0.2);
        assertThat(measure(new SameDescription(), field("a"), field("b"))).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"start_date, end_date, 0", "tmin, max_temperature, 0", "startTime, begin, 1", "debit, credit, 0", "colour, start, NaN"})
    void oppositeWordsExcludeEachOther(String source, String target, double expected) {
        assertThat(names(new SameSide(), source, target)).isEqualTo(Double.valueOf(expected));
    }

    @ParameterizedTest
    @CsvSource({"line1, address_line_1, 1", "line1, line2, 0", "line1, line, NaN"})
    void numbersInNamesTellFieldsApart(String source, String target, double expected) {
        assertThat(names(new SameNumeral(), source, target)).isEqualTo(Double.valueOf(expected));
    }

    @Test
    void aPrefixThatAllNamesShareCountsForNothing() {
        Column.Sides sides = Column.prepare(entity(field("prospect_name"), field("prospect_city"), field("prospect_age"), field("prospect_phone")), entity(field("name")));
        assertThat(new SpelledAlike().measure(sides.source().get(0), sides.target().get(0))).isEqualTo(1);
        assertThat(new SharedWords().measure(sides.source().get(1), sides.target().get(0))).isLessThan(0.2);
    }

    @Test
    void valuesMeetInAnyFormOfDateCaseAndSign() {
        assertThat(measure(new SharedValues(), field("a", "2020-01-31", "2021-02-28"), field("b", "31.01.2020", "28.02.2021"))).isEqualTo(1);
        assertThat(measure(new SharedValues(), field("a", "New York", "LOS ANGELES"), field("b", "new-york", "Los Angeles"))).isEqualTo(1);
        assertThat(measure(new SharedNumbers(), field("a", "1.0", "2.50", "3"), field("b", "1", "2.5", "3.00"))).isEqualTo(1);
        assertThat(measure(new SharedValues(), field("a", "x", "y"), field("b", "z"))).isZero();
        assertThat(measure(new SharedValues(), field("a", "x", "y"), field("b"))).isNaN();
    }

    @Test
    void codesStandForWords() {
        SampledField letters = field("a", "M", "F", "F", "M", "M");
        assertThat(measure(new SameCodes(), letters, field("b", "female", "male", "male", "female"))).isGreaterThan(0.5);
        assertThat(measure(new SameCodes(), field("a", "Y", "N", "Y", "N"), field("b", "false", "true", "true", "false"))).isGreaterThan(0.9);
        assertThat(measure(new SameCodes(), letters, field("b", "red", "blue", "red", "blue"))).isLessThan(0.3);
        assertThat(measure(new SameCodes(), letters, field("b", "1.5", "2.5", "1.5", "2.5"))).isNaN();
    }

    @Test
    void formsComeFromLettersDigitsAndSigns() {
        SampledField codes = field("a", "AB-123", "CD-456", "EF-789");
        assertThat(measure(new SameForm(), codes, field("b", "XY-111", "ZZ-222"))).isEqualTo(1);
        assertThat(measure(new SameForm(), codes, field("b", "1.5", "2.5"))).isZero();
    }

    @ParameterizedTest
    @CsvSource({"tripduration, duration_of_trip", "Gewichtsverlust, weight_loss", "GEWICHTSVERLUST, weight_loss", "userid, id_of_user", "Laenge, Länge"})
    void wordsWrittenTogetherAreCut(String together, String apart) {
        assertThat(names(new SharedWords(), together, apart)).isGreaterThan(0.9);
    }

    @ParameterizedTest
    @CsvSource({"platform", "contract", "temperature", "Hypotenuse", "xqzwvu"})
    void wordsThatAreOneStayOne(String word) {
        assertThat(Lexicon.SHIPPED.meaning(word.toLowerCase(java.util.Locale.ROOT))).hasSize(1);
    }

    @Test
    void samplesOfOnePopulationAreToldFromOthers() {
        SampledField a = numbers("a", 0, 1);
        assertThat(measure(new SamePopulation(), a, numbers("b", 1, 1))).isGreaterThan(0.5);
        assertThat(measure(new SamePopulation(), a, numbers("b", 1, 1.3))).isLessThan(0.001);
        assertThat(measure(new SameShape(), a, numbers("b", 1, 2.54))).isGreaterThan(0.9);
        assertThat(measure(new SameShape(), a, field("b", "1", "1", "1", "1", "1", "1", "1", "1"))).isNaN();
        assertThat(measure(new SameGaps(), gaps(2), gaps(2))).isGreaterThan(0.9);
        assertThat(measure(new SameGaps(), gaps(2), gaps(5))).isLessThan(0.01);
        assertThat(measure(new SameFrequencies(), codes("x", "y"), codes("1", "0"))).isGreaterThan(0.9);
        assertThat(measure(new SameFrequencies(), codes("x", "y"), gaps(2))).isNaN();
    }

    private static SampledField numbers(String name, int first, double unit) {
        return field(name, java.util.stream.IntStream.range(0, 300).mapToObj(i -> Double.toString(unit * Math.sqrt(first + i))).toArray(String[]::new));
    }

    /** Every so manieth value is missing. */
    private static SampledField gaps(int every) {
        return field("g" + every, java.util.stream.IntStream.range(0, 200).mapToObj(i -> i % every == 0 ? null : "value " + i).toArray(String[]::new));
    }

    private static SampledField codes(String often, String seldom) {
        return field("c", java.util.stream.IntStream.range(0, 200).mapToObj(i -> i % 5 == 0 ? seldom : often).toArray(String[]::new));
    }

    @Test
    void distributionsAreComparedAndSoAreOrdersOfMagnitude() {
        SampledField small = field("a", "1", "2", "3", "4", "5", "6", "7");
        SampledField large = field("b", "10000", "20000", "30000", "40000", "50000");
        assertThat(measure(new SameDistribution(), small, small)).isEqualTo(1);
        assertThat(measure(new SameDistribution(), small, large)).isZero();
        assertThat(measure(new SameMagnitude(), small, large)).isLessThan(0.1);
        assertThat(measure(new SameDistribution(), small, field("c", "x", "y"))).isNaN();
    }
}
