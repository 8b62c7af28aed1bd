package dev.leat.connect.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.leat.connect.Batch;
import dev.leat.connect.Failure;
import dev.leat.connect.JsonFields;
import dev.leat.connect.Outcome;
import dev.leat.connect.Site;
import dev.leat.connect.Written;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * Writes one part of a batch in transactions of {@value #ROWS_AT_ONCE} rows. Each carries how many rows of the batch are there with it, so that the rest of a part that comes again is known:
 * the same rows come in the same order.
 */
record ProduceTask(Site<KafkaSettings> site, String topic, StructType schema, String application, long batch, int largest) implements FlatMapFunction<Iterator<InternalRow>, Outcome> {
    private static final int ROWS_AT_ONCE = 50_000;
    /** Behind key, operation and version. */
    private static final int FIRST_FIELD = 3;

    @Override
    public Iterator<Outcome> call(Iterator<InternalRow> rows) throws IOException {
        if (!rows.hasNext()) {
            return List.<Outcome>of().iterator();
        }
        JsonFields fields = new JsonFields(schema, FIRST_FIELD);
        long written = 0;
        long deleted = 0;
        List<Failure> refused = new ArrayList<>();
        try (Transactions transactions = new Transactions(site, topic, "leat-" + application + "-" + TaskContext.getPartitionId())) {
            long there = transactions.rowsOf(batch);
            for (long number = 0; rows.hasNext(); number++) {
                InternalRow row = rows.next();
                ProducerRecord<byte[], byte[]> entry = entry(row, fields);
                if (tooLarge(entry)) {
                    refused.add(new Failure(row.getLong(2), "refused", Batch.MATERIALIZE, "", row.getString(0), "the record is larger than the topic takes (max.message.bytes: " + largest + ")"));
                } else if (number >= there) {
                    transactions.send(entry);
                    written += entry.value() == null ? 0 : 1;
                    deleted += entry.value() == null ? 1 : 0;
                }
                if (number >= there && (number + 1) % ROWS_AT_ONCE == 0) {
                    transactions.commit(batch, number + 1);
                }
            }
            if (there < Transactions.ALL) {
                transactions.commit(batch, Transactions.ALL);
            }
        }
        return List.of(new Outcome(new Written(written, deleted, 0), refused)).iterator();
    }

    private boolean tooLarge(ProducerRecord<byte[], byte[]> entry) {
        return AbstractRecords.estimateSizeInBytesUpperBound(RecordBatch.CURRENT_MAGIC_VALUE, CompressionType.NONE, entry.key(), entry.value(), entry.headers().toArray()) > largest;
    }

    private ProducerRecord<byte[], byte[]> entry(InternalRow row, JsonFields fields) {
        byte[] version = Long.toString(row.getLong(2)).getBytes(StandardCharsets.US_ASCII);
        byte[] value = row.getString(1).equals("d") ? null : json(row, fields);
        return new ProducerRecord<>(topic, null, row.getUTF8String(0).getBytes(), value, List.of(new RecordHeader(Batch.SEQ, version)));
    }

    private static byte[] json(InternalRow row, JsonFields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(row, json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
