package dev.leat.cli;

import dev.leat.lake.RunRecord.PipelineRun.Compared;
import dev.leat.model.Counted;
import dev.leat.run.Progress;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows a run while it works: a line that moves where there is a terminal, else one line at the end of each step. */
final class Ticker implements Progress, AutoCloseable {
    private static final long MOVES_MILLIS = 200;

    private final Terminal terminal;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "leat-progress");
        thread.setDaemon(true);
        return thread;
    });
    private String step = "";
    private long rows;
    private long started;
    private int shown;

    Ticker(Terminal terminal) {
        this.terminal = terminal;
        if (terminal.errIsTerminal()) {
            clock.scheduleAtFixedRate(this::move, MOVES_MILLIS, MOVES_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void begins(String pipeline, String step) {
        this.step = pipeline + ": " + step;
        rows = 0;
        started = System.nanoTime();
    }

    @Override
    public synchronized void rows(long soFar) {
        rows = soFar;
    }

    @Override
    public synchronized void ends(String pipeline, String step, long records) {
        ended(pipeline, step, Counted.of(records, "record"));
    }

    @Override
    public synchronized void compared(String pipeline, String step, Compared compared) {
        ended(pipeline, step, Counted.of(compared.records(), "record") + " compared, " + (compared.different() == 0 ? "none" : compared.different()) + " different");
    }

    private void ended(String pipeline, String step, String what) {
        clear();
        this.step = "";
        terminal.note(String.format(Locale.ROOT, "%s: %s %s, %.1f s", pipeline, step, what, seconds()));
    }

    @Override
    public synchronized void warns(String pipeline, String message) {
        clear();
        terminal.note(pipeline + ": " + message);
    }

    private synchronized void move() {
        if (!step.isEmpty()) {
            String text = String.format(Locale.ROOT, "%s %s, %.0f s", step, Counted.of(rows, "row"), seconds());
            String line = text.substring(0, Math.min(text.length(), terminal.width() - 1));
            terminal.err().print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
            terminal.err().flush();
            shown = line.length();
        }
    }

    private void clear() {
        if (shown > 0) {
            terminal.err().print("\r" + " ".repeat(shown) + "\r");
            shown = 0;
        }
    }

    private double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }

    @Override
    public synchronized void close() {
        clock.shutdownNow();
        step = "";
        clear();
    }
}
