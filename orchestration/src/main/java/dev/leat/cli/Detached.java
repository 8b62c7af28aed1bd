package dev.leat.cli;

import dev.leat.lake.ProcessMark;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Slug;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A followed flow of a workspace as a process of its own that outlives the shell, under a {@link Supervisor}; what is known of it is in {@code .leat/streams/FLOW/}. */
final class Detached {
    private static final String SUPERVISOR = "supervisor";
    private static final String ENGINE = "engine";
    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration END = Duration.ofSeconds(30);

    private final Path folder;
    private final String flow;
    private final List<String> engine;

    /** @param engine the command that follows the flow, in the foreground */
    Detached(Path workspace, String flow, List<String> engine) {
        this.folder = workspace.resolve(".leat/streams").resolve(Slug.of(flow));
        this.flow = flow;
        this.engine = List.copyOf(engine);
    }

    /** With the launcher. */
    static Detached of(Path workspace, String flow) {
        String launcher = Path.of(System.getProperty("leat.home", "."), "leat").toString();
        return new Detached(workspace, flow, List.of(launcher, "run", flow, "--follow", "--workspace", workspace.toString()));
    }

    /** @return false when it goes already */
    boolean start() {
        if (alive().isPresent()) {
            return false;
        }
        stop(); // an engine whose supervisor was killed
        try {
            Files.createDirectories(folder);
            Process process = new ProcessBuilder(supervisor()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile())).start();
            process.getOutputStream().close();
            long patience = System.nanoTime() + START.toNanos();
            while (alive().isEmpty()) {
                if (!process.isAlive() || System.nanoTime() > patience) {
                    throw new LeatException(Kind.SYSTEM, flow, "its supervisor did not start", "See " + log());
                }
                Thread.sleep(20);
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeatException(Kind.SYSTEM, flow, "interrupted while it was started", "See whether it goes: leat status \"" + flow + "\"", e);
        }
    }

    /** A session of its own, where the system has the word for it, so that the shell's end is not its end. */
    private List<String> supervisor() {
        List<String> command = new ArrayList<>();
        Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator)).map(dir -> Path.of(dir, "setsid")).filter(Files::isExecutable).findFirst()
            .ifPresent(setsid -> command.add(setsid.toString()));
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx24m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData",
            "-Xlog:disable", "-cp", System.getProperty("java.class.path"), Supervisor.class.getName(), folder.toString()));
        command.addAll(engine);
        return command;
    }

    /** Ends it and returns when it has ended. @return false when it did not go */
    boolean stop() {
        Map<String, ProcessMark> marks = Supervisor.Marks.read(folder);
        boolean went = false;
        for (String one : List.of(SUPERVISOR, ENGINE)) {
            Optional<ProcessHandle> process = Optional.ofNullable(marks.get(one)).flatMap(ProcessMark::process);
            process.ifPresent(known -> end(known, END));
            went |= process.isPresent();
        }
        return went;
    }

    static void end(ProcessHandle process, Duration most) {
        process.destroy();
        try {
            process.onExit().get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The supervisor's process, while it is at work. */
    Optional<ProcessHandle> alive() {
        return Optional.ofNullable(Supervisor.Marks.read(folder).get(SUPERVISOR)).flatMap(ProcessMark::process);
    }

    /** The engine's; empty while it is started anew. */
    Optional<ProcessHandle> engine() {
        return Optional.ofNullable(Supervisor.Marks.read(folder).get(ENGINE)).flatMap(ProcessMark::process);
    }

    /** What it has said; older parts are beside it. */
    Path log() {
        return Supervisor.log(folder);
    }
}
