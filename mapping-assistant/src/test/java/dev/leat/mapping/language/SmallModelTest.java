package dev.leat.mapping.language;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallModelTest {
    @Test
    void anotherFileThanTheExpectedOneIsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("fresh"), "not a model");
        assertThatThrownBy(() -> SmallModel.check(file)).isInstanceOf(IllegalStateException.class).hasMessageContaining("has SHA-256");
    }
}
