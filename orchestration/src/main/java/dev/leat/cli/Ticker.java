package dev.leat.cli;

import dev.leat.run.Progress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows a run while it works: a bar where there is a terminal, else one line at the end of each step. */
final class Ticker implements Progress {
    private final Terminal terminal;
    private long started;
    private Optional<ProgressBar> bar = Optional.empty();

    Ticker(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void begins(String pipeline, String step) {
        close();
        started = System.nanoTime();
        if (terminal.errIsTerminal()) {
            bar = Optional.of(new ProgressBarBuilder().setTaskName(pipeline + ": " + step).setInitialMax(-1).setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200).setMaxRenderedLength(terminal.width()).setUnit(" rows", 1).clearDisplayOnFinish()
                .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), terminal.width())).build());
        }
    }

    @Override
    public synchronized void rows(long soFar) {
        bar.ifPresent(shown -> shown.stepTo(soFar));
    }

    @Override
    public synchronized void ends(String pipeline, String step, long records) {
        close();
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        terminal.note(String.format(Locale.ROOT, "%s: %s %,d records, %.1f s", pipeline, step, records, took.toMillis() / 1000.0));
    }

    @Override
    public synchronized void warns(String pipeline, String message) {
        terminal.note(pipeline + ": " + message);
    }

    synchronized void close() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }
}
