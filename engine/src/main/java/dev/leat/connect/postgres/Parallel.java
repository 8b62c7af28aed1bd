package dev.leat.connect.postgres;

import java.util.List;

/**
 * Into how many parts a read is cut. Few rows are not worth a second connection; few rows of a large table are left to an index, which block ranges would keep the
 * server from using; a part is never larger than what a task should lose when it fails.
 *
 * @param tasks that run at the same time
 */
record Parallel(int tasks) {
    private static final long SMALL = 50_000;
    private static final long BLOCKS = 131_072; // 1 GiB

    List<String> conditions(Relation relation, List<Long> blocks, long rows) {
        long total = blocks.stream().mapToLong(Long::longValue).sum();
        boolean scattered = rows >= 0 && rows * 2 < total;
        // only from version 14 on does the server read a range of ctids without reading the rest
        if (relation.version() < 140_000 || total < 2 || scattered || rows >= 0 && rows < SMALL) {
            return List.of("true");
        }
        return Splits.conditions(blocks, (int) Math.min(10_000, Math.max(tasks, total / BLOCKS)));
    }
}
