package dev.leat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A class that has grown over its size hides a second noun. */
class FileSizeTest {
    private static final int MAIN = 300;
    private static final int TESTS = 400;

    @Test
    void noSourceFileIsTooLarge() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("leat.home")))) {
            List<String> tooLarge = files.filter(file -> file.toString().endsWith(".java") && !file.toString().contains("/target/"))
                .filter(file -> codeLines(file) > (file.toString().contains("/src/test/") ? TESTS : MAIN)).map(Path::toString).toList();
            assertThat(tooLarge).isEmpty();
        }
    }

    private static long codeLines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("//") && !line.startsWith("*") && !line.startsWith("/*")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
