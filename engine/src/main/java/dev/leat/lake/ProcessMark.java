package dev.leat.lake;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that can be recognised again: a process id alone is used again by the system.
 *
 * @param started in ticks since the machine was booted, and which boot. What Java tells instead depends on the clock that the asking process began with: when the clock is set, even by a second,
 *                a living process would seem to be another one
 */
public record ProcessMark(String host, long pid, String started) {
    /** Of the fields behind the program's name. */
    private static final int STARTED = 19;

    public static ProcessMark here() {
        return of(ProcessHandle.current());
    }

    /** Of a process of this host. */
    public static ProcessMark of(ProcessHandle process) {
        return new ProcessMark(hostName(), process.pid(), started(process));
    }

    /** True only when it certainly is: the process was on this host and is gone. */
    public boolean dead() {
        return host.equals(hostName()) && process().isEmpty();
    }

    /** The process, if it is on this host and lives. */
    public Optional<ProcessHandle> process() {
        return host.equals(hostName()) ? ProcessHandle.of(pid).filter(process -> process.isAlive() && started(process).equals(started)) : Optional.empty();
    }

    private static String started(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            // The program's name is in parentheses and may hold blanks and parentheses
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + ":" + stat.substring(stat.lastIndexOf(')') + 2).split(" ")[STARTED];
        } catch (IOException notLinux) {
            return process.info().startInstant().orElse(Instant.EPOCH).toString();
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
