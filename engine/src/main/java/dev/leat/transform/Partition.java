package dev.leat.transform;

import dev.leat.connect.Failure;
import dev.leat.connect.Failures;
import java.util.EnumMap;
import java.util.Map;

/** What one task tells while it computes one partition. */
final class Partition {
    private final Failures failures;
    private final Map<Counters.Name, Long> amounts = new EnumMap<>(Counters.Name.class);

    Partition(Failures failures) {
        this.failures = failures;
    }

    void fail(Failure failure) {
        failures.add(failure);
    }

    void count(Counters.Name name, long amount) {
        amounts.merge(name, amount, Long::sum);
    }

    Map<Counters.Name, Long> amounts() {
        return amounts;
    }
}
