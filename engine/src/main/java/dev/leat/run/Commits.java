package dev.leat.run;

import dev.leat.lake.CaptureLog;
import dev.leat.lake.CaptureLog.Head;
import dev.leat.lake.CaptureLog.Look;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How far a pipeline that is followed has come in its capture: the commits that it has still to write, and when the source was asked for them. */
final class Commits {
    /** So many looks wait at most; of more, every second is forgotten, which makes a pipeline that is far behind look less fresh than it is, never more. */
    private static final int LOOKS = 1000;
    private final CaptureLog capture;
    private final Deque<Head> waiting = new ArrayDeque<>();
    private final Deque<Look> looks = new ArrayDeque<>();
    private long known;
    private long written;
    private Optional<Instant> fresh = Optional.empty();

    /** @param written the number of the last commit that the destination has */
    Commits(CaptureLog capture, long written) {
        this.capture = capture;
        this.known = written;
        this.written = written;
    }

    /** Called again and again, so that few documents are new each time. */
    synchronized void look(Optional<Look> look) {
        capture.since(known).forEach(commit -> {
            waiting.add(commit);
            known = commit.number();
        });
        look.filter(now -> looks.isEmpty() || !looks.peekLast().asked().equals(now.asked())).ifPresent(now -> {
            if (!looks.isEmpty() && looks.peekLast().number() == now.number()) {
                looks.removeLast();
            }
            looks.add(now);
        });
        if (looks.size() > LOOKS) {
            boolean[] every = {false};
            looks.removeIf(one -> every[0] = !every[0]);
        }
        refresh();
    }

    /** @return the last commit that is wholly in the capture's versions up to this one, if that is news */
    synchronized Optional<Head> wrote(long version) {
        Optional<Head> last = Optional.empty();
        while (!waiting.isEmpty() && waiting.peek().version() <= version) {
            last = Optional.of(waiting.poll());
        }
        last.ifPresent(commit -> written = commit.number());
        refresh();
        return last;
    }

    private void refresh() {
        while (!looks.isEmpty() && looks.peek().number() <= written) {
            fresh = Optional.of(looks.poll().asked());
        }
    }

    synchronized Optional<Instant> fresh() {
        return fresh;
    }

    synchronized long written() {
        return written;
    }

    /** Rows that are captured and not yet written. */
    synchronized long rows() {
        return waiting.stream().mapToLong(Head::rows).sum();
    }
}
