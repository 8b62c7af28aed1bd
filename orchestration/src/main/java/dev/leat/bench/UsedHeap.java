package dev.leat.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What another Java process of this user, with the serial collector, holds on its heap. */
public final class UsedHeap {
    private static final Pattern USED = Pattern.compile("generation\\s+total \\d+K, used (\\d+)K");

    private UsedHeap() {}

    /** @return bytes, when what nobody needs has been collected */
    public static long of(long pid) {
        told(pid, "GC.run");
        Matcher parts = USED.matcher(told(pid, "GC.heap_info"));
        long bytes = 0;
        while (parts.find()) {
            bytes += Long.parseLong(parts.group(1)) << 10;
        }
        if (bytes == 0) {
            throw new IllegalStateException("process " + pid + " tells nothing of its heap");
        }
        return bytes;
    }

    private static String told(long pid, String command) {
        try {
            Process asked = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(pid), command).redirectErrorStream(true).start();
            String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (asked.waitFor() != 0) {
                throw new IllegalStateException("jcmd " + pid + " " + command + ": " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
