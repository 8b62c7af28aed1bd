package dev.leat.connect.embedded;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A process of this machine that cannot be mistaken for a later one with the same number.
 *
 * @param started boot id and start time in ticks since boot; unchanged by exec
 */
record OsProcess(long pid, String started) {

    /** Empty when there is no such process or it has ended and waits for its parent to notice. */
    static Optional<OsProcess> of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The second field is the program's name in parentheses and may itself contain blanks and parentheses.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            // A zombie whose parent replaced itself by exec is never collected, so it must not count as alive. While it has
            // further threads it is only dying, and still holds its port and its files.
            boolean ended = fields[0].equals("Z") && Integer.parseInt(fields[17]) <= 1;
            if (ended || fields[0].equals("X")) {
                return Optional.empty();
            }
            String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            return Optional.of(new OsProcess(pid, boot + ":" + fields[19]));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** The variables it was started with; empty when it is gone. */
    Map<String, String> environment() {
        try {
            Map<String, String> variables = new HashMap<>();
            for (String variable : new String(Files.readAllBytes(Path.of("/proc/" + pid + "/environ")), Charset.forName(System.getProperty("native.encoding"))).split("\0")) {
                int end = variable.indexOf('=');
                if (end > 0) {
                    variables.put(variable.substring(0, end), variable.substring(end + 1));
                }
            }
            return alive() ? variables : Map.of();
        } catch (IOException gone) {
            return Map.of();
        }
    }

    boolean alive() {
        return of(pid).equals(Optional.of(this));
    }

    /** @param name TERM, INT, KILL, ... Does nothing when the process is gone. */
    void signal(String name) {
        if (!alive()) {
            return;
        }
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid + " 2>/dev/null").start().waitFor();
        } catch (IOException e) {
            throw ServerException.machine("process " + pid + ": cannot be sent " + name + ". Stop it by hand.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks with the given signal, insists with KILL after the patience; returns when the process is gone. */
    void end(String signal, Duration patience) {
        signal(signal);
        if (!goneWithin(patience)) {
            signal("KILL");
            if (!goneWithin(Duration.ofSeconds(10))) {
                throw ServerException.machine("process " + pid + ": does not end, not even by KILL. Stop it by hand.");
            }
        }
    }

    private boolean goneWithin(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (alive()) {
            if (System.nanoTime() > until) {
                return false;
            }
            Pause.millis(10);
        }
        return true;
    }
}
