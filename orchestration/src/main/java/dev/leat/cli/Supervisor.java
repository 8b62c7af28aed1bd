package dev.leat.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leat.lake.ProcessMark;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A small process that keeps an engine going: starts it, and starts it again when it ends, each time after a longer wait. Told to end, it ends the engine first. The engine writes its log by
 * itself, so it goes on should the supervisor be killed; whoever starts the flow again then ends it.
 */
final class Supervisor {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration STEADY = Duration.ofMinutes(2);
    private static final Duration END = Duration.ofSeconds(20);
    private static final long LARGEST_LOG = 10L << 20;
    private static final int LOGS = 4;
    /** Data that somebody has to look at. */
    private static final int HELPLESS = 5;

    private final Path folder;
    private final List<String> command;
    private volatile boolean ending;
    private volatile Process engine;

    private Supervisor(Path folder, List<String> command) {
        this.folder = folder;
        this.command = command;
    }

    /** The two processes, in {@link #PROCESSES}. */
    static final class Marks {
        private static final String PROCESSES = "processes.json";

        private Marks() {}

        static Map<String, ProcessMark> read(Path folder) {
            try {
                return Yaml.json().readValue(Files.readString(folder.resolve(PROCESSES)), new TypeReference<Map<String, ProcessMark>>() {});
            } catch (java.nio.file.NoSuchFileException e) {
                return Map.of();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static void write(Path folder, Map<String, ProcessMark> marks) throws IOException {
            Path written = folder.resolve(PROCESSES + ".new");
            Files.writeString(written, Yaml.json().writeValueAsString(marks));
            Files.move(written, folder.resolve(PROCESSES), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static Path log(Path folder) {
        return folder.resolve("log");
    }

    /** The folder, then the command of the engine. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        try (FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE); FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return; // another one is at work; two who start at once are one
            }
            Supervisor supervisor = new Supervisor(folder, Arrays.asList(arguments).subList(1, arguments.length));
            Runtime.getRuntime().addShutdownHook(new Thread(supervisor::end));
            supervisor.supervise();
        }
    }

    private void supervise() throws IOException, InterruptedException {
        int failures = 0;
        while (!ending) {
            long begun = System.nanoTime();
            rotate();
            start();
            int code = watched();
            if (ending) {
                return;
            }
            if (code == HELPLESS) {
                say("the engine ended with " + code + ", which starting it again does not help");
                Files.deleteIfExists(folder.resolve(Marks.PROCESSES));
                return;
            }
            failures = System.nanoTime() - begun > STEADY.toNanos() ? 1 : failures + 1;
            long wait = Math.min(LONGEST.toMillis(), 1000L << Math.min(failures - 1, 10));
            say("the engine ended with " + code + " and is started again in " + wait / 1000 + " s");
            Thread.sleep(wait);
        }
    }

    private synchronized void start() throws IOException {
        if (!ending) {
            engine = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder).toFile())).start();
            engine.getOutputStream().close();
            Map<String, ProcessMark> marks = new LinkedHashMap<>();
            marks.put("supervisor", ProcessMark.here());
            marks.put("engine", ProcessMark.of(engine.toHandle()));
            Marks.write(folder, marks);
        }
    }

    private int watched() throws IOException, InterruptedException {
        while (!engine.waitFor(5, TimeUnit.SECONDS)) {
            rotate();
        }
        return engine.exitValue();
    }

    /** The engine goes on writing at the end of the same file, which is short again; a line or two written in between are lost. */
    private void rotate() throws IOException {
        Path log = log(folder);
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
            for (int i = LOGS - 1; i > 0; i--) {
                Path older = folder.resolve("log." + i);
                if (Files.exists(older)) {
                    Files.move(older, folder.resolve("log." + (i + 1)), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Files.copy(log, folder.resolve("log.1"), StandardCopyOption.REPLACE_EXISTING);
            Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        }
    }

    private void say(String text) throws IOException {
        Files.writeString(log(folder), Instant.now() + " supervisor: " + text + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void end() {
        ending = true;
        synchronized (this) {
            Optional.ofNullable(engine).map(Process::toHandle).ifPresent(process -> Detached.end(process, END));
        }
        try {
            Files.deleteIfExists(folder.resolve(Marks.PROCESSES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
