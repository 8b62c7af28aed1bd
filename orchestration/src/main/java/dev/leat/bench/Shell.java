package dev.leat.bench;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Starts whole processes and takes their time as a person at the shell sees it. */
final class Shell {
    private static final String TIME = "TIMEFORMAT='%R %U %S'; time \"${@:2}\" 2>\"$1\"";
    private final Path folder;
    private volatile ProcessHandle running = ProcessHandle.current();
    private final Path home = Path.of(System.getProperty("leat.home", ""));

    Shell(Path folder) {
        this.folder = folder;
    }

    /** Where the launcher is. */
    Path home() {
        return home;
    }

    record Ended(Timed took, String output) {}

    /** {@code leat …} through the launcher. */
    Ended leat(Path workspace, String... arguments) {
        List<String> command = new ArrayList<>(List.of(home.resolve("leat").toString()));
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("--workspace", workspace.toString()));
        return run(command);
    }

    /** A class of this program's class path. */
    Ended java(List<String> options, String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path")));
        command.addAll(options);
        command.add("-Dleat.engine=true");
        command.add("-Dleat.home=" + home);
        command.add(main);
        command.addAll(Arrays.asList(arguments));
        return run(command);
    }

    /** Ends what is being measured. */
    void stop() {
        if (!running.equals(ProcessHandle.current())) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
        }
    }

    private Ended run(List<String> command) {
        Path said = folder.resolve("said.txt");
        Path times = folder.resolve("times.txt");
        List<String> timed = new ArrayList<>(List.of("bash", "-c", TIME, "leat-bench", said.toString()));
        timed.addAll(command);
        try {
            Process process = new ProcessBuilder(timed).redirectError(times.toFile()).start();
            running = process.toHandle();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new LeatException(Kind.SYSTEM, command.get(0), "ended with " + code + ": " + output + Files.readString(said), "Run it alone and see what it says");
            }
            String[] seconds = Files.readString(times).strip().split("\\s+");
            return new Ended(new Timed(Double.parseDouble(seconds[0]), Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2])), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeatException(Kind.SYSTEM, "bench", "interrupted", "Run it again", e);
        }
    }
}
