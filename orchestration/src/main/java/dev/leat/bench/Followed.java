package dev.leat.bench;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A flow that is followed by a process of its own, through the launcher, until this is closed. */
final class Followed implements AutoCloseable {
    private final Process process;
    private final Path said;

    /** @param home of the launcher */
    Followed(Path home, Path workspace, String flow) {
        said = workspace.resolve("said.txt");
        try {
            process = new ProcessBuilder(List.of(home.resolve("leat").toString(), "run", flow, "--follow", "--workspace", workspace.toString()))
                .redirectErrorStream(true).redirectOutput(said.toFile()).start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** @throws LeatException of kind SYSTEM when it has ended by itself */
    void alive() {
        if (!process.isAlive()) {
            throw new LeatException(Kind.SYSTEM, "leat run --follow", "it ended with " + process.exitValue() + ": " + said(), "Run it alone and see what it says");
        }
    }

    String said() {
        try {
            return Files.readString(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
