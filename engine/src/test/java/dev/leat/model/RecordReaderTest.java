package dev.leat.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
    enum Colour { DARK_RED, BLUE }

    record Everything(String text, int whole, double real, boolean yes, Duration pause, Instant at, Colour colour, EntityName entity,
                      Limit limit, Secret secret, JsonNode any, List<Integer> list, Map<String, Duration> map, Optional<Colour> maybe,
                      @JsonProperty("class") String className) {}

    record Checked(int small) {
        Checked {
            if (small > 9) {
                throw new IllegalArgumentException("small is at most 9");
            }
        }
    }

    record Outer(List<Checked> checked, Map<String, Checked> named, Optional<Checked> maybe) {}

    interface Shape {}

    record Circle(int radius) implements Shape {}

    record Square(int side, Optional<String> name) implements Shape {}

    record Drawing(List<Shape> shapes) {}

    private static final Kinds SHAPES = new Kinds(Map.of(Shape.class, Map.of("circle", Circle.class, "square", Square.class)));
    private static final String COMPLETE = """
        text: 12
        whole: 7
        real: 1.5
        yes: true
        pause: 30s
        at: 2026-01-31T09:00:00Z
        colour: dark-red
        entity: sales."Order Details"
        limit: 5%
        secret: "${env:NOT_SET_ANYWHERE}"
        any: {a: [1, {b: null}]}
        list: [1, 2]
        map: {a: PT1M, b: 2h}
        maybe: blue
        class: org.example.Mine
        """;

    @Test
    void everyTypeIsReadFromItsText() {
        Everything read = bind(COMPLETE, Everything.class).orElseThrow();
        assertThat(read).usingRecursiveComparison().ignoringFields("any").isEqualTo(new Everything("12", 7, 1.5, true, Duration.ofSeconds(30),
            Instant.parse("2026-01-31T09:00:00Z"), Colour.DARK_RED, new EntityName(List.of("sales", "Order Details")), Limit.of("5%"),
            new Secret("${env:NOT_SET_ANYWHERE}"), null, List.of(1, 2), Map.of("a", Duration.ofMinutes(1), "b", Duration.ofHours(2)),
            Optional.of(Colour.BLUE), "org.example.Mine"));
        assertThat(read.any()).hasToString("{\"a\":[1,{\"b\":null}]}");
    }

    @Test
    void allThatIsWrongIsToldAtOnceWithItsPlace() {
        assertThat(problems("""
            text: {a: 1}
            whole: 7.5
            real: much
            yes: perhaps
            pause: PT-5S
            at: yesterday
            colour: green
            entity: a."b
            limit: 120%
            secret: [1]
            list: [1, two, [3]]
            map: [a]
            maybe: DARK_RED
            colours: blue
            """, Everything.class)).containsExactly(
            "f.yaml: colours: the key 'colours' is not known. Use one of [any, at, class, colour, entity, limit, list, map, maybe, pause, real, secret, text, whole, yes].",
            "f.yaml: text: expected a text, found keys with values. Correct it.",
            "f.yaml: whole: expected a whole number, found '7.5'. Correct it.",
            "f.yaml: real: expected a number, found 'much'. Correct it.",
            "f.yaml: yes: expected true or false, found 'perhaps'. Correct it.",
            "f.yaml: pause: a duration is not negative, found 'PT-5S'. Correct it.",
            "f.yaml: at: expected an instant such as 2026-01-31T09:00:00Z, found 'yesterday'. Correct it.",
            "f.yaml: colour: 'green' is not known; use one of [dark-red, blue]. Correct it.",
            "f.yaml: entity: a double quote is not closed in 'a.\"b'. Correct it.",
            "f.yaml: limit: a limit is a share such as 5% or a number of records such as 100. Correct it.",
            "f.yaml: secret: expected a text, found a list. Correct it.",
            "f.yaml: any: 'any' is missing. Add it: a value.",
            "f.yaml: list[1]: expected a whole number, found 'two'. Correct it.",
            "f.yaml: list[2]: expected a whole number, found a list. Correct it.",
            "f.yaml: map: expected keys with values, found a list. Write it as key: value.",
            "f.yaml: maybe: 'DARK_RED' is not known; use one of [dark-red, blue]. Correct it.",
            "f.yaml: class: 'class' is missing. Add it: a text.");
    }

    record Words(List<String> words) {}

    @Test
    void textsAreKeptAsTheyAreWritten() {
        assertThat(bind("words: [NO, yes, on, off, y, 010, 1_000, 0x1F, 1e3, 12:30, 2026-01-31, .5, 1.10, 2.0, \"\", ' a ']", Words.class).orElseThrow().words())
            .containsExactly("NO", "yes", "on", "off", "y", "010", "1_000", "0x1F", "1e3", "12:30", "2026-01-31", ".5", "1.10", "2.0", "", " a ");
        assertThat(problems("words: [a, ~, null]", Words.class)).containsExactly("f.yaml: words[1]: expected a text, found nothing. Correct it.",
            "f.yaml: words[2]: expected a text, found nothing. Correct it.");
    }

    @Test
    void durationsAreIsoOrShortAndNeverOverflow() {
        record Pause(Duration pause) {}
        for (Map.Entry<String, Duration> written : Map.of("PT30S", Duration.ofSeconds(30), "P1DT2H", Duration.ofHours(26), "500ms", Duration.ofMillis(500),
            "10 s", Duration.ofSeconds(10), "5m", Duration.ofMinutes(5), "2h", Duration.ofHours(2), "7d", Duration.ofDays(7), "0s", Duration.ZERO,
            "PT0.5S", Duration.ofMillis(500)).entrySet()) {
            assertThat(bind("pause: " + written.getKey(), Pause.class)).as(written.getKey()).contains(new Pause(written.getValue()));
        }
        for (String wrong : List.of("30", "5 minutes", "-5s", "P1Y", "1.5h", "99999999999999999999s", "9999999999999999d", "''")) {
            assertThat(problems("pause: " + wrong, Pause.class)).as(wrong).singleElement().asString().startsWith("f.yaml: pause: ").contains("duration");
        }
    }

    @Test
    void whatMayBeMissingMayBeEmptyAsWell() {
        assertThat(bind("checked:\nnamed: ~\nmaybe: null", Outer.class)).contains(new Outer(List.of(), Map.of(), Optional.empty()));
        assertThat(bind("{}", Outer.class)).contains(new Outer(List.of(), Map.of(), Optional.empty()));
        assertThat(problems("small:", Checked.class)).containsExactly("f.yaml: small: 'small' is missing. Add it: a whole number.");
    }

    @Test
    void aRecordsOwnChecksAreToldWithTheirPlace() {
        assertThat(problems("{checked: [{small: 1}, {small: 10}], named: {'a b': {small: 11}}, maybe: {small: 12}}", Outer.class)).containsExactly(
            "f.yaml: checked[1]: small is at most 9. Correct it.",
            "f.yaml: named.'a b': small is at most 9. Correct it.",
            "f.yaml: maybe: small is at most 9. Correct it.");
    }

    @Test
    void emptyElementsAreNotLeftOutInSilence() {
        assertThat(problems("{checked: [{small: 1}, null], named: {a: }}", Outer.class)).containsExactly(
            "f.yaml: checked[1]: expected keys with values, found nothing. Correct it.",
            "f.yaml: named.a: expected keys with values, found nothing. Correct it.");
        assertThat(problems(COMPLETE.replace("[1, 2]", "[1, null]"), Everything.class))
            .containsExactly("f.yaml: list[1]: expected a whole number, found nothing. Correct it.");
    }

    @Test
    void typeChoosesTheRecord() {
        assertThat(bind("shapes: [{type: circle, radius: 2}, {type: square, side: 3, name: s}]", Drawing.class))
            .contains(new Drawing(List.of(new Circle(2), new Square(3, Optional.of("s")))));
    }

    @Test
    void aTypeThatIsMissingOrUnknownIsToldWithTheKnownOnes() {
        assertThat(problems("shapes: [{radius: 2}, {type: ring}, {type: [circle]}, circle, {type: circle, side: 1}]", Drawing.class)).containsExactly(
            "f.yaml: shapes[0]: 'type' is missing. Use one of [circle, square].",
            "f.yaml: shapes[1].type: 'ring' is not known. Use one of [circle, square].",
            "f.yaml: shapes[2].type: expected a text, found a list. Use one of [circle, square].",
            "f.yaml: shapes[3]: expected keys with values, found 'circle'. Write type and its keys. Use one of [circle, square].",
            "f.yaml: shapes[4].side: the key 'side' is not known. Use one of [radius, type].",
            "f.yaml: shapes[4].radius: 'radius' is missing. Add it: a whole number.");
    }

    @Test
    void referencesStandForAnyScalarAndMissingOnesAreProblems() {
        System.setProperty("leat.env.LEAT_TEST_SMALL", "5");
        try {
            assertThat(bind("small: ${env:LEAT_TEST_SMALL}", Checked.class)).contains(new Checked(5));
            assertThat(problems("{checked: [{small: '${env:LEAT_TEST_NONE}'}, {small: '${file:no/such}'}]}", Outer.class)).containsExactly(
                "f.yaml: checked[0].small: ${env:LEAT_TEST_NONE}: the environment variable LEAT_TEST_NONE is not set. Set it: export LEAT_TEST_NONE=....",
                "f.yaml: checked[1].small: ${file:no/such}: the file cannot be read (NoSuchFileException). Create it, or correct its path and permissions.");
        } finally {
            System.clearProperty("leat.env.LEAT_TEST_SMALL");
        }
    }

    private static <R> Optional<R> bind(String yaml, Class<R> type) {
        Problems problems = new Problems();
        Optional<R> read = Yaml.tree("f.yaml", yaml, problems).flatMap(tree -> Yaml.bind(tree, type, SHAPES, "f.yaml", problems));
        assertThat(problems.list()).isEmpty();
        return read;
    }

    private static List<String> problems(String yaml, Class<?> type) {
        Problems problems = new Problems();
        assertThat(Yaml.tree("f.yaml", yaml, problems).flatMap(tree -> Yaml.bind(tree, type, SHAPES, "f.yaml", problems))).isEmpty();
        return problems.list().stream().map(Problem::toString).toList();
    }
}
