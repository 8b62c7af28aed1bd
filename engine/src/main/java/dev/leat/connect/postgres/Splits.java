package dev.leat.connect.postgres;

import java.util.ArrayList;
import java.util.List;

/** Cuts a relation into ranges of blocks; the partitions of a partitioned table are cut at the same block numbers, as the condition on {@code ctid} holds for each of them. */
final class Splits {
    private Splits() {}

    /**
     * Conditions that together hold for each row once.
     *
     * @param blocks of each member
     */
    static List<String> conditions(List<Long> blocks, int parts) {
        List<Long> cuts = new ArrayList<>();
        long total = blocks.stream().mapToLong(Long::longValue).sum();
        for (int i = 1; i < parts; i++) {
            long cut = cut(blocks, total * i / parts);
            if (cut > 0 && (cuts.isEmpty() || cut > cuts.get(cuts.size() - 1))) {
                cuts.add(cut);
            }
        }
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i <= cuts.size(); i++) {
            String from = i == 0 ? "" : "ctid >= '(" + cuts.get(i - 1) + ",0)'::tid";
            String to = i == cuts.size() ? "" : "ctid < '(" + cuts.get(i) + ",0)'::tid";
            conditions.add(from.isEmpty() && to.isEmpty() ? "true" : from + (from.isEmpty() || to.isEmpty() ? "" : " AND ") + to);
        }
        return conditions;
    }

    /** The block number below which, over all members, there are this many blocks. */
    private static long cut(List<Long> blocks, long wanted) {
        long low = 0;
        long high = blocks.stream().mapToLong(Long::longValue).max().orElse(0);
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (blocks.stream().mapToLong(size -> Math.min(size, middle)).sum() < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
