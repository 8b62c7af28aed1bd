package dev.leat.lake;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;

/** A process that can be recognised again: a process id alone is used again by the system. */
public record ProcessMark(String host, long pid, Instant started) {

    public static ProcessMark here() {
        return of(ProcessHandle.current());
    }

    /** Of a process of this host. */
    public static ProcessMark of(ProcessHandle process) {
        return new ProcessMark(hostName(), process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /** True only when it certainly is: the process was on this host and is gone. */
    public boolean dead() {
        return host.equals(hostName()) && process().isEmpty();
    }

    /** The process, if it is on this host and lives. */
    public Optional<ProcessHandle> process() {
        return host.equals(hostName()) ? ProcessHandle.of(pid).filter(process -> process.isAlive() && process.info().startInstant().orElse(Instant.EPOCH).equals(started)) : Optional.empty();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
