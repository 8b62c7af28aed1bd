package dev.leat.transform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgramTest {
    @Test
    void mapsEachRow() {
        Trial trial = Trial.source("id int, first_name string, last_name string")
            .map("id", "id").map("full_name", "concat_ws(' ', first_name, last_name)");

        assertThat(trial.run("(1, 'Ada', 'Lovelace'), (2, 'Alan', null)")).containsExactly("[1,Ada Lovelace]", "[2,Alan]");
        assertThat(trial.program().fields()).extracting(column -> column.name() + " " + column.type().orElseThrow() + " " + column.nullable())
            .containsExactly("id INT true", "full_name STRING false");
        assertThat(trial.program().key()).containsExactly("id");
    }

    @Test
    void oneBadCastCostsOneRecord() {
        Trial trial = Trial.source("id int, age string, note string").map("id", "id").map("note", "upper(note)").map("age", "cast(age as int) + 1");

        assertThat(trial.run("(1, '41', 'a'), (2, 'old', 'b'), (3, '2', 'c')")).containsExactly("[1,A,42]", "[3,C,3]");
        assertThat(trial.failed()).containsExactly("2 cast mapping.age age=old");
        assertThat(trial.failures.value()).extracting("detail").first().asString().startsWith("The value 'old' of the type \"STRING\" cannot be cast");
    }
}
