package dev.leat.mapping.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** Generated source as classes of the tests' own class path, where Spark's tasks find them. */
final class Compiled {
    private Compiled() {}

    @SuppressWarnings("unchecked")
    static Class<? extends Record> of(Types.Generated generated, Path... more) {
        try {
            List<String> arguments = new ArrayList<>(List.of("-proc:none", "-Xlint:all", "-Werror", "-encoding", "UTF-8", "--release", "17", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), "-d",
                Path.of(Compiled.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString(), generated.file().toString()));
            for (Path file : more) {
                arguments.add(file.toString());
            }
            ByteArrayOutputStream errors = new ByteArrayOutputStream();
            int result = ToolProvider.getSystemJavaCompiler().run(null, errors, errors, arguments.toArray(String[]::new));
            assertThat(errors.toString(StandardCharsets.UTF_8)).isEmpty();
            assertThat(result).isZero();
            return (Class<? extends Record>) Class.forName(generated.className());
        } catch (URISyntaxException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
