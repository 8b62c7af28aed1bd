package dev.leat.connect;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What became of the entries of a bulk, a task or a batch. */
public record Outcome(Written written, List<Failure> refused) implements Serializable {
    public static final Outcome NOTHING = new Outcome(Written.NOTHING, List.of());

    public Outcome plus(Outcome other) {
        List<Failure> all = new ArrayList<>(refused);
        all.addAll(other.refused);
        return new Outcome(written.plus(other.written), all);
    }
}
