package dev.leat.connect;

import static dev.leat.connect.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.leat.model.EntityName;
import dev.leat.model.WriteMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every destination must do, whatever the system. */
public abstract class DestinationContract {
    private static int count;

    protected Destination destination;
    protected String entity;

    protected abstract Destination open();

    /** The destination fields of all rows as text, each null left out; in any order. To be read when {@link #destination} is closed or open. */
    protected abstract List<Map<String, String>> stored(EntityName entity);

    @BeforeEach
    void openDestination() {
        destination = open();
        entity = "contract_" + ++count;
    }

    @AfterEach
    void closeDestination() {
        destination.close();
    }

    protected Batches batches(WriteMode mode) {
        Batches batches = new Batches(entity, mode, "name", "string", "age", "int");
        destination.create(batches.entity(), batches.layout());
        return batches;
    }

    @Test
    void entityThatDoesNotExistHasNoSchemaAndNoProblems() {
        assertThat(destination.schema(EntityName.of(entity))).isEmpty();
        assertThat(destination.check(EntityName.of(entity), Batches.layout(WriteMode.UPSERT, "name", "string"))).isEmpty();
    }

    @Test
    void newestVersionOfEachKeyIsKept() {
        Batches batches = batches(WriteMode.UPSERT);
        assertThat(destination.write(batches.of(row("a", "c", 1L, "Ann", 20), row("b", "c", 2L, "Bob", null)))).isEqualTo(new Written(2, 0, 0));
        assertThat(destination.write(batches.of(row("b", "u", 3L, "Bert", 31), row("ü/ 😀\"", "c", 4L, "Üte", 40)))).isEqualTo(new Written(2, 0, 0));
        assertStored(Map.of("name", "Ann", "age", "20"), Map.of("name", "Bert", "age", "31"), Map.of("name", "Üte", "age", "40"));
    }

    @Test
    void emptyBatchWritesNothing() {
        Batches batches = batches(WriteMode.UPSERT);
        assertThat(destination.write(batches.of())).isEqualTo(Written.NOTHING);
    }

    @Test
    void replayedBatchChangesNothing() {
        Batches batches = batches(WriteMode.UPSERT);
        destination.write(batches.of(row("a", "c", 1L, "Ann", 20), row("b", "c", 2L, "Bob", 30)));
        Batch batch = batches.of(row("a", "u", 3L, "Anna", 21), row("b", "d", 4L, null, null));
        destination.write(batch);
        destination.write(Batches.again(batch));
        assertStored(Map.of("name", "Anna", "age", "21"));
    }

    @Test
    protected void lateOlderVersionIsCountedAndNotWritten() {
        Batches batches = batches(WriteMode.UPSERT);
        destination.write(batches.of(row("a", "u", 10L, "Anna", 21), row("b", "u", 11L, "Bob", 30)));
        assertThat(destination.write(batches.of(row("a", "c", 5L, "Ann", 20), row("b", "d", 6L, null, null), row("c", "c", 7L, "Cid", 50))))
            .isEqualTo(new Written(1, 0, 2));
        assertStored(Map.of("name", "Anna", "age", "21"), Map.of("name", "Bob", "age", "30"), Map.of("name", "Cid", "age", "50"));
    }

    @Test
    void deletesDeleteAlsoWhereThereIsNothing() {
        Batches batches = batches(WriteMode.UPSERT);
        destination.write(batches.of(row("a", "c", 1L, "Ann", 20), row("b", "c", 2L, "Bob", 30)));
        assertThat(destination.write(batches.of(row("a", "d", 3L, null, null), row("never", "d", 4L, null, null), row("c", "c", 5L, "Cid", 50))))
            .isEqualTo(new Written(1, 2, 0));
        assertStored(Map.of("name", "Bob", "age", "30"), Map.of("name", "Cid", "age", "50"));
    }

    /** Where a destination can say what it holds. */
    @Test
    void whatIsHeldAreTheLivingRowsWithTheirVersionsAndValues() {
        Batches batches = batches(WriteMode.UPSERT);
        long first = 1L << 32; // as those of a capture
        destination.write(batches.of(row("a", "c", first, "Ann", 20), row("b", "c", first + 1, "Bob", null), row("c", "c", first + 2, "Cid", 50)));
        Batch second = batches.of(row("a", "u", first + 3, "Änne \"x\"", 21), row("c", "d", first + 4, null, null));
        destination.write(second);
        Optional<Held> held = destination.held(second.rows().sparkSession(), batches.entity(), batches.layout(), List.of("name", "age"));
        assumeThat(held).as("says what it holds").isPresent();
        assertThat(held.get().without()).isEmpty();
        assertThat(held.get().rows().select(Batch.ID, Batch.SEQ, "name", "age").collectAsList()).extracting(Row::toString)
            .containsExactlyInAnyOrder("[a," + (first + 3) + ",Änne \"x\",21]", "[b," + (first + 1) + ",Bob,null]");
        assertThat(destination.held(second.rows().sparkSession(), batches.entity(), batches.layout(), List.of()).orElseThrow().rows().count()).isEqualTo(2);
    }

    @Test
    void appendKeepsEveryChangeOnce() {
        Batches batches = batches(WriteMode.APPEND);
        Batch first = batches.of(row("a", "c", 1L, "Ann", 20), row("a", "u", 2L, "Anna", 21));
        assertThat(destination.write(first)).isEqualTo(new Written(2, 0, 0));
        destination.write(Batches.again(first));
        destination.write(batches.of(row("a", "u", 3L, "Anne", 22)));
        assertStored(Map.of("name", "Ann", "age", "20"), Map.of("name", "Anna", "age", "21"), Map.of("name", "Anne", "age", "22"));
    }

    @SafeVarargs
    protected final void assertStored(Map<String, String>... rows) {
        destination.close();
        assertThat(stored(EntityName.of(entity))).containsExactlyInAnyOrder(rows);
    }
}
