package dev.leat.transform;

import dev.leat.connect.Failure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.TaskCompletionListener;

/** Rows joined with the texts that a look-up takes; about a thousand rows share one question. */
final class Enrichment implements Step {
    private static final long serialVersionUID = 1L;
    private static final int TOGETHER = 1_000;

    private final String stage;
    private final Fields matched;
    private final Query query;
    private final CachePlace cache;
    private final Lookup.Missing missing;

    Enrichment(String stage, Fields matched, Query query, Optional<CachePlace> cache, Lookup.Missing missing) {
        this.stage = stage;
        this.matched = matched;
        this.query = query;
        this.cache = cache.orElse(null);
        this.missing = missing;
    }

    @Override
    public Iterator<InternalRow> over(Iterator<InternalRow> rows, Partition partition) {
        Answers answers = new Answers(query, Optional.ofNullable(cache), partition);
        TaskCompletionListener close = context -> answers.close();
        TaskContext.get().addTaskCompletionListener(close);
        return new Batches(rows, partition, answers);
    }

    /** A row that waits for its answer; without a key there is none. */
    private record Waiting(InternalRow row, Optional<List<String>> key) {}

    private final class Batches implements Iterator<InternalRow> {
        private final Iterator<InternalRow> rows;
        private final Partition partition;
        private final Answers answers;
        private final Deque<InternalRow> ready = new ArrayDeque<>();

        Batches(Iterator<InternalRow> rows, Partition partition, Answers answers) {
            this.rows = rows;
            this.partition = partition;
            this.answers = answers;
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && rows.hasNext()) {
                batch();
            }
            return !ready.isEmpty();
        }

        @Override
        public InternalRow next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.remove();
        }

        private void batch() {
            List<Waiting> waiting = new ArrayList<>();
            Set<List<String>> keys = new LinkedHashSet<>();
            while (waiting.size() < TOGETHER && rows.hasNext()) {
                InternalRow row = rows.next().copy();
                Optional<List<String>> key = Deletes.is(row) ? Optional.empty() : key(row);
                key.ifPresent(keys::add);
                waiting.add(new Waiting(row, key));
            }
            Map<List<String>, Found> found = keys.isEmpty() ? Map.of() : answers.find(keys);
            for (Waiting one : waiting) {
                joined(one, one.key().map(found::get).orElse(Found.NOTHING)).ifPresent(ready::add);
            }
        }

        private Optional<InternalRow> joined(Waiting waiting, Found found) {
            boolean kept = Deletes.is(waiting.row()) || found.rows() == 1 || found.rows() == 0 && missing == Lookup.Missing.NULL;
            if (kept) {
                return Optional.of(new JoinedRow(waiting.row(), texts(found)));
            }
            if (found.rows() > 1) {
                fail(waiting, "lookup-duplicate", "has more than one row");
            } else if (missing == Lookup.Missing.BACKLOG) {
                fail(waiting, "lookup-missing", "has no row");
            } else {
                partition.count(Counters.Name.FILTERED, 1);
            }
            return Optional.empty();
        }

        private void fail(Waiting waiting, String reason, String what) {
            partition.fail(new Failure(waiting.row().getLong(Slots.SEQ), reason, stage, matched.fields()[0].field(), shown(waiting.row()),
                "'" + query.entity() + "' " + what + " for this value of " + query.match()));
        }
    }

    private Optional<List<String>> key(InternalRow row) {
        List<String> key = new ArrayList<>();
        for (Fields.One field : matched.fields()) {
            Object value = field.value().eval(row);
            if (value == null) {
                return Optional.empty();
            }
            key.add(value.toString());
        }
        return Optional.of(key);
    }

    private String shown(InternalRow row) {
        List<String> values = new ArrayList<>();
        for (Fields.One field : matched.fields()) {
            values.add(field.field() + "=" + field.value().eval(row));
        }
        return String.join(", ", values);
    }

    private InternalRow texts(Found found) {
        Object[] texts = new Object[query.take().size()];
        for (int i = 0; i < found.values().size(); i++) {
            texts[i] = UTF8String.fromString(found.values().get(i));
        }
        return new GenericInternalRow(texts);
    }
}
