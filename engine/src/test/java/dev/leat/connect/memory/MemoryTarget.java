package dev.leat.connect.memory;

import dev.leat.connect.Batch;
import dev.leat.connect.Failure;
import dev.leat.connect.Written;
import dev.leat.model.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** A destination table: documents by id with their version, or a log. */
public final class MemoryTarget {
    private final Map<String, Map<String, Object>> documents = new TreeMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final List<Map<String, Object>> log = new ArrayList<>();
    private final Set<String> batches = new HashSet<>();
    private Optional<List<Column>> columns = Optional.empty();
    private Optional<String> refused = Optional.empty();

    public synchronized MemoryTarget columns(List<Column> fields) {
        columns = Optional.of(List.copyOf(fields));
        return this;
    }

    /** From now on the document of this id is refused. */
    public synchronized MemoryTarget refuse(String id) {
        refused = Optional.of(id);
        return this;
    }

    synchronized Optional<List<Column>> columns() {
        return columns;
    }

    /** By id, in its order. */
    public synchronized Map<String, Map<String, Object>> documents() {
        return new TreeMap<>(documents);
    }

    public synchronized List<Map<String, Object>> log() {
        return List.copyOf(log);
    }

    synchronized Written write(Batch batch, List<Row> rows) {
        if (!batches.add(batch.application() + ":" + batch.id())) {
            return Written.NOTHING;
        }
        Written written = Written.NOTHING;
        for (Row row : rows) {
            written = written.plus(row(batch, row));
        }
        return written;
    }

    private Written row(Batch batch, Row row) {
        String id = row.getAs(Batch.ID);
        long seq = row.<Long>getAs(Batch.SEQ);
        if (refused.filter(id::equals).isPresent()) {
            batch.failures().add(new Failure(seq, "refused", "Materialize", "", "", "the test said so"));
            return Written.NOTHING;
        }
        Map<String, Object> document = new TreeMap<>();
        batch.layout().fields().forEach(field -> document.put(field.name(), row.getAs(field.name())));
        if (batch.layout().mode() == dev.leat.model.WriteMode.APPEND) {
            log.add(document);
            return new Written(1, 0, 0);
        }
        if (versions.getOrDefault(id, -1L) > seq) {
            return new Written(0, 0, 1);
        }
        versions.put(id, seq);
        if ("d".equals(row.getAs(Batch.OP))) {
            documents.remove(id);
            return new Written(0, 1, 0);
        }
        documents.put(id, document);
        return new Written(1, 0, 0);
    }
}
