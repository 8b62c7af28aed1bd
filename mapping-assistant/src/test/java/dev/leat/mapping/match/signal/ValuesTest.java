package dev.leat.mapping.match.signal;

import static dev.leat.mapping.match.Tables.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.mapping.schema.SampledField;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"true;false;BOOLEAN", "Y;N;BOOLEAN", "1;17;INTEGER", "1.5;2;DECIMAL", "$1,200.50;$ 3;QUANTITY", "12 kg;3.5 kg;QUANTITY", "1680万;20万;QUANTITY",
        "2020-01-02;1999-12-31;DATE", "Fri Mar 25 22:09:06 2022;Sat Mar 26 00:01:05 2022;TIMESTAMP", "3月22日 10:25;2月28日 18:28;TIMESTAMP", "20200102;20211231;DATE", "10:30;11:45:10;TIME",
        "https://a.example.com/x;http://b.example.com;LINK", "a@b.cd;e@f.gh;EMAIL", "A-17;B-18x;IDENTIFIER", "M;F;CODE", "New York;Los Angeles;TEXT", "00123;00456;INTEGER"})
    void familiesComeFromValues(String first, String second, Family family) {
        assertThat(Values.of(field("x", first, second)).family).isEqualTo(family);
    }

    @Test
    void theDeclaredTypeSpeaksWhereThereAreNoValues() {
        assertThat(Values.of(new SampledField("x", Optional.of("decimal(10,2)"), Optional.empty(), List.of())).family).isEqualTo(Family.DECIMAL);
        assertThat(Values.of(new SampledField("x", Optional.of("string"), Optional.empty(), List.of())).family).isEqualTo(Family.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"1,234.56;1234.56", "1.234,56;1234.56", "1,5;1.5", "1,234;1234", "€ 12.50;12.5", "12.5 %;12.5", "1.2亿;120000000", "3K;3000", "-7;-7"})
    void numbersAreReadWithWhatIsAroundThem(String text, double number) {
        assertThat(Numbers.dressed(text).orElseThrow()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"2020-02-31", "99/99/2020", "hello", "1234", "12-34-56-78"})
    void whatNoCalendarHasIsNoDate(String text) {
        assertThat(Dates.in(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"2020-01-31", "31.01.2020", "01/31/2020", "31/01/2020", "20200131", "31 Jan 2020", "January 31, 2020", "2020/1/31 10:15", "2020年1月31日",
        "2020-01-31T10:15:30.123Z"})
    void theSameDayIsFoundInAnyForm(String text) {
        assertThat(Dates.in(text).orElseThrow().day()).isEqualTo(java.time.LocalDate.of(2020, 1, 31).toEpochDay());
    }

    @Test
    void wordsAreCutAtCaseDigitsSignsAndScripts() {
        assertThat(Words.of("customerID2_billTo-HTTPServer")).containsExactly("customer", "id", "2", "bill", "to", "http", "server");
        assertThat(Words.of("電影(英)title")).containsExactly("电影", "英", "title");
        assertThat(Words.of("Größe")).containsExactly("grosse");
        assertThat(Words.of("😀 ?!")).isEmpty();
    }
}
