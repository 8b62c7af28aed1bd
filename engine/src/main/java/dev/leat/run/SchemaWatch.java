package dev.leat.run;

import dev.leat.connect.Source;
import dev.leat.model.CaptureMode;
import dev.leat.model.EntitySchema;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.SchemaChange;
import dev.leat.plan.ApprovedPipeline;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the schema of a source entity that is followed with the one that was planned, and says what that means by the flow's {@code on_schema_change}. */
final class SchemaWatch {
    private static final Set<CaptureMode> DATABASES = EnumSet.of(CaptureMode.INCREMENTAL, CaptureMode.SNAPSHOT, CaptureMode.CHANGE);

    private final Source source;
    private final ApprovedPipeline approved;
    private EntitySchema known;

    SchemaWatch(Source source, ApprovedPipeline approved) {
        this.source = source;
        this.approved = approved;
        this.known = approved.schema();
    }

    /**
     * Asked before each read, so that a new column is captured with the first row that has it. Where a schema is concluded from rows, it is not asked.
     *
     * @return whether to plan anew
     * @throws LeatException of kind WORKSPACE where the flow is to pause, DATA where it is to fail
     */
    boolean changed() {
        if (source.samplesSchema() || !DATABASES.contains(approved.reading().capture().mode().orElseThrow())) {
            return false;
        }
        EntitySchema now = source.schema(approved.pipeline().source());
        if (now.equals(known)) {
            return false;
        }
        return switch (approved.flow().onSchemaChange().orElse(SchemaChange.ADD)) {
            case ADD -> true;
            case IGNORE -> !ignored(now);
            case PAUSE -> throw told(Kind.WORKSPACE, now, "Save a file of the workspace to go on with it, or write on_schema_change: add");
            case FAIL -> throw told(Kind.DATA, now, "Start it again to go on with it, or write on_schema_change: add");
        };
    }

    /** Only what is new can be left alone: a column that is gone or of another type cannot be read as it was. */
    private boolean ignored(EntitySchema now) {
        boolean same = now.key().equals(known.key()) && now.columns().containsAll(known.columns());
        known = same ? now : known;
        return same;
    }

    private LeatException told(Kind kind, EntitySchema now, String fix) {
        String changes = Stream.concat(known.columns().stream().filter(column -> !now.columns().contains(column)).map(column -> "'" + column.name() + "' is gone or another one"),
            added(now).stream().map(name -> "'" + name + "' is new")).collect(Collectors.joining(", "));
        return new LeatException(kind, approved.flow().source() + "." + approved.pipeline().source(), "its schema has changed (" + (changes.isEmpty() ? "the key" : changes) + "), and the flow says on_schema_change: "
            + approved.flow().onSchemaChange().orElseThrow().name().toLowerCase(java.util.Locale.ROOT), fix);
    }

    private List<String> added(EntitySchema now) {
        return now.names().stream().filter(name -> known.column(name).isEmpty()).toList();
    }
}
