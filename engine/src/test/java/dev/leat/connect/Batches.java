package dev.leat.connect;

import dev.leat.model.Column;
import dev.leat.model.Deletes;
import dev.leat.model.EntityName;
import dev.leat.model.Entry;
import dev.leat.model.WriteMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Makes batches from rows written as lists: id, op, seq, then the fields. */
public final class Batches {
    private final EntityName entity;
    private final Layout layout;
    private final StructType schema;
    private final String application;
    private long next;

    public Batches(String entity, WriteMode mode, String... namesAndTypes) {
        this("app-" + System.nanoTime(), EntityName.of(entity), layout(mode, namesAndTypes));
    }

    private Batches(String application, EntityName entity, Layout layout) {
        this.application = application;
        this.entity = entity;
        this.layout = layout;
        StructType fields = new StructType().add(Batch.ID, DataTypes.StringType, false).add(Batch.OP, DataTypes.StringType, false).add(Batch.SEQ, DataTypes.LongType, false);
        for (Column field : layout.fields()) {
            fields = fields.add(field.name(), org.apache.spark.sql.types.DataType.fromDDL(field.type().orElseThrow()));
        }
        schema = layout.mode() == WriteMode.HISTORY ? fields.add(Batch.AT, DataTypes.TimestampType, false) : fields;
    }

    public static Layout layout(WriteMode mode, String... namesAndTypes) {
        List<Column> fields = new ArrayList<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            fields.add(new Column(namesAndTypes[i], "", Optional.of(namesAndTypes[i + 1]), true, ""));
        }
        return new Layout(fields, List.of(), mode);
    }

    /** The same with these fields as the key, as the mapping keeps it. */
    public Batches keyed(String... key) {
        return new Batches(application, entity, new Layout(layout.fields(), List.of(key), layout.mode(), layout.deletes(), layout.entry()));
    }

    public Batches as(Entry.Form form, Optional<java.time.Duration> timeToLive) {
        return new Batches(application, entity, new Layout(layout.fields(), layout.key(), layout.mode(), layout.deletes(), Optional.of(new Entry(Optional.of(form), timeToLive))));
    }

    public Batches soft() {
        return new Batches(application, entity, new Layout(layout.fields(), layout.key(), layout.mode(), Deletes.SOFT, layout.entry()));
    }

    public EntityName entity() {
        return entity;
    }

    public Layout layout() {
        return layout;
    }

    public static Row row(Object... values) {
        return RowFactory.create(values);
    }

    public Batch of(Row... rows) {
        return with(TestSession.spark().createDataFrame(List.of(rows), schema));
    }

    public Batch with(org.apache.spark.sql.Dataset<Row> rows) {
        Failures failures = new Failures();
        TestSession.spark().sparkContext().register(failures);
        return new Batch(entity, layout, rows, application, next++, failures);
    }

    /** The same batch as it comes again after a crash. */
    public static Batch again(Batch batch) {
        Failures failures = new Failures();
        TestSession.spark().sparkContext().register(failures);
        return new Batch(batch.entity(), batch.layout(), batch.rows(), batch.application(), batch.id(), failures);
    }
}
