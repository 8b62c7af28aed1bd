package dev.leat.connect.jdbc;

import dev.leat.connect.Reading;
import java.io.Serializable;
import java.sql.SQLException;
import java.util.List;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.Iterator;
import scala.collection.immutable.Nil$;
import scala.reflect.ClassTag$;

/** The rows of several parts of an entity, one Spark partition each, without a copy of any value on the way into Spark's rows. */
public final class Rows extends RDD<InternalRow> {
    private static final long serialVersionUID = 1L;

    private final List<? extends Part> parts;

    /** What one task reads. Goes to executors; may be opened more than once (a task that is tried again). */
    public interface Part extends Serializable {
        /** For messages: connection and entity. */
        String where();

        /** @throws dev.leat.model.LeatException when it cannot be opened */
        Cursor open();
    }

    /** A part being read, by one thread. */
    public interface Cursor extends AutoCloseable {
        /** The next row, or null after the last; the same object may come again with other values. */
        InternalRow next() throws SQLException;

        /** Ends at once, also in the middle of a result. */
        @Override
        void close();
    }

    private Rows(SparkSession spark, List<? extends Part> parts) {
        super(spark.sparkContext(), (scala.collection.immutable.Seq) Nil$.MODULE$, ClassTag$.MODULE$.apply(InternalRow.class));
        this.parts = List.copyOf(parts);
    }

    /** @param schema as {@link #schema} makes it */
    public static Dataset<Row> dataset(SparkSession spark, StructType schema, List<? extends Part> parts) {
        return ((org.apache.spark.sql.classic.SparkSession) spark).internalCreateDataFrame(new Rows(spark, parts), schema, false);
    }

    /** The columns of a reading, and {@link Reading#UNREADABLE}. */
    public static StructType schema(Reading reading) {
        return schema(reading.columns());
    }

    /** These columns, and {@link Reading#UNREADABLE}. */
    public static StructType schema(List<dev.leat.model.Column> columns) {
        StructType schema = new StructType();
        for (dev.leat.model.Column column : columns) {
            schema = schema.add(column.name(), CatalystSqlParser$.MODULE$.parseDataType(column.type().orElseThrow()), true);
        }
        return schema.add(Reading.UNREADABLE, DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType), true);
    }

    @Override
    public Partition[] getPartitions() {
        Partition[] partitions = new Partition[parts.size()];
        for (int i = 0; i < partitions.length; i++) {
            partitions[i] = new Slot(i, parts.get(i));
        }
        return partitions;
    }

    @Override
    public Iterator<InternalRow> compute(Partition split, TaskContext context) {
        return new PartRows(((Slot) split).part, context);
    }

    private record Slot(int index, Part part) implements Partition {
        @Override
        public int hashCode() {
            return index;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Slot slot && slot.index == index;
        }
    }
}
