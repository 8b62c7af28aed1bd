package dev.leat.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a workspace from one text: a line {@code ### path} begins each file. */
final class WorkspaceText {
    private WorkspaceText() {}

    static Path write(Path dir, String text) {
        try {
            for (String part : text.split("(?m)^### ")) {
                if (!part.isBlank()) {
                    Path file = dir.resolve(part.lines().findFirst().orElseThrow().strip());
                    Files.createDirectories(file.getParent());
                    Files.writeString(file, part.substring(part.indexOf('\n') + 1));
                }
            }
            return dir;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void replace(Path file, String old, String fresh) {
        try {
            String text = Files.readString(file);
            if (!text.contains(old)) {
                throw new AssertionError("'" + old + "' is not in " + text);
            }
            Files.writeString(file, text.replace(old, fresh));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
