package dev.leat.mapping.match;

import static dev.leat.mapping.match.Tables.described;
import static dev.leat.mapping.match.Tables.entity;
import static dev.leat.mapping.match.Tables.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.mapping.schema.SampledEntity;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadInputTest {
    private static final SampledEntity PLAIN = entity(field("id", "1", "2"), field("name", "Ann", "Bob"), field("at", "2020-01-01", "2021-02-03"));

    static Stream<Map.Entry<String, SampledEntity>> entities() {
        String binary = new String(new char[] {0, 1, 2, 0xFFFD, 0xD800, 27, 'x', 0});
        return Stream.of(
            Map.entry("an empty table", entity()),
            Map.entry("one column", entity(field("name", "Ann", "Bob"))),
            Map.entry("no sample rows", entity(field("id"), field("name"), field("at"))),
            Map.entry("only descriptions", entity(described("f1", "The day of birth"), described("f2", ""))),
            Map.entry("only nulls", entity(field("id", null, null), field("name", null, null))),
            Map.entry("only blanks", entity(field("id", "", " "), field("name", "\t", "\n"))),
            Map.entry("binary data", entity(field("blob", binary, binary + binary), field("name", "Ann", binary))),
            Map.entry("very long values", entity(field("text", "x".repeat(100_000), "9".repeat(100_000)), field("words", "a b ".repeat(25_000), "文".repeat(100_000)))),
            Map.entry("very long names", entity(field("n".repeat(100_000), "1"), field("a_b".repeat(30_000), "2"))),
            Map.entry("empty and repeated names", entity(field("", "1"), field("", "2"), field("name", "Ann"), field("name", "Bob"), field("NAME", "Cid"))),
            Map.entry("keywords", entity(field("select", "1"), field("from", "2"), field("null", "3"), field("true", "x"), field("group by", "y"))),
            Map.entry("emoji and signs", entity(field("😀", "👍"), field("!!!", "???"), field("👩‍👩‍👧", "1"), field(".", "2"), field("...", "3"), field("a..b", "4"), field("[]", "5"))),
            Map.entry("any script", entity(field("имя", "Анна"), field("اسم", "أحمد"), field("名前", "花子"), field("이름", "영희"), field("ชื่อ", "สมชาย"), field("नाम", "राम"),
                field("όνομα", "Νίκος"), field("שם", "דוד"), field("𠮷野", "1"))),
            Map.entry("strange numbers and dates", entity(field("n", "1e999", "-", "NaN", "+", "1,2,3.4.5", "00000000000000000000000000000000001"),
                field("d", "9999-99-99", "31/31/2020", "0000-00-00", "24:61:61", "Feb 30 2020", "20209999"))),
            Map.entry("nothing in common", entity(field("kelvin", "293.15", "301.2"), field("pascal", "101325", "99000"))));
    }

    @ParameterizedTest
    @MethodSource("entities")
    void endsWithAResultAsSourceAndAsDestination(Map.Entry<String, SampledEntity> entity) {
        assertResult(entity.getValue(), PLAIN);
        assertResult(PLAIN, entity.getValue());
        assertResult(entity.getValue(), entity.getValue());
    }

    private static void assertResult(SampledEntity source, SampledEntity target) {
        Matching matching = Matcher.shipped().match(source, target);
        assertThat(matching.fields()).hasSameSizeAs(target.fields());
        assertThat(matching.fields()).allSatisfy(field -> {
            assertThat(field.candidates()).hasSize(Math.min(Matcher.CANDIDATES, source.fields().size()));
            assertThat(field.candidates()).allSatisfy(candidate -> {
                assertThat(candidate.confidence()).isBetween(0.0, 1.0);
                assertThat(candidate.why()).allSatisfy(why -> assertThat(why.length()).isLessThan(300));
            });
        });
    }
}
