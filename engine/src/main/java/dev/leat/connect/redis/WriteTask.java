package dev.leat.connect.redis;

import dev.leat.connect.Outcome;
import dev.leat.connect.Site;
import dev.leat.model.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** Writes one partition of rows with the columns: the entry's name, operation, version, then the fields. */
record WriteTask(Site<RedisConnection> site, StructType schema, Entry.Form form, long millisToLive) implements FlatMapFunction<Iterator<InternalRow>, Outcome> {
    /** Longer than a writer that has lost its lease can still be on its way. Replay and backfill drop what is older than a key's newest version by themselves. */
    static final Duration DELETES_REMEMBERED = Duration.ofMinutes(15);
    static final String DELETED = "leat:deleted:";
    private static final int CALLS_AT_ONCE = 500;
    private static final int BYTES_AT_ONCE = 4 << 20;

    @Override
    public Iterator<Outcome> call(Iterator<InternalRow> rows) {
        if (!rows.hasNext()) {
            return List.<Outcome>of().iterator();
        }
        Outcome outcome = Outcome.NOTHING;
        EntryRow entry = new EntryRow(schema, form);
        List<EntryWriter.Call> calls = new ArrayList<>();
        long bytes = 0;
        try (EntryWriter writer = new EntryWriter(site)) {
            while (rows.hasNext()) {
                EntryWriter.Call call = call(rows.next(), entry);
                calls.add(call);
                bytes += call.arguments().stream().mapToLong(argument -> argument.length).sum();
                if (calls.size() == CALLS_AT_ONCE || bytes >= BYTES_AT_ONCE || !rows.hasNext()) {
                    outcome = outcome.plus(writer.send(calls));
                    calls.clear();
                    bytes = 0;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(outcome).iterator();
    }

    private EntryWriter.Call call(InternalRow row, EntryRow entry) throws IOException {
        String key = row.getString(0);
        String op = row.getString(1);
        List<byte[]> arguments = new ArrayList<>();
        for (String argument : List.of(key, DELETED + key, Long.toString(row.getLong(2)), op, Long.toString(DELETES_REMEMBERED.toMillis()), Long.toString(millisToLive),
            form.name().toLowerCase(java.util.Locale.ROOT))) {
            arguments.add(argument.getBytes(StandardCharsets.UTF_8));
        }
        if (!op.equals("d")) {
            entry.add(row, arguments);
        }
        return new EntryWriter.Call(key, row.getLong(2), arguments);
    }
}
