package dev.leat.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A workspace of a test: its files, and commands in it. */
record TestWorkspace(Path dir) {

    void write(String file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    void write(String file, byte[] bytes) throws IOException {
        Files.createDirectories(resolve(file).getParent());
        Files.write(resolve(file), bytes);
    }

    String read(String file) {
        try {
            return Files.readString(resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path resolve(String file) {
        return dir.resolve(file);
    }

    Said leat(String... words) {
        return Said.by(Stream.concat(Stream.of(words), Stream.of("--workspace", dir.toString())).toArray(String[]::new));
    }
}
