package dev.leat.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransformationTest {
    static {
        System.setProperty("leat.env.TEST_SALT", "pepper and salt");
    }

    private static final String SALT = "salt: '${env:TEST_SALT}'";

    @Test
    void hashIsAKeyedHmacByDefault() {
        Trial trial = Trial.source("email string, n int").key().map("email", "email").map("n", "n").then("{type: hash, name: H, columns: [email, n], " + SALT + "}");

        // printf 'ada@example.com' | openssl dgst -sha256 -hmac 'pepper and salt'
        assertThat(trial.run("('ada@example.com', null), (null, 7)")).containsExactly(
            "[6ee026ba948533aa8b10a48ef4fbea6eef60d3c6e2f20e7b18ff513761e4f24b,null]", "[null,ac6a6adbfb2852b40d9e535669a946d4188efe844907b377710b0c6740815518]");
    }

    @Test
    void hashWithoutAKeyIsSha256() {
        Trial trial = Trial.source("t string").key().map("t", "t").then("{type: hash, name: H, columns: [t], algorithm: sha-256}");

        assertThat(trial.run("('abc'), (null)")).containsExactly("[ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad]", "[null]");
    }

    @Test
    void aSaltThatCannotBeFoundStopsTheRunAndBlamesNoRecord() {
        Trial trial = Trial.source("t string").key().map("t", "t").then("{type: hash, name: H, columns: [t], salt: '${env:NO_SUCH_SALT}'}");

        assertThatThrownBy(() -> trial.run("('abc')")).rootCause().hasMessageContaining("the environment variable NO_SUCH_SALT is not set");
        assertThat(trial.failed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        mask         | '+49 (170) Abc-ß'          | string        | +## (###) xxx-x       | STRING
        mask         | 1234                       | int           | ####                  | STRING
        redact       | 'secret'                   | string        | ***                   | STRING
        redact       | 12                         | int           | ***                   | STRING
        year         | date'1984-05-06'           | date          | 1984-01-01            | DATE
        year         | timestamp'1984-05-06 07:08:09' | timestamp_ntz | 1984-01-01T00:00  | TIMESTAMP_NTZ
        year         | '1984-05-06'               | string        | 1984                  | STRING
        truncate     | date'1984-05-06'           | date          | 1984-05-01            | DATE
        truncate     | timestamp'1984-05-06 07:08:09' | timestamp_ntz | 1984-05-06T00:00  | TIMESTAMP_NTZ
        truncate(3)  | 'secret'                   | string        | sec                   | STRING
        null         | 12                         | int           | null                  | INT
        null         | 'x'                        | string        | null                  | STRING
        mask         | null                       | string        | null                  | STRING
        redact       | null                       | string        | null                  | STRING
        year         | null                       | date          | null                  | DATE
        """)
    void anonymizes(String way, String value, String type, String result, String resultType) {
        Trial trial = Trial.source("x " + type).key().map("x", "x").then("{type: anonymize, name: A, columns: {x: " + way + "}}");

        assertThat(trial.run("(" + value + ")")).containsExactly("[" + result + "]");
        assertThat(trial.program().fields().get(0).type()).contains(resultType);
    }

    @Test
    void timestampsAreCutInUtc() {
        Trial trial = Trial.source("x timestamp").key().map("x", "x").map("y", "x").then("{type: anonymize, name: A, columns: {x: year, y: truncate}}")
            .then("{type: sql, name: S, columns: {x: cast(x as string), y: cast(y as string)}}");

        assertThat(trial.run("(timestamp'1999-12-31 23:30:00 UTC')")).containsExactly("[1999-01-01 00:00:00,1999-12-31 00:00:00]");
    }

    @Test
    void tokensAreTheSameForTheSameTextAndDependOnTheSalt() {
        Trial trial = Trial.source("a string, b int").key().map("a", "a").map("b", "b").then("{type: anonymize, name: A, columns: {a: tokenize, b: tokenize}, " + SALT + "}");

        assertThat(trial.run("('7', 7)").get(0)).matches("\\[([0-9a-f]{16}),\\1]");
        Trial other = Trial.source("a string, b int").key().map("a", "a").map("b", "b").then("{type: anonymize, name: A, columns: {a: tokenize, b: tokenize}, salt: second-pinch}");
        assertThat(other.run("('7', 7)")).isNotEqualTo(trial.run("('7', 7)"));
    }

    @Test
    void filterKeepsWhatIsTrueAndCountsTheRest() {
        Trial trial = Trial.source("n int, t string").key().map("n", "n").map("t", "t").then("{type: filter, name: F, where: n > 1 and cast(t as int) = 1}");

        assertThat(trial.run("(1, '1'), (2, '1'), (null, '1'), (3, 'x'), (4, '2')")).containsExactly("[2,1]");
        assertThat(trial.counters.of(Counters.Name.FILTERED)).isEqualTo(3);
        assertThat(trial.failed()).containsExactly("4 cast F. n=3, t=x");
    }

    @Test
    void renameMayExchangeNames() {
        Trial trial = Trial.source("a int, b string").key().map("a", "a").map("b", "b").then("{type: rename, name: R, columns: {a: b, b: a}}")
            .then("{type: sql, name: S, columns: {c: upper(a)}}");

        assertThat(trial.run("(1, 'x')")).containsExactly("[1,x,X]");
        assertThat(trial.program().fields()).extracting("name").containsExactly("b", "a", "c");
    }

    @Test
    void sqlSeesTheFieldsAsTheyWereBefore() {
        Trial trial = Trial.source("a int, b int").key().map("a", "a").map("b", "b").then("{type: sql, name: S, columns: {a: b, b: a, c: a + b}}");

        assertThat(trial.run("(1, 2)")).containsExactly("[2,1,3]");
    }

    @Test
    void wordsOfTheKindsAreTheClassNames() {
        assertThat(Transformation.kinds().keySet()).containsExactly("anonymize", "filter", "hash", "java", "lookup", "rename", "sql");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {type: hash, name: X, columns: [a]}                               | hash needs a salt
        {type: hash, name: X, columns: [a], salt: s, algorithm: sha-256}  | sha-256 uses no salt
        {type: hash, name: X, columns: []}                                | hash names no columns
        {type: hash, name: X, columns: [a], algorithm: md5}               | 'md5' is not known; use one of [hmac-sha-256, sha-256]
        {type: hash, name: X, colums: [a]}                                | the key 'colums' is not known
        {type: anonymize, name: X, columns: {a: hide}}                    | 'hide' is not known; use one of [mask, null, redact, tokenize, truncate, truncate(N), year]
        {type: anonymize, name: X, columns: {a: tokenize}}                | tokenize needs a salt
        {type: anonymize, name: X, columns: {a: truncate(0)}}             | 'truncate(0)' is not known
        {type: rename, name: X}                                           | rename names no columns
        {type: sql, name: X}                                              | sql names no columns
        {type: filter, name: X}                                           | 'where' is missing
        {type: lookup, name: X, auxiliary: p, take: [a]}                  | lookup matches nothing
        {type: lookup, name: X, auxiliary: p, match: {a: b}, take: []}    | lookup takes nothing
        {type: lookup, name: X, auxiliary: p, match: {a: b}, take: [{}]}  | take: expected the name of a column
        {type: lookup, name: X, auxiliary: p, match: {a: b}, take: [a], missing: skip} | 'skip' is not known; use one of [null, backlog, drop]
        {type: java, name: X, jar: lib/x.jar}                             | 'class' is missing
        {type: jump, name: X}                                             | 'jump' is not known
        """)
    void optionsAreCheckedWhenAFlowIsRead(String yaml, String problem) {
        assertThat(Trial.problemsReading(yaml)).anySatisfy(found -> assertThat(found.what()).contains(problem));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {type: hash, name: X, columns: [A], algorithm: sha-256} | columns[0]: there is no field 'A' here. Use one of [a, b].
        {type: anonymize, name: X, columns: {c: mask}}          | columns.c: there is no field 'c' here. Use one of [a, b].
        {type: anonymize, name: X, columns: {a: year}}          | columns.a: 'year' takes a date, timestamp or text, the field 'a' is INT. Use mask, redact, null or tokenize.
        {type: anonymize, name: X, columns: {b: truncate}}      | columns.b: 'truncate' takes a date or timestamp (for a text write truncate(N)), the field 'b' is STRING. Use mask, redact, null or tokenize.
        {type: rename, name: X, columns: {c: d}}                | columns.c: there is no field 'c' here. Use one of [a, b].
        {type: rename, name: X, columns: {a: b}}                | columns: two fields would be called 'b'. Give each field a name of its own.
        {type: filter, name: X, where: a + 1}                   | where: the condition gives INT, not true or false. Compare it with a value.
        {type: filter, name: X, where: rand() > 0.5}            | where: the function 'rand' is not allowed: it gives another value each time. Use functions of this one row's columns.
        {type: sql, name: X, columns: {d: source_column}}       | columns.d: there is no column 'source_column'. Use one of [a, b].
        """)
    void namesAreCheckedBeforeTheRun(String yaml, String problem) {
        assertThat(Trial.source("source_column int").key().map("a", "source_column").map("b", "'x'").then(yaml).problems())
            .containsExactly("flows/y.yaml: pipelines[0].transformers[0]." + problem);
    }
}
