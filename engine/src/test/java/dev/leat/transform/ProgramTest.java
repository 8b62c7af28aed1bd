package dev.leat.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leat.connect.Failures;
import dev.leat.model.LeatException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
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
        assertThat(trial.program().stages()).extracting(Program.Stage::kind).containsExactly("mapping", "constraints");
    }

    @Test
    void oneBadCastCostsOneRecord() {
        Trial trial = Trial.source("id int, age string, note string").map("id", "id").map("note", "upper(note)").map("age", "cast(age as int) + 1");

        assertThat(trial.run("(1, '41', 'a'), (2, 'old', 'b'), (3, '2', 'c')")).containsExactly("[1,A,42]", "[3,C,3]");
        assertThat(trial.failed()).containsExactly("2 cast mapping.age age=old");
        assertThat(trial.failures.value()).extracting("detail").first().asString().startsWith("The value 'old' of the type \"STRING\" cannot be cast");
    }

    @Test
    void eachKindOfErrorHasItsReasonFieldAndValues() {
        Trial trial = Trial.source("a int, b string").key().map("sum", "a + 2147483647").map("share", "10 div a").map("day", "to_date(b, 'yyyy-MM-dd')")
            .map("element", "array(1)[a - 1]").then("{type: sql, name: Later, columns: {number: 'cast(concat(sum, day) as int)'}}");

        assertThat(trial.run("(1, '2020-01-01'), (0, '2020-01-01'), (-1, 'soon'), (-5, '2020-01-01')")).isEmpty();
        assertThat(trial.failed()).containsExactly("1 cast mapping.sum a=1", "2 expression mapping.share a=0", "3 cast mapping.day b=soon",
            "4 expression mapping.element a=-5");
    }

    @Test
    void aLaterStageNamesItselfAndTheFieldsItUses() {
        Trial trial = Trial.source("a int, b string").key().map("n", "a").map("text", "b")
            .then("{type: sql, name: Sum, columns: {n: n + cast(text as int)}}").then("{type: sql, name: Half, columns: {n: n div 0}}");

        assertThat(trial.run("(1, 'x'), (2, '3')")).isEmpty();
        assertThat(trial.failed()).containsExactly("1 cast Sum.n n=1, text=x", "2 expression Half.n n=5");
    }

    @Test
    void resultsAreThoseOfAPlainSelect() {
        List<String> expressions = """
            n between 1 and 3
            nullif(n, 2)
            transform(tags, x -> concat(x, n))
            date_format(seen, 'yyyy-MM-dd HH')
            from_json('{"k":' || n || '}', 'k int').k
            aggregate(tags, 0, (s, x) -> s + length(x))
            try_cast(tags[0] as int)
            try_divide(1, n - 1)
            regexp_extract(tags[0], '([a-z])', 1)
            sha2(tags[0], 256)
            map_keys(map(n, 1))
            s.x + 1
            to_json(struct(n, seen))
            case when n > 1 then split(tags[0], '') end
            cast(seen as string)
            """.lines().toList();
        Trial trial = Trial.source("n int, tags array<string>, seen timestamp, s struct<x:int>").key();
        for (int i = 0; i < expressions.size(); i++) {
            trial.map("f" + i, expressions.get(i));
        }
        Dataset<Row> captured = trial.captured("(1, array('a1', 'bb'), timestamp'2020-02-29 23:59:59', named_struct('x', 1)),"
            + " (2, array('7'), timestamp'1969-12-31 00:00:01', null), (3, array('zz'), null, named_struct('x', null))");
        List<String> plain = captured.selectExpr(expressions.toArray(String[]::new)).collectAsList().stream().map(Row::toString).toList();

        assertThat(trial.run(captured)).isEqualTo(plain).hasSize(3);
        assertThat(trial.failed()).isEmpty();
    }

    @Test
    void aPlanShowsFieldsAndNoValuesOfFailedRows() {
        Trial trial = Trial.source("id int, age string").map("id", "id").map("age", "cast(age as int)");
        trial.run("(1, 'secret age')");

        assertThat(trial.failures.value()).hasSize(1);
        assertThat(((org.apache.spark.sql.classic.Dataset<Row>) trial.program().apply(Trial.spark(), trial.captured("(1, 'x')"), trial.failures, trial.counters))
            .queryExecution().toString())
            .contains("LeatProgram [_leat_id, _leat_op, _leat_seq, id, age]").doesNotContain("secret age");
    }

    @Test
    void rowsCanBeFilteredShuffledAndWrittenTwiceAfterwards() {
        Trial trial = Trial.source("id int, age string").map("id", "id").map("age", "cast(age as int)");
        Dataset<Row> captured = trial.captured("(1, '1'), (2, 'x'), (3, '2'), (4, '2')").dropDuplicates("id");
        Trial.spark().sparkContext().register(trial.failures, "f");
        Trial.spark().sparkContext().register(trial.counters, "c");
        Dataset<Row> rows = trial.program().apply(Trial.spark(), captured, trial.failures, trial.counters);

        assertThat(rows.where("age > 1").select("id").orderBy("id").collectAsList()).extracting(Row::toString).containsExactly("[3]", "[4]");
        assertThat(rows.groupBy("age").count().orderBy("age").collectAsList()).extracting(Row::toString).containsExactly("[1,1]", "[2,2]");
        assertThat(rows.repartition(3).count()).isEqualTo(3);
        assertThat(trial.failed()).hasSize(1);
    }

    @Test
    void interpretedEvaluationGivesTheSame() {
        Trial.spark().conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        try {
            Trial trial = Trial.source("id int, b string").map("id", "id").map("n", "cast(b as int)").map("t", "transform(split(b, ''), x -> x || id)")
                .then("{type: hash, name: H, columns: [t2], algorithm: sha-256}".replace("t2", "n"))
                .then("{type: anonymize, name: A, columns: {n: mask}}");
            assertThat(trial.run("(1, '42'), (2, 'x'), (3, null)")).hasSize(2).last().isEqualTo("[3,null,null]");
            assertThat(trial.failed()).containsExactly("2 cast mapping.n b=x");
        } finally {
            Trial.spark().conf().unset("spark.sql.codegen.factoryMode");
        }
    }

    @Test
    void deletesBypassMappingAndTransformersAndKeepTheKey() {
        Trial trial = Trial.source("id int, part string, age string").key("part", "id").map("id", "id").map("p", "part").map("age", "cast(age as int)")
            .then("{type: rename, name: R, columns: {p: part}}").then("{type: filter, name: F, where: age > 1}").demand("id", "bigint").require("age");
        Dataset<Row> deletes = trial.captured("(1, 'a', 'not a number'), (2, 'b', null)").withColumn("_leat_op", functions.lit("d"));

        assertThat(trial.run(deletes)).containsExactly("[1,a,null]", "[2,b,null]");
        assertThat(trial.failed()).isEmpty();
        assertThat(trial.program().key()).containsExactly("part", "id");
        assertThat(trial.program().fields().get(2).nullable()).isFalse();
    }

    @Test
    void aKeyThatATransformerChangesIsNoKeyAnyMore() {
        Trial trial = Trial.source("id int, n int").key("id").map("id", "id").then("{type: hash, name: H, columns: [id], algorithm: sha-256}");

        assertThat(trial.run(trial.captured("(1, 1)").withColumn("_leat_op", functions.lit("d")))).containsExactly("[null]");
        assertThat(trial.program().key()).isEmpty();
    }

    @Test
    void aDeleteWhoseKeyDoesNotFitFails() {
        Trial trial = Trial.source("id string").map("id", "id").demand("id", "int");

        assertThat(trial.run(trial.captured("('1'), ('x')").withColumn("_leat_op", functions.lit("d")))).containsExactly("[1]");
        assertThat(trial.failed()).containsExactly("2 cast constraints.id id=x");
    }

    @Test
    void anUnreadableValueFailsOnlyWhereItIsUsed() {
        Trial trial = Trial.source("id int, born date, unused decimal(5,2)").map("id", "id").map("year", "year(born)");
        Dataset<Row> captured = trial.captured("(1, date'2000-01-01', 1), (2, null, null), (3, null, null), (4, null, null)").withColumn("_leat_unreadable",
            functions.expr("case when id = 2 then map('born', 'infinity') when id >= 3 then map('unused', 'NaN') end"));

        assertThat(trial.run(captured)).containsExactly("[1,2000]", "[3,null]", "[4,null]");
        assertThat(trial.failed()).containsExactly("2 unreadable mapping.year born=infinity");
    }

    @Test
    void aRecordOfWhichNothingCouldBeReadFailsWhateverIsUsed() {
        Trial trial = Trial.source("id int, note string").map("note", "note").map("origin", "'shop'");
        Dataset<Row> captured = trial.captured("(1, 'a'), (null, null)").withColumn("_leat_unreadable", functions.expr("if(id is null, map('_record', '{broken'), null)"));

        assertThat(trial.run(captured)).containsExactly("[a,shop]");
        assertThat(trial.failed()).containsExactly("2 unreadable mapping. {broken");
    }

    @Test
    void deletesFailOnAnUnreadableKeyOnly() {
        Trial trial = Trial.source("id int, born date").map("id", "id").map("year", "year(born)");
        Dataset<Row> captured = trial.captured("(1, null), (2, null)").withColumn("_leat_op", functions.lit("d")).withColumn("_leat_unreadable",
            functions.expr("case when id = 1 then map('born', 'infinity') else map('id', 'NaN') end"));

        assertThat(trial.run(captured)).containsExactly("[1,null]");
        assertThat(trial.failed()).containsExactly("2 unreadable mapping.id id=NaN");
    }

    @Test
    void theDestinationsDemandsAreCheckedLast() {
        Trial trial = Trial.source("id int, name string, state string, level int, amount string").map("id", "id").map("name", "name").map("state", "state")
            .map("level", "level").map("amount", "amount").demand("name", "varchar(3)").require("name").demand("state", "string", "new", "done")
            .demand("level", "smallint", "1", "2").demand("amount", "decimal(5,2)");

        assertThat(trial.run("(1, 'äöü', 'new', 1, '1.5'), (2, null, 'new', 1, '1'), (3, 'long', 'new', 1, '1'), (4, 'a', 'old', 1, '1'), (5, 'a', null, 3, '1'),"
            + " (6, 'a', 'new', 99999, '1'), (7, 'a', 'new', 1, '1000'), (8, 'a', 'new', 1, 'x'), (9, 'a', null, null, null)"))
            .containsExactly("[1,äöü,new,1,1.50]", "[9,a,null,null,null]");
        assertThat(trial.failed()).containsExactly("2 required constraints.name ", "3 too-long constraints.name long", "4 value-not-allowed constraints.state old",
            "5 value-not-allowed constraints.level 3", "6 cast constraints.level level=99999", "7 cast constraints.amount amount=1000", "8 cast constraints.amount amount=x");
    }

    @Test
    void allProblemsAreToldAtOnceWithTheirPlaces() {
        Trial trial = Trial.source("a int, b string").map("x", "c").map("y", "rand()").map("z", "upper(a, b)").map("x", "a");

        assertThat(trial.problems()).hasSize(4).anySatisfy(text -> assertThat(text).startsWith("mappings/x.yaml: fields[0].expression: there is no column 'c'"))
            .anySatisfy(text -> assertThat(text).startsWith("mappings/x.yaml: fields[1].expression: the function 'rand'"))
            .anySatisfy(text -> assertThat(text).startsWith("mappings/x.yaml: fields[2].expression: "))
            .anySatisfy(text -> assertThat(text).isEqualTo("mappings/x.yaml: fields[3].target: the field 'x' is mapped twice. Leave one of them out."));
    }

    @Test
    void demandsThatCannotBeMetAreToldBeforeARowMoves() {
        assertThat(Trial.source("a int, d date").key().map("a", "a").map("d", "d").map("n", "null").demand("a", "date").demand("d", "no such type").require("other").problems())
            .containsExactlyInAnyOrder(
                "mappings/x.yaml: 'a' is INT, which the destination's DATE cannot take. Cast it in its expression.",
                "mappings/x.yaml.d: 'no such type' is not a Spark SQL type. Write a type such as string, int, decimal(12,2), date, timestamp or array<string>.",
                "mappings/x.yaml: the type of 'n' is not known. Cast it: cast(null as string).",
                "mappings/x.yaml: nothing fills 'other', which the destination needs. Map it.");
    }

    @Test
    void aCaptureOfAnOlderSchemaIsRefused() {
        Trial trial = Trial.source("id int").map("id", "id");
        Dataset<Row> captured = trial.captured("(1)").withColumn("id", functions.lit("one"));

        assertThatThrownBy(() -> trial.program().apply(Trial.spark(), captured, new Failures(), new Counters())).isInstanceOf(LeatException.class)
            .hasMessageContaining("column id: it is captured as STRING, but the source now has INT");
    }
}
