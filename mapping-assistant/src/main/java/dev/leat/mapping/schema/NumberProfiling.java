package dev.leat.mapping.schema;

import java.util.List;
import java.util.Set;

/** What numbers are: instants, places, codes of booleans. */
final class NumberProfiling {
    private static final Set<String> TIMES = Set.of("at", "time", "timestamp", "ts", "date", "created", "updated", "modified", "epoch", "zeit", "datum");

    private final Profiling profiling;

    NumberProfiling(Profiling profiling) {
        this.profiling = profiling;
    }

    void add() {
        List<String> words = Words.of(profiling.seen().name());
        if (words.stream().anyMatch(TIMES::contains)) {
            if (!profiling.addWhere(Trait.EPOCH, "seconds", 0.95, profiling.counts(), value -> between(value, 1e8, 5e9))) {
                profiling.addWhere(Trait.EPOCH, "milliseconds", 0.95, profiling.counts(), value -> between(value, 1e11, 5e12));
            }
        }
        if (Words.any(words, "lat", "latitude", "breitengrad")) {
            profiling.addWhere(Trait.LATITUDE, "", 0.95, profiling.counts(), value -> between(value, -90, 90));
        }
        if (Words.any(words, "lon", "lng", "long", "longitude", "laengengrad")) {
            profiling.addWhere(Trait.LONGITUDE, "", 0.95, profiling.counts(), value -> between(value, -180, 180));
        }
        if (Words.any(words, "phone", "mobile", "tel", "telefon", "fax")) {
            profiling.addWhere(Trait.PHONE, "", 0.9, profiling.counts(), value -> value.matches("\\d{7,15}"));
        }
    }

    private static boolean between(String text, double least, double most) {
        try {
            double value = Double.parseDouble(text);
            return value >= least && value <= most;
        } catch (NumberFormatException notOne) {
            return false;
        }
    }
}
