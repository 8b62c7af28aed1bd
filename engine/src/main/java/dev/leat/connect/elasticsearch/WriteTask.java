package dev.leat.connect.elasticsearch;

import dev.leat.connect.Outcome;
import dev.leat.connect.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** Writes one partition and returns what became of it, so that a task that is computed twice counts once. */
record WriteTask(Site<ElasticsearchSettings> site, String index, StructType schema, boolean everyChange) implements FlatMapFunction<Iterator<InternalRow>, Outcome> {

    @Override
    public Iterator<Outcome> call(Iterator<InternalRow> rows) {
        if (!rows.hasNext()) {
            return List.<Outcome>of().iterator();
        }
        Outcome outcome = Outcome.NOTHING;
        Chunk chunk = new Chunk(schema, everyChange);
        try (Bulk bulk = new Bulk(site, index, TaskContext.getPartitionId())) {
            while (rows.hasNext()) {
                chunk.add(rows.next());
                if (chunk.full() || !rows.hasNext()) {
                    outcome = outcome.plus(bulk.send(chunk));
                    chunk.clear();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(outcome).iterator();
    }
}
