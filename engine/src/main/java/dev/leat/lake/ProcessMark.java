package dev.leat.lake;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/** A process that can be recognised again: a process id alone is used again by the system. */
public record ProcessMark(String host, long pid, Instant started) {

    public static ProcessMark here() {
        ProcessHandle self = ProcessHandle.current();
        return new ProcessMark(hostName(), self.pid(), self.info().startInstant().orElse(Instant.EPOCH));
    }

    /** True only when it certainly is: the process was on this host and is gone. */
    public boolean dead() {
        return host.equals(hostName()) && ProcessHandle.of(pid)
            .filter(process -> process.isAlive() && process.info().startInstant().orElse(Instant.EPOCH).equals(started)).isEmpty();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
