package dev.leat.connect.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Python environment that Airflow runs in: exactly the versions and hashes of {@code airflow.lock}, made once by uv, which pip brings, and then used by all workspaces. A
 * changed lock makes another one. Both locks are what {@code uv pip compile --universal --python-version 3.10 --generate-hashes --no-header --no-annotate} says of
 * {@code apache-airflow==VERSION} and {@code uv==VERSION}.
 */
final class AirflowInstallation {
    private static final int TAIL = 20;

    private AirflowInstallation() {}

    /** Of the environment; {@code python -m airflow} is Airflow. */
    static Path python() {
        return made().resolve("bin/python");
    }

    /** Its folder; the name tells the versions of all that is in it. */
    static Path made() {
        String lock = resource("airflow.lock");
        return Archives.once("airflow-" + hash(lock), part -> {
            Path uv = Archives.once("uv-" + hash(resource("uv.lock")), tool -> run(tool, "uv.lock", "python3", "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes",
                "--target", tool.toString(), "--requirement")).resolve("bin/uv");
            // Relocatable: the folder is renamed when it is complete.
            run(part, "", uv.toString(), "venv", "--quiet", "--relocatable", "--no-python-downloads", "--python", "python3", part.toString());
            run(part, "airflow.lock", uv.toString(), "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--python", part.resolve("bin/python").toString(), "--requirement");
        });
    }

    /** With the caller's environment: it says how registries are reached. @param lock given as a file at the end of the command; none when empty */
    private static void run(Path part, String lock, String... command) {
        Path folder = part.resolveSibling(part.getFileName() + ".work");
        try {
            Files.createDirectories(folder);
            Path output = folder.resolve("output");
            Stream<String> words = Stream.of(command);
            if (!lock.isEmpty()) {
                words = Stream.concat(words, Stream.of(Files.writeString(folder.resolve("requirements.txt"), resource(lock)).toString()));
            }
            int code = new ProcessBuilder(words.toList()).redirectErrorStream(true).redirectInput(new File("/dev/null")).redirectOutput(output.toFile()).start().waitFor();
            if (code != 0) {
                List<String> lines = Files.readString(output, StandardCharsets.ISO_8859_1).lines().toList();
                throw ServerException.machine("airflow: cannot be installed; " + command[0] + " ended with " + code + ":\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()))
                    + "\nIt needs Python 3.10 to 3.14 with pip, and a package index that can be reached.");
            }
        } catch (IOException e) {
            throw ServerException.workspace("airflow: " + command[0] + " cannot be started (" + e.getMessage() + "). Install Python 3.10 to 3.14 with pip.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServerException.machine("airflow: interrupted while it was installed. Run again.", e);
        } finally {
            Folders.delete(folder);
        }
    }

    private static String resource(String name) {
        try (InputStream in = AirflowInstallation.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String lock) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(lock.getBytes(StandardCharsets.UTF_8))).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
