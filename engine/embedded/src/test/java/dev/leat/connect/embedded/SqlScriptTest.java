package dev.leat.connect.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlScriptTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "SELECT ';'", "SELECT 'it''s;'", "SELECT E'\\';'", "SELECT \"a;b\"", "SELECT $$;$$", "SELECT $a$;$$;$a$", "SELECT 1 -- ;\n + 2",
        "SELECT /* ; /* ; */ ; */ 1", "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END",
        "SELECT 'a\\'", "DO $do$ BEGIN RAISE NOTICE 'x;'; END $do$"})
    void semicolonWithinIsNoEnd(String statement) {
        assertThat(SqlScript.parts(statement + ";\n" + statement + ";")).containsExactly(
                new SqlScript.Part(0, statement), new SqlScript.Part(statement.length() + 2, statement));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "SELECT 1;;  ; SELECT 2 | 2", "-- nothing | 0", "BEGIN; SELECT 1; END | 3", "SELECT a$b; SELECT c$d | 2", "SELECT $1; SELECT 2 | 2"})
    void statementsAreCounted(String script, int count) {
        assertThat(SqlScript.parts(script)).hasSize(count);
    }
}
