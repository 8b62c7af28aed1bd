package dev.leat.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Leat and the yardstick by turns, so that what else the machine does meets both; medians.
 */
record Rounds(Timed leat, Timed yardstick) {
    private static final String MARK = "measured";

    /** Work of one round. */
    interface Work {
        void run(int round);
    }

    /** Measures in this process and prints what {@link #parsed} reads; round 0 is the warm-up and does not count. */
    static void inside(PrintStream out, int rounds, Work leat, Work yardstick) {
        for (int round = 0; round <= rounds; round++) {
            Timed one = inside(yardstick, round);
            Timed other = inside(leat, round);
            if (round > 0) {
                out.println(MARK + " " + other.wall() + " " + other.cpu() + " " + one.wall() + " " + one.cpu());
            }
        }
    }

    private static Timed inside(Work work, int round) {
        System.gc();
        long wall = System.nanoTime();
        long cpu = cpuNanos();
        work.run(round);
        return new Timed((System.nanoTime() - wall) / 1e9, (cpuNanos() - cpu) / 1e9);
    }

    static Rounds parsed(String output) {
        List<Timed> leat = new ArrayList<>();
        List<Timed> yardstick = new ArrayList<>();
        output.lines().filter(line -> line.startsWith(MARK)).forEach(line -> {
            String[] words = line.split(" ");
            leat.add(new Timed(Double.parseDouble(words[1]), Double.parseDouble(words[2])));
            yardstick.add(new Timed(Double.parseDouble(words[3]), Double.parseDouble(words[4])));
        });
        return new Rounds(Timed.median(leat), Timed.median(yardstick));
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
