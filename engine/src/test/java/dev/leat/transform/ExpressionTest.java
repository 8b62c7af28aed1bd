package dev.leat.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.model.Column;
import dev.leat.model.Problem;
import dev.leat.model.Problems;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final List<Column> COLUMNS = Trial.columns(
        "a int, b string, Name string, `odd name` string, born date, seen timestamp, tags array<string>, attributes map<string,int>, address struct<city:string,zip:int>");
    private static final List<String> NAMES = COLUMNS.stream().map(Column::name).toList();

    private final Problems problems = new Problems();

    private Optional<Expression> parse(String text) {
        return Expression.parse(text, NAMES, "m.yaml: fields[0].expression", problems);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        rand()                                        | the function 'rand' is not allowed: it gives another value each time
        uuid()                                        | the function 'uuid' is not allowed: it gives another value each time
        shuffle(tags)                                 | the function 'shuffle' is not allowed: it gives another value each time
        Current_Timestamp()                           | the function 'current_timestamp' is not allowed: it reads the clock
        now()                                         | the function 'now' is not allowed: it reads the clock
        unix_timestamp()                              | unix_timestamp() without a column reads the clock
        date 'today'                                  | date 'today' reads the clock
        concat(b, timestamp 'now')                    | timestamp 'now' reads the clock
        date 'to' 'day'                               | it is not an expression of Spark SQL
        timestamp r'yesterday'                        | timestamp 'yesterday' reads the clock
        date /* x */ " Tomorrow "                     | date ' Tomorrow ' reads the clock
        current_date                                  | there is no column 'current_date'
        current_user()                                | the function 'current_user' is not allowed: it depends on the session
        version()                                     | the function 'version' is not allowed: it depends on the session
        current_timezone()                            | the function 'current_timezone' is not allowed: it depends on the session
        convert_timezone('UTC', seen)                 | it depends on the clock or the session
        input_file_name()                             | the function 'input_file_name' is not allowed: it depends on how Spark divides the rows
        monotonically_increasing_id()                 | the function 'monotonically_increasing_id' is not allowed: it depends on how Spark divides the rows
        reflect('java.lang.System', 'exit', 1)        | the function 'reflect' is not allowed: it calls Java code
        try_reflect('java.lang.System', 'getenv')     | the function 'try_reflect' is not allowed: it calls Java code
        java_method('java.lang.System', 'getenv')     | the function 'java_method' is not allowed: it calls Java code
        transform(tags, x -> java_method('a', x))     | the function 'java_method' is not allowed: it calls Java code
        case when a > 1 then reflect('x') end         | the function 'reflect' is not allowed: it calls Java code
        tags[rand()]                                  | the function 'rand' is not allowed: it gives another value each time
        struct(uuid() as b)                           | the function 'uuid' is not allowed: it gives another value each time
        assert_true(a > 1)                            | the function 'assert_true' is not allowed: it stops the run instead of failing one record
        raise_error('x')                              | the function 'raise_error' is not allowed: it stops the run instead of failing one record
        aes_encrypt(b, 'k')                           | the function 'aes_encrypt' is not allowed: it works with keys or random vectors of its own
        explode(tags)                                 | the function 'explode' is not allowed: it makes several rows of one
        json_tuple(b, 'x')                            | the function 'json_tuple' is not allowed: it makes several rows of one
        sum(a)                                        | the function 'sum' is not allowed: it aggregates several rows
        count(*)                                      | the function 'count' is not allowed: it aggregates several rows
        upper(distinct b)                             | 'upper' is called as an aggregate
        upper(b) filter (where a > 1)                 | 'upper' is called as an aggregate
        row_number() over (order by a)                | a window function (OVER) needs other rows
        window(seen, '1 day')                         | the function 'window' is not allowed: it needs other rows
        session_window(seen, '1 day')                 | the function 'session_window' is not allowed: it needs other rows
        (select 1)                                    | it has a sub-query, which reads other tables
        (select max(secret) from vault)               | it has a sub-query, which reads other tables
        exists(select 1)                              | it has a sub-query, which reads other tables
        a in (select 1)                               | it has a sub-query, which reads other tables
        *                                             | '*' stands for all columns
        struct(*)                                     | '*' stands for all columns
        a.*                                           | '*' stands for all columns
        a as b                                        | it names its result 'b'
        upper(:p)                                     | it has a parameter that nothing fills
        upper(?)                                      | it has a parameter that nothing fills
        identifier('rand')()                          | IDENTIFIER(...) makes a name out of a value
        identifier('a')                               | IDENTIFIER(...) makes a name out of a value
        b collate UTF8_LCASE                          | COLLATE changes how texts compare
        b:x.y                                         | ':' reads a field of a variant
        system.builtin.upper(b)                       | the function 'system.builtin.upper' is named with a catalog or schema
        default.my_udf(b)                             | the function 'default.my_udf' is named with a catalog or schema
        my_udf(b)                                     | the function 'my_udf' is not known
        xpath(b, 'a')                                 | the function 'xpath' is not allowed: it parses XML, which can name files
        read_files('/etc/passwd')                     | the function 'read_files' is not known
        A                                             | there is no column 'A'
        c + 1                                         | there is no column 'c'
        transform(tags, x -> y)                       | there is no column 'y'
        filter(tags, x -> x > 'a') and x = 1          | there is no column 'x'
        spark_catalog.default.t.a                     | there is no column 'spark_catalog.default.t.a'
        set x = 1                                     | it is not an expression of Spark SQL
        a; drop table x                               | it is not an expression of Spark SQL
        a +                                           | it is not an expression of Spark SQL
        """)
    void refusesWhatIsNotAFunctionOfThisRow(String text, String sentence) {
        parse(text).ifPresent(allowed -> allowed.type(COLUMNS, "m.yaml: fields[0].expression", problems));

        assertThat(problems.list()).isNotEmpty();
        assertThat(problems.list().get(0).what()).startsWith(sentence);
        assertThat(problems.list()).allSatisfy(problem -> {
            assertThat(problem.where()).isEqualTo("m.yaml: fields[0].expression");
            assertThat(problem.fix()).isNotBlank();
            assertThat(problem.what()).doesNotContain("\n");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        a                                                             | INT             | a
        a + 1.5                                                       | DECIMAL(12,1)   | a
        concat_ws(' ', b, Name)                                       | STRING          | Name b
        `odd name`                                                    | STRING          | odd name
        address.city                                                  | STRING          | address
        attributes['x'] + 1                                           | INT             | attributes
        tags[0]                                                       | STRING          | tags
        transform(tags, x -> concat(upper(x), b))                      | ARRAY<STRING>   | b tags
        aggregate(tags, 0, (n, x) -> n + length(x))                   | INT             | tags
        exists(tags, b -> b = 'x')                                    | BOOLEAN         | tags
        case when a between 1 and 2 then 'x' when a in (3, 4) then b end | STRING       | a b
        if(a is null, nullif(a, 3), nvl(a, 2))                        | INT             | a
        try_cast(b as date)                                           | DATE            | b
        b::timestamp                                                  | TIMESTAMP       | b
        cast(a as decimal(10,2)) % 2                                  | DECIMAL(3,2)   | a
        date_format(seen, 'yyyy-MM-dd')                               | STRING          | seen
        extract(year from born)                                       | INT             | born
        born - date '2000-01-01'                                      | INTERVAL DAY    | born
        timestampadd(hour, 1, seen)                                   | TIMESTAMP       | seen
        seen + interval 1 day                                         | TIMESTAMP       | seen
        from_json(b, 'x int, y array<string>').y[0]                   | STRING          | b
        to_json(struct(a, b as c))                                    | STRING          | a b
        get_json_object(b, '$.x')                                     | STRING          | b
        sha2(b, 256)                                                  | STRING          | b
        xxhash64(a, b)                                                | BIGINT          | a b
        regexp_replace(b, '[0-9]', '') like any ('a%', 'b%')          | BOOLEAN         | b
        trim(both ' ' from b)                                         | STRING          | b
        substring(b from 2 for 3)                                     | STRING          | b
        named_struct('x', a)                                          | STRUCT<x: INT NOT NULL> | a
        to_timestamp(b, 'yyyy')                                       | TIMESTAMP       | b
        unix_timestamp(seen)                                          | BIGINT          | seen
        'date today'                                                  | STRING          |
        1                                                             | INT             |
        """)
    void allowsDeterministicFunctionsOfColumns(String text, String type, String columns) {
        Optional<Expression> parsed = parse(text);

        assertThat(problems.list()).isEmpty();
        assertThat(String.join(" ", parsed.orElseThrow().columns())).isEqualTo(columns == null ? "" : columns);
        assertThat(parsed.get().type(COLUMNS, "x", problems)).as(problems.list().toString()).hasValueSatisfying(found -> assertThat(found.replace(" NOT NULL", "")).isEqualTo(type.replace(" NOT NULL", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"upper(tags)", "a + tags", "address.street", "from_json(b, 'no type at all')", "to_number(b, 'x')", "concat_ws()"})
    void typesAreCheckedWithoutASession(String text) {
        assertThat(parse(text).orElseThrow().type(COLUMNS, "here", problems)).isEmpty();

        assertThat(problems.list()).singleElement().satisfies(problem -> {
            assertThat(problem.where()).isEqualTo("here");
            assertThat(problem.what()).doesNotContain("SQLSTATE").doesNotContain("\n").isNotBlank();
        });
    }

    @Test
    void neitherParsingNorCheckingNorCompilingStartsASession() throws Exception {
        Process process = new ProcessBuilder(java.nio.file.Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), Sessionless.class.getName()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("compiled 2 fields without a session");
    }

    @Test
    void unknownNamesComeWithTheKnownOnes() {
        parse("uper(c)");

        assertThat(problems.list()).extracting(Problem::toString).containsExactly(
            "m.yaml: fields[0].expression: the function 'uper' is not known. Use one of [upper] or another deterministic built-in function.",
            "m.yaml: fields[0].expression: there is no column 'c'. Use one of [Name, a, address, attributes, b, born, odd name, seen, tags].");
    }

    @Test
    void everyBuiltInFunctionIsEitherAllowedOrRefusedWithAReason() {
        List<String> builtIn = Seqs.list(FunctionRegistry.builtin().listFunction()).stream().map(function -> function.funcName())
            .filter(name -> name.matches("\\w+")).toList();

        assertThat(builtIn).allSatisfy(name -> assertThat(Functions.ALLOWED.contains(name)).as(name).isNotEqualTo(Functions.REFUSED.containsKey(name)));
        assertThat(builtIn).containsAll(Functions.ALLOWED).containsAll(Functions.REFUSED.keySet());
    }
}
