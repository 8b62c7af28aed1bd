package dev.leat.connect.jdbc;

import dev.leat.connect.Layout;
import dev.leat.model.WriteMode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** By which columns a row of a batch is found again. */
final class Match {
    private Match() {}

    /** The fields of the key where the table holds them unique, else {@link Target#ID}; nothing for appends. Empty when the table has neither. */
    static Optional<List<String>> of(Layout layout, Target target) {
        if (layout.mode() == WriteMode.APPEND) {
            return Optional.of(List.of());
        }
        if (!layout.key().isEmpty() && unique(layout, target, layout.key())) {
            return Optional.of(layout.key());
        }
        return unique(layout, target, List.of(Target.ID)) ? Optional.of(List.of(Target.ID)) : Optional.empty();
    }

    /** In a history each version is a row. */
    private static boolean unique(Layout layout, Target target, List<String> columns) {
        Set<String> all = new HashSet<>(columns);
        if (layout.mode() == WriteMode.HISTORY) {
            all.add(Target.SEQ);
        }
        return target.unique().contains(all);
    }
}
