package dev.leat.transform;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.io.Serializable;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bytes of a user's jar as they were when the program was compiled. They travel with the tasks, so that what runs on executors is what was checked,
 * whatever becomes of the file meanwhile. A process loads the same bytes once.
 */
record Library(String name, byte[] jar) implements Serializable {
    private static final Map<String, URLClassLoader> LOADED = new ConcurrentHashMap<>();

    static Library read(Path file) throws IOException {
        return new Library(file.getFileName().toString(), Files.readAllBytes(file));
    }

    /** Loads a class without initializing it. */
    Class<?> find(String className) throws ClassNotFoundException {
        return Class.forName(className, false, LOADED.computeIfAbsent(checksum(), checksum -> loader()));
    }

    private String checksum() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
        } catch (NoSuchAlgorithmException e) {
            throw new LeatException(Kind.BUG, name, "this Java has no SHA-256", "Use another Java 17", e);
        }
    }

    private URLClassLoader loader() {
        try {
            Path copy = Files.createTempFile("leat-", ".jar");
            copy.toFile().deleteOnExit();
            Files.write(copy, jar);
            return new URLClassLoader(new URL[] {copy.toUri().toURL()}, RowTransformer.class.getClassLoader());
        } catch (IOException e) {
            throw new LeatException(Kind.SYSTEM, name, "the jar cannot be copied to a temporary file: " + e.getMessage(), "Make room in the temporary folder", e);
        }
    }
}
