package dev.leat.breaking;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One use of the command line in a process of its own: the engine that the launcher would start, without the launcher. */
record LeatProcess(Process process, Path out, Path err, long startedNanos) {

    /** @param text both streams */
    record Ended(int code, String out, String err) {
        JsonNode json() {
            try {
                return RealServers.JSON.readTree(out);
            } catch (IOException e) {
                throw new UncheckedIOException(out + err, e);
            }
        }

        String text() {
            return out + err;
        }
    }

    static LeatProcess start(Path workspace, Map<String, String> environment, String... arguments) {
        return start(command(workspace, arguments), environment);
    }

    static List<String> command(Path workspace, String... arguments) {
        List<String> command = new ArrayList<>(Installation.engine());
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("--workspace", workspace.toString()));
        return command;
    }

    static LeatProcess start(List<String> command, Map<String, String> environment) {
        try {
            Path out = Files.createTempFile("leat", ".out");
            Path err = Files.createTempFile("leat", ".err");
            ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().remove("LEAT_HANDOVER");
            builder.environment().putAll(environment);
            return new LeatProcess(builder.start(), out, err, System.nanoTime());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So far. */
    String said() {
        try {
            return Files.readString(out) + Files.readString(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        end(Duration.ofSeconds(20));
    }

    /** {@code TERM}, {@code INT}, ... */
    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Ended end() {
        return end(Duration.ofMinutes(3));
    }

    Ended end(Duration most) {
        try {
            if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("it did not end within " + most + ": " + Files.readString(out) + Files.readString(err));
            }
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
