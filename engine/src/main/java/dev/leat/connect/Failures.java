package dev.leat.connect;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.util.AccumulatorV2;

/**
 * The records of a batch that failed, gathered from all executors; one failure a record (the first). Because a stage may be computed twice, they
 * are kept by {@code _leat_seq}. Register with the Spark context before use; read on the driver after an action.
 */
public final class Failures extends AccumulatorV2<Failure, Collection<Failure>> {
    private static final long serialVersionUID = 1L;

    private final Map<Long, Failure> bySeq = new LinkedHashMap<>();

    @Override
    public synchronized boolean isZero() {
        return bySeq.isEmpty();
    }

    @Override
    public synchronized Failures copy() {
        Failures copy = new Failures();
        copy.bySeq.putAll(bySeq);
        return copy;
    }

    @Override
    public synchronized void reset() {
        bySeq.clear();
    }

    @Override
    public synchronized void add(Failure failure) {
        bySeq.putIfAbsent(failure.seq(), failure);
    }

    @Override
    public void merge(AccumulatorV2<Failure, Collection<Failure>> other) {
        other.value().forEach(this::add);
    }

    @Override
    public synchronized Collection<Failure> value() {
        return List.copyOf(bySeq.values());
    }
}
