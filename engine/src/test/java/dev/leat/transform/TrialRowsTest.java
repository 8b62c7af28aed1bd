package dev.leat.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.model.Column;
import dev.leat.model.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrialRowsTest {
    private final Problems problems = new Problems();

    @Test
    void anExpressionIsEvaluatedAsARunWould() {
        assertThat(on("bigint", "1", "30", null).attempt("c + 1", any(), "x", problems).orElseThrow())
            .isEqualTo(new Attempt("BIGINT", List.of(value("2"), value("31"), none())));
    }

    @Test
    void aValueThatCannotBeCastFailsWithItsReason() {
        Attempt attempt = on("string", "1", "x").attempt("cast(c as int)", any(), "x", problems).orElseThrow();
        assertThat(attempt.rows().get(0)).isEqualTo(value("1"));
        assertThat(attempt.rows().get(1).reason()).contains("cast");
        assertThat(attempt.rows().get(1).detail()).contains("'x'");
        assertThat(attempt.failures()).isOne();
    }

    @Test
    void theDestinationsTypeRequiredLengthAndValuesAreChecked() {
        TrialRows rows = on("string", "ab", "abcd", null, "no");
        Constraint constraint = new Constraint("t", Optional.of("varchar(3)"), true, List.of("ab", "abcd"));
        assertThat(rows.attempt("c", constraint, "x", problems).orElseThrow().rows().stream().map(row -> row.reason().orElse("ok")))
            .containsExactly("ok", "too-long", "required", "value-not-allowed");
    }

    @Test
    void whatIsNotAllowedIsNeverEvaluated() {
        assertThat(on("string", "a").attempt("reflect('java.lang.System', 'exit')", any(), "x", problems)).isEmpty();
        assertThat(on("string", "a").attempt("c +", any(), "x", problems)).isEmpty();
        assertThat(on("string", "a").attempt("other", any(), "x", problems)).isEmpty();
        assertThat(problems.list()).hasSize(3);
    }

    @Test
    void nestedValuesComeAsJson() {
        TrialRows rows = on("struct<city:string,`zip code`:int,tags:array<string>>", "{\"city\":\"Berlin\",\"zip code\":10115,\"tags\":[\"a\",\"b\"]}");
        assertThat(rows.attempt("concat_ws(',', c.city, c.`zip code`, get(c.tags, 1))", any(), "x", problems).orElseThrow().rows()).containsExactly(value("Berlin,10115,b"));
        assertThat(rows.attempt("transform(c.tags, t -> upper(t))", any(), "x", problems).orElseThrow().rows()).containsExactly(value("[A, B]"));
    }

    @Test
    void aSampleWithoutRowsHasNoResults() {
        assertThat(on("string").attempt("upper(c)", any(), "x", problems).orElseThrow().rows()).isEmpty();
        assertThat(TrialRows.of(List.of(), List.of()).attempt("1", any(), "x", problems).orElseThrow().rows()).isEmpty();
    }

    @Test
    void oneOfManyThatIsWrongDoesNotSpoilTheOthers() {
        List<Optional<Attempt>> attempts = on("string", "7").attempts(List.of(new TrialRows.Request("upper(c)", any()), new TrialRows.Request("upper(c, c)", any()),
            new TrialRows.Request("cast(c as int)", any()), new TrialRows.Request("now()", any())), "x", problems);
        assertThat(attempts.stream().map(Optional::isPresent)).containsExactly(true, false, true, false);
        assertThat(problems.list()).hasSize(2);
    }

    private static TrialRows on(String type, String... values) {
        return TrialRows.of(List.of(new Column("c", type, Optional.of(type), true, "")), List.of(Arrays.stream(values).map(Optional::ofNullable).toList()));
    }

    private static Constraint any() {
        return new Constraint("t", Optional.empty(), false, List.of());
    }

    private static Attempt.Result value(String text) {
        return new Attempt.Result(Optional.of(text), Optional.empty(), "");
    }

    private static Attempt.Result none() {
        return new Attempt.Result(Optional.empty(), Optional.empty(), "");
    }
}
