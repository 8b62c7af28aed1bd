package dev.leat.transform;

import java.util.List;

/**
 * What a look-up knows of one key.
 *
 * @param rows   how many there are: 0, 1, or 2 for more
 * @param values of the one row, null where they are; empty otherwise
 */
record Found(int rows, List<String> values) {
    static final Found NOTHING = new Found(0, List.of());

    static Found of(List<List<String>> rows) {
        return rows.isEmpty() ? NOTHING : rows.size() > 1 ? new Found(2, List.of()) : new Found(1, rows.get(0));
    }
}
