package dev.leat.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.transform.RowTransformer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaTransformerApprovalTest {
    @TempDir
    Path dir;
    private Shop shop;

    /** What a user would bring. */
    public static final class Same implements RowTransformer {
        @Override
        public Optional<Row> apply(Row row) {
            return Optional.of(row);
        }
    }

    @BeforeEach
    void workspace() {
        shop = new Shop(dir).edit("flows/users.yaml", "{name: Orders, source: orders, destination: orders}",
            "{name: Orders, source: orders, destination: orders, transformers: [{type: java, name: Mine, class: '" + Same.class.getName() + "', jar: lib/mine.jar}]}");
        jar("one");
    }

    private void jar(String note) {
        String file = Same.class.getName().replace('.', '/') + ".class";
        try {
            Files.createDirectories(dir.resolve("lib"));
            try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(dir.resolve("lib/mine.jar"))); var bytes = Same.class.getClassLoader().getResourceAsStream(file)) {
                jar.putNextEntry(new ZipEntry(file));
                bytes.transferTo(jar);
                jar.putNextEntry(new ZipEntry(note));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void itsJarIsPartOfWhatIsApproved() {
        shop.approveAll();
        ApprovedPipeline orders = shop.plan().approved().get(1);
        jar("two");

        LeatException refused = catchThrowableOfType(LeatException.class, () -> shop.plan().approved());
        assertThat(refused.kind()).isEqualTo(Kind.APPROVAL);
        assertThat(refused).hasMessageContaining("is stale (jars: changed)");
        assertThat(catchThrowableOfType(LeatException.class, orders::verify)).hasMessageContaining("is stale (jars: changed)");
    }

    @Test
    void itIsNotExecutedByAPreviewBeforeItIsApproved() {
        assertThat(catchThrowableOfType(LeatException.class, () -> shop.pipeline("Orders").preview()).kind()).isEqualTo(Kind.APPROVAL);
        assertThatCode(() -> shop.pipeline("Profile").preview()).doesNotThrowAnyException();
        shop.approveAll();
        assertThatCode(() -> shop.pipeline("Orders").preview()).doesNotThrowAnyException();
    }
}
