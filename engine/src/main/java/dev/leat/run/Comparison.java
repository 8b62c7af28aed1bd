package dev.leat.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.leat.connect.Batch;
import dev.leat.connect.Reading;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A full read of an entity against what the lake has of it: what was created, updated and deleted in between. */
final class Comparison {
    private static final String HASH = "_leat_hash";
    private final Reading reading;

    Comparison(Reading reading) {
        this.reading = reading;
        if (reading.key().isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, reading.entity().toString(), "a snapshot is compared by key, and there is none", "Set key: on the pipeline");
        }
    }

    /** Columns of the reading and {@code _leat_op}; a deleted row has the values it last had. Unchanged rows are not in it. */
    Dataset<Row> changes(Dataset<Row> capture, Dataset<Row> read) {
        Dataset<Row> was = Changes.newestOfEach(capture, reading.key()).where(col(Batch.OP).notEqual("d")).withColumn(HASH, Changes.hash(reading)).as("was");
        Dataset<Row> is = read.withColumn(HASH, Changes.hash(reading)).as("is");
        List<Column> one = Changes.identity(reading.key(), name -> side("was", name));
        List<Column> other = Changes.identity(reading.key(), name -> side("is", name));
        Column sameKey = IntStream.range(0, one.size()).mapToObj(i -> one.get(i).eqNullSafe(other.get(i))).reduce(Column::and).orElseThrow();
        Column op = when(side("was", HASH).isNull(), lit("c")).when(side("is", HASH).isNull(), lit("d")).otherwise(lit("u"));
        List<Column> columns = new ArrayList<>();
        for (String name : names()) {
            columns.add(when(side("is", HASH).isNull(), side("was", name)).otherwise(side("is", name)).as(name));
        }
        columns.add(op.as(Batch.OP));
        Column different = coalesce(side("was", HASH).notEqual(side("is", HASH)), lit(true));
        return was.join(is, sameKey, "full_outer").where(different).select(columns.toArray(Column[]::new));
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(reading.columns().stream().map(dev.leat.model.Column::name).toList());
        names.add(Reading.UNREADABLE);
        return names;
    }

    private static Column side(String side, String name) {
        return col(side + ".`" + name.replace("`", "``") + "`");
    }
}
