package dev.leat.connect.jdbc;

import dev.leat.connect.Failure;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What tasks sent.
 *
 * @param refused records that the table could not take, known before they were sent
 */
public record Filled(long upserts, long deletes, List<Failure> refused) implements Serializable {
    static final Filled NOTHING = new Filled(0, 0, List.of());

    Filled plus(Filled other) {
        List<Failure> all = new ArrayList<>(refused);
        all.addAll(other.refused);
        return new Filled(upserts + other.upserts, deletes + other.deletes, all);
    }

    long rows() {
        return upserts + deletes;
    }
}
