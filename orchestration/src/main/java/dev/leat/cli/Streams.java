package dev.leat.cli;

import dev.leat.connect.Backoff;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What start, stop and logs do with a flow that follows its source: it is a process of this machine instead of a DAG of Airflow. */
final class Streams {
    private static final long RHYTHM_MILLIS = 300;
    private static final long TAIL = 16 << 10;

    private Streams() {}

    static boolean is(Flow flow) {
        return flow.every().isPresent();
    }

    static Detached detached(Workplace place, Flow flow) {
        return Detached.of(place.leat().files().dir(), flow.flow());
    }

    /** The end of the log, and with {@code follow} what comes after, until the process of the flow has ended. */
    static void log(Workplace place, Flow flow, boolean follow, Terminal terminal) {
        Detached detached = detached(place, flow);
        Path log = detached.log();
        if (!Files.exists(log)) {
            throw new LeatException(Kind.WORKSPACE, flow.flow(), "it has not been started here yet", "Start it: leat start \"" + flow.flow() + "\"");
        }
        try {
            long at = Math.max(0, Files.size(log) - TAIL);
            at = show(log, at, at > 0, terminal);
            while (follow && detached.alive().isPresent()) {
                Backoff.sleep(RHYTHM_MILLIS);
                at = show(log, Files.size(log) < at ? 0 : at, false, terminal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole lines only. @return where the next one begins */
    private static long show(Path log, long from, boolean inMiddle, Terminal terminal) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(from);
            byte[] bytes = new byte[(int) Math.min(1 << 20, file.length() - from)];
            file.readFully(bytes);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            String text = new String(bytes, 0, end, StandardCharsets.UTF_8);
            text.lines().skip(inMiddle ? 1 : 0).forEach(terminal::line);
            return from + end;
        }
    }
}
