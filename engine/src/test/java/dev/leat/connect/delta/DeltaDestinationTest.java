package dev.leat.connect.delta;

import static dev.leat.connect.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.connect.Batch;
import dev.leat.connect.Batches;
import dev.leat.connect.Destination;
import dev.leat.connect.Finding;
import dev.leat.connect.Site;
import dev.leat.connect.TestSession;
import dev.leat.connect.TypedDestinationContract;
import dev.leat.connect.Written;
import dev.leat.model.EntityName;
import dev.leat.model.Problem;
import dev.leat.model.WriteMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaDestinationTest extends TypedDestinationContract {
    @TempDir
    private Path folder;

    private Site<DeltaSettings> site() {
        return new Site<>("tables", new DeltaSettings("out/tables"), folder.toString(), new Site.Retries(2, 10, 10));
    }

    @Override
    protected Destination open() {
        TestSession.spark();
        return new DeltaConnector().destination(site());
    }

    @Override
    protected List<Map<String, String>> stored(EntityName entity) {
        return table(entity).drop("_leat_id", "_leat_seq").collectAsList().stream().map(row -> {
            Map<String, String> fields = new TreeMap<>();
            for (int i = 0; i < row.size(); i++) {
                if (!row.isNullAt(i)) {
                    fields.put(row.schema().fieldNames()[i], String.valueOf(row.get(i)));
                }
            }
            return fields;
        }).toList();
    }

    private Dataset<Row> table(EntityName entity) {
        return TestSession.spark().read().format("delta").load(folder.resolve("out/tables").resolve(String.join("/", entity.parts())).toString());
    }

    private long version() {
        return io.delta.tables.DeltaTable.forPath(TestSession.spark(), folder.resolve("out/tables/" + entity).toString()).history(1).head().getLong(0);
    }

    @Test
    void replayedMergeMakesNoCommitAndComputesNothing() {
        Batches batches = batches(WriteMode.UPSERT);
        destination.write(batches.of(row("a", "c", 1L, "Ann", 20)));
        Batch batch = batches.of(row("a", "u", 2L, "Anna", 21));
        destination.write(batch);
        long before = version();
        Dataset<Row> failing = batch.rows().selectExpr("_leat_id", "_leat_op", "_leat_seq", "name", "cast(assert_true(false) as int) age");
        assertThat(destination.write(new Batch(batch.entity(), batch.layout(), failing, batch.application(), batch.id(), batch.failures()))).isEqualTo(Written.NOTHING);
        assertThat(version()).isEqualTo(before);
    }

    @Test
    void transactionIdOfOneBatchDoesNotReachAnother() {
        Batches first = batches(WriteMode.UPSERT);
        destination.write(first.of(row("a", "c", 1L, "Ann", 20)));
        destination.write(first.of(row("a", "u", 2L, "Anna", 21)));
        Batches second = batches(WriteMode.UPSERT);
        assertThat(destination.write(second.of(row("b", "c", 3L, "Bob", 30)))).isEqualTo(new Written(1, 0, 0));
        assertThat(TestSession.spark().conf().getAll().contains("spark.databricks.delta.write.txnAppId")).isFalse();
        assertStored(Map.of("name", "Anna", "age", "21"), Map.of("name", "Bob", "age", "30"));
    }

    @Test
    void typeThatFitsWithoutLossIsTakenAndTheTableStaysAsItIs() {
        Batches wide = new Batches(entity, WriteMode.UPSERT, "n", "bigint", "note", "string");
        destination.create(wide.entity(), wide.layout());
        Batches narrow = new Batches(entity, WriteMode.UPSERT, "n", "int");
        assertThat(destination.check(narrow.entity(), narrow.layout())).isEmpty();
        assertThat(destination.check(narrow.entity(), Batches.layout(WriteMode.UPSERT, "n", "decimal(20,0)"))).hasSize(1);
        destination.write(narrow.of(row("a", "c", 1L, 7)));
        destination.write(narrow.of(row("a", "u", 2L, 8)));
        assertThat(table(EntityName.of(entity)).schema().toDDL()).isEqualTo("n BIGINT,note STRING,_leat_id STRING,_leat_seq BIGINT");
        assertStored(Map.of("n", "8"));
    }

    @Test
    void tableThatLeatDidNotMakeIsAProblemForUpsertsAndGoodForAppends() {
        TestSession.spark().range(1).selectExpr("id n").write().format("delta").save(folder.resolve("out/tables").resolve(entity).toString());
        assertThat(destination.check(EntityName.of(entity), Batches.layout(WriteMode.UPSERT, "n", "bigint"))).singleElement().extracting(Problem::fix).asString().contains("ADD COLUMNS");
        Batches append = new Batches(entity, WriteMode.APPEND, "n", "bigint");
        assertThat(destination.check(append.entity(), append.layout())).isEmpty();
        destination.write(append.of(row("a", "c", 1L, 7L)));
        assertStored(Map.of("n", "0"), Map.of("n", "7"));
    }

    @Test
    void namesWithSpacesAndPartsBecomeColumnsAndFolders() {
        Batches batches = new Batches("sales.\"my orders\"", WriteMode.UPSERT, "full name", "string", "a.b", "int");
        destination.create(batches.entity(), batches.layout());
        destination.write(batches.of(row("1", "c", 1L, "Ann Lee", 1)));
        destination.write(batches.of(row("1", "u", 2L, "Ann Day", 2)));
        assertThat(stored(batches.entity())).containsExactly(Map.of("full name", "Ann Day", "a.b", "2"));
    }

    @Test
    void fieldsThatDifferOnlyInCaseAreAProblem() {
        assertThat(destination.check(EntityName.of(entity), Batches.layout(WriteMode.UPSERT, "name", "string", "Name", "string"))).hasSize(1);
    }

    @Test
    void doctorWritesAndRemovesAFile() {
        assertThat(new DeltaConnector().check(site())).singleElement().extracting(Finding::problem).isEqualTo(java.util.Optional.empty());
        assertThat(folder.resolve("out/tables")).isDirectoryNotContaining("glob:**_leat_check*");
    }
}
