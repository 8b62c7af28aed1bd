package dev.leat.connect.delta;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.leat.connect.Batch;
import dev.leat.connect.Written;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.delta.commands.DMLWithDeletionVectorsHelper$;
import org.apache.spark.sql.delta.commands.DeletionVectorBitmapGenerator$;
import org.apache.spark.sql.delta.commands.DeletionVectorResult;
import org.apache.spark.sql.delta.commands.DeletionVectorUtils$;
import org.apache.spark.sql.delta.commands.TouchedFileWithDV;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.storage.StorageLevel;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * An upsert as one commit that marks the rows it replaces in deletion vectors and adds the new ones as a file. It looks at ids and versions of the table once, where Delta's own
 * merge reads all columns of it up to three times. Only for tables on which such a commit is the same as a merge.
 */
final class Replacement {
    private static final int SMALL = 200_000;
    private static final String FILE = "_leat_file";
    private static final String INDEX = "_leat_index";
    private static final String NEWER = "_leat_newer";
    private final Batch batch;
    private final OptimisticTransaction transaction;

    Replacement(Batch batch, String path) {
        this.batch = batch;
        this.transaction = DeltaLog.forTable(batch.rows().sparkSession(), path).startTransaction();
    }

    /** Deletion vectors allowed, no change feed to be written, and no column that Delta fills or checks in its own ways. */
    boolean possible() {
        return DeletionVectorUtils$.MODULE$.deletionVectorsWritable(transaction.protocol(), transaction.metadata())
            && !transaction.metadata().configuration().get("delta.enableChangeDataFeed").exists("true"::equals)
            && transaction.metadata().partitionColumns().isEmpty()
            && Arrays.stream(transaction.metadata().schema().fields()).allMatch(column -> CollectionConverters.asJava(column.metadata().map().keySet()).stream()
                .allMatch(key -> key.startsWith("delta.columnMapping.")));
    }

    /** @param rows computed already; with the own columns and {@code _leat_op} */
    Written write(Dataset<Row> rows, long upserts, long deletes) {
        transaction.readWholeTable();
        List<AddFile> files = Arrays.asList((AddFile[]) transaction.snapshot().allFiles().collect());
        Dataset<Row> matches = matches(rows, files, upserts + deletes);
        List<Row> older = matches.where("not " + NEWER).groupBy(Batch.OP).count().collectAsList();
        long olderDeletes = older.stream().filter(row -> row.getString(0).equals("d")).mapToLong(row -> row.getLong(1)).sum();
        long olderUpserts = older.stream().mapToLong(row -> row.getLong(1)).sum() - olderDeletes;
        Dataset<Row> added = rows.where("not " + Write.DELETE);
        if (olderUpserts > 0) {
            added = added.join(matches.where("not " + NEWER).select(Batch.ID), seq(List.of(Batch.ID)), "left_anti");
        }
        List<Action> actions = new ArrayList<>(marked(matches.where(NEWER), files));
        if (upserts > olderUpserts) {
            Dataset<Row> written = added.select(columns(added).toArray(Column[]::new));
            actions.addAll(CollectionConverters.asJava(transaction.writeFiles(upserts < SMALL ? written.coalesce(1) : written)));
        }
        actions.add(new SetTransaction(batch.application(), batch.id(), scala.Option.apply(System.currentTimeMillis())));
        transaction.commit(seq(actions), DeltaOperations.ManualUpdate$.MODULE$);
        return new Written(upserts - olderUpserts, deletes - olderDeletes, olderUpserts + olderDeletes);
    }

    /** The rows of the table that the batch has too: where each is, and whether the batch's version is as new. */
    private Dataset<Row> matches(Dataset<Row> rows, List<AddFile> files, long count) {
        Dataset<Row> table = transaction.deltaLog().createDataFrame(transaction.snapshot(), seq(files), false, scala.Option.empty())
            .select(col(Batch.ID), col(Batch.SEQ).as("_leat_has"), col("_metadata.file_path").as(FILE), col("_metadata.row_index").as(INDEX));
        Dataset<Row> keys = rows.select(Batch.ID, Batch.SEQ, Batch.OP);
        return table.join(count < SMALL ? broadcast(keys) : keys, Batch.ID)
            .select(col(Batch.ID), col(Batch.OP), col(FILE), col(INDEX), expr("_leat_seq >= _leat_has").as(NEWER)).localCheckpoint(true, StorageLevel.MEMORY_AND_DISK());
    }

    private List<Action> marked(Dataset<Row> replaced, List<AddFile> files) {
        boolean marks = files.stream().anyMatch(file -> file.deletionVector() != null);
        Seq<DeletionVectorResult> vectors = DeletionVectorBitmapGenerator$.MODULE$.buildRowIndexSetsForFilesMatchingCondition(replaced.sparkSession(), transaction, marks, replaced,
            seq(files), Literal.TrueLiteral(), scala.Option.apply(col(FILE)), scala.Option.apply(col(INDEX)));
        DMLWithDeletionVectorsHelper$ helper = DMLWithDeletionVectorsHelper$.MODULE$;
        Seq<TouchedFileWithDV> touched = helper.findFilesWithMatchingRows(transaction, helper.generateCandidateFileMap(transaction.deltaLog().dataPath(), seq(files)), vectors);
        List<Action> actions = new ArrayList<>();
        for (TouchedFileWithDV file : CollectionConverters.asJava(touched)) {
            if (file.isFullyReplaced()) {
                actions.add(file.fileLogEntry().removeWithTimestamp(System.currentTimeMillis(), true));
            } else {
                scala.Tuple2<AddFile, org.apache.spark.sql.delta.actions.RemoveFile> changed = file.fileLogEntry().removeRows(file.newDeletionVector(), true, true);
                actions.addAll(List.of(changed._1(), changed._2()));
            }
        }
        return actions;
    }

    /** All columns of the table in its order; those that the batch does not have are null. */
    private List<Column> columns(Dataset<Row> rows) {
        List<String> names = List.of(rows.columns());
        List<Column> columns = new ArrayList<>();
        for (StructField column : transaction.metadata().schema().fields()) {
            columns.add((names.contains(column.name()) ? col(Write.quoted(column.name())) : lit(null).cast(column.dataType())).as(column.name()));
        }
        return columns;
    }

    private static <T> Seq<T> seq(List<T> list) {
        return CollectionConverters.asScala(list).toSeq();
    }
}
