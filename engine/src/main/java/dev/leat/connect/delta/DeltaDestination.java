package dev.leat.connect.delta;

import static org.apache.spark.sql.functions.col;

import dev.leat.connect.Batch;
import dev.leat.connect.Destination;
import dev.leat.connect.Held;
import dev.leat.connect.Layout;
import dev.leat.connect.Site;
import dev.leat.connect.Written;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import dev.leat.model.WriteMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import io.delta.exceptions.DeltaConcurrentModificationException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Delta tables as entities. A table that Leat makes has two columns after the fields: {@code _leat_id}, by which an upsert finds its row whatever the key is, and
 * {@code _leat_seq}, the row's version, by which an older one is told; statistics are kept for them and the key alone. Each batch is one commit that carries
 * application and batch id as Delta's transaction id, so a batch that comes again is seen before anything is computed and reported as nothing written. A deleted row
 * leaves no version behind.
 */
final class DeltaDestination implements Destination {
    private final Site<DeltaSettings> site;

    DeltaDestination(Site<DeltaSettings> site) {
        this.site = site;
    }

    @Override
    public Optional<EntitySchema> schema(EntityName entity) {
        return new DeltaTable(site, entity).schema().map(table -> new EntitySchema(entity,
            Arrays.stream(table.fields()).filter(column -> !TableCheck.own(column.name())).map(DeltaDestination::column).toList(), List.of()));
    }

    private static Column column(StructField column) {
        return new Column(column.name(), column.dataType().catalogString(), Optional.of(column.dataType().catalogString()), column.nullable(), "");
    }

    @Override
    public List<Problem> check(EntityName entity, Layout wanted) {
        return new TableCheck(where(entity), wanted).against(new DeltaTable(site, entity).schema());
    }

    @Override
    public Optional<Held> held(SparkSession spark, EntityName entity, Layout layout, List<String> fields) {
        DeltaTable table = new DeltaTable(site, entity);
        return table.schema().filter(columns -> List.of(columns.fieldNames()).containsAll(List.of(TableCheck.OWN.fieldNames())))
            .map(columns -> new Held(spark.read().format("delta").load(table.path()).select(Stream.concat(Stream.of(Batch.ID, Batch.SEQ), fields.stream()).map(name -> col(Write.quoted(name)))
                .toArray(org.apache.spark.sql.Column[]::new)), Map.of()));
    }

    @Override
    public void create(EntityName entity, Layout wanted) {
        DeltaTable table = new DeltaTable(site, entity);
        if (table.schema().isPresent()) {
            return;
        }
        List<Problem> problems = check(entity, wanted);
        if (!problems.isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, problems);
        }
        StructType columns = TableCheck.columns(wanted);
        List<String> statistics = new ArrayList<>(wanted.mode() == WriteMode.UPSERT ? List.of(Batch.ID) : List.of(Batch.SEQ));
        statistics.addAll(wanted.key());
        io.delta.tables.DeltaTableBuilder builder = io.delta.tables.DeltaTable.createIfNotExists(SparkSession.active()).location(table.path()).addColumns(columns)
            .property("delta.dataSkippingStatsColumns", String.join(",", statistics.stream().map(name -> name.matches("\\w+") ? name : '`' + name.replace("`", "``") + '`').toList()));
        if (wanted.mode() == WriteMode.UPSERT) {
            builder = builder.property("delta.enableDeletionVectors", "true").property("delta.autoOptimize.autoCompact", "true");
        }
        if (Arrays.stream(columns.fieldNames()).anyMatch(name -> name.matches(".*[ ,;{}()\\n\\t=].*"))) {
            builder = builder.property("delta.columnMapping.mode", "name");
        }
        builder.execute();
    }

    @Override
    public Written write(Batch batch) {
        DeltaTable table = new DeltaTable(site, batch.entity());
        if (table.has(batch.application(), batch.id())) {
            return Written.NOTHING;
        }
        StructType columns = table.schema().orElseThrow(() -> new LeatException(Kind.WORKSPACE, where(batch.entity()), "the table does not exist", "Run again: it is made at the start of a run"));
        Write write = new Write(batch, table.path(), columns);
        boolean empty = DeltaLog.forTable(batch.rows().sparkSession(), table.path()).update(false, scala.Option.empty(), scala.Option.empty()).allFiles().isEmpty();
        try {
            return batch.layout().mode() == WriteMode.APPEND || empty ? write.append() : write.upsert();
        } catch (DeltaConcurrentModificationException e) {
            throw new LeatException(Kind.SYSTEM, where(batch.entity()), "something else wrote to the table at the same time", "Run again", e);
        }
    }

    @Override
    public void close() {}

    private String where(EntityName entity) {
        return "connections." + site.name() + ": " + entity;
    }
}
