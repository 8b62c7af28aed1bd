package dev.leat.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.model.EntityName;
import dev.leat.model.Problem;
import dev.leat.model.WriteMode;
import org.junit.jupiter.api.Test;

/** What a destination must do as well whose entities have fields with types. */
public abstract class TypedDestinationContract extends DestinationContract {
    /** What a field of type {@code array<string>} is read back as. */
    protected String arrayType() {
        return "array<string>";
    }

    /** And one of type {@code timestamp}. */
    protected String instantType() {
        return "timestamp";
    }

    @Test
    void createdEntityHasTheWantedFieldsAndTypes() {
        String[] fields = {"amount", "decimal(12,2)", "at", "timestamp", "born", "date", "id", "bigint", "name", "string", "ok", "boolean", "score", "double", "tags", "array<string>"};
        destination.create(EntityName.of(entity), Batches.layout(WriteMode.UPSERT, fields));
        destination.create(EntityName.of(entity), Batches.layout(WriteMode.UPSERT, fields));
        assertThat(destination.schema(EntityName.of(entity)).orElseThrow().columns())
            .extracting(column -> column.name() + " " + column.type().orElseThrow())
            .containsExactlyInAnyOrder("amount decimal(12,2)", "at " + instantType(), "born date", "id bigint", "name string", "ok boolean", "score double", "tags " + arrayType());
        assertThat(destination.check(EntityName.of(entity), Batches.layout(WriteMode.UPSERT, fields))).isEmpty();
    }

    @Test
    void typeThatTheEntityCannotTakeIsAProblemThatNamesBoth() {
        destination.create(EntityName.of(entity), Batches.layout(WriteMode.UPSERT, "age", "int"));
        assertThat(destination.check(EntityName.of(entity), Batches.layout(WriteMode.UPSERT, "age", "string"))).singleElement()
            .extracting(Problem::toString).asString().contains("age", "int", "string");
    }

    @Test
    void missingFieldIsAProblem() {
        destination.create(EntityName.of(entity), Batches.layout(WriteMode.UPSERT, "age", "int"));
        assertThat(destination.check(EntityName.of(entity), Batches.layout(WriteMode.UPSERT, "age", "int", "size", "int"))).singleElement()
            .extracting(Problem::toString).asString().contains("size");
    }
}
