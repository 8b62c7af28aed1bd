package dev.leat.bench;

import dev.leat.mapping.match.Matcher;
import dev.leat.mapping.match.learn.Wide;
import dev.leat.mapping.propose.SecondOpinion;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long a proposal of wide tables takes without a language model: made-up tables of 1 000 rows on each side, in one process, after a small proposal. */
final class ProposalSpeed implements Benchmark {
    private static final int ROWS = 1000;
    /** Fields that are not among the measured ones. */
    private static final int OTHERS = 1000;
    private static final List<Size> SIZES = List.of(new Size(40, 40, 2, 1), new Size(200, 700, 20, 8));
    private static final String HEAP = "1g";

    private record Size(int sources, int targets, int must, int aim) {}

    private enum Work {
        /** Columns to columns. */
        MATCHED {
            @Override
            void on(Wide wide) {
                Matcher.shipped().match(wide.source(), wide.target());
            }
        },
        /** The whole proposal: expressions too, tried on all rows. */
        PROPOSED {
            @Override
            void on(Wide wide) {
                SecondOpinion.offline(wide.source(), wide.target(), Matcher.shipped());
            }
        };

        abstract void on(Wide wide);
    }

    @Override
    public String name() {
        return "proposals";
    }

    @Override
    public List<Figure> measure(Ground ground) {
        List<Figure> figures = new ArrayList<>();
        for (Size size : SIZES) {
            for (Work work : Work.values()) {
                String[] told = ground.shell().java(Ground.options(HEAP), ProposalSpeed.class.getName(), work.name(), Integer.toString(size.sources()), Integer.toString(size.targets()))
                    .output().strip().split(" ");
                figures.add(new Figure(size.sources() + " x " + size.targets() + " columns " + work.name().toLowerCase(Locale.ROOT), told[0] + " s", "", told[0] + " s, " + told[1] + " MB",
                    "≤ " + size.must() + " s, 1024 MB", "≤ " + size.aim() + " s"));
            }
        }
        return figures;
    }

    /** The measured process: what to do, and how many columns on each side. */
    public static void main(String[] arguments) {
        Wide wide = Wide.of(0, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), ROWS);
        Work work = Work.valueOf(arguments[0]);
        work.on(Wide.of(OTHERS, 30, 30, 50)); // the start: the model of meanings, and the classes of all rules
        System.gc();
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
        long start = System.nanoTime();
        work.on(wide);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.println(Figure.number(seconds) + " " + (peak() >> 20));
    }

    /** Of all parts of the heap, each at its own time: at most too much. */
    private static long peak() {
        return heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP).toList();
    }
}
