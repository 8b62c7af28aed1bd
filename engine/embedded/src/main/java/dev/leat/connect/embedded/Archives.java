package dev.leat.connect.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/** The archives with the servers' binaries, and the folder next to them where each is unpacked once. */
final class Archives {

    private Archives() {}

    /** Reads an archive to its end. */
    interface Opener {
        ArchiveInputStream<?> open(InputStream archive) throws IOException;
    }

    /**
     * The unpacked archive.
     *
     * @param prefix how the archive's file name begins, up to its version
     * @param wanted which entries to unpack, by name
     */
    static Path unpacked(String prefix, Opener opener, Predicate<String> wanted) {
        Path archive = find(prefix, file -> file.toString().matches(".*\\.(jar|zip)"));
        String name = archive.getFileName().toString().replaceFirst("\\.(jar|zip)$", "");
        return once(name, part -> {
            try (InputStream bytes = Files.newInputStream(archive); ArchiveInputStream<?> entries = opener.open(bytes)) {
                Files.createDirectories(part);
                write(entries, part, wanted);
            } catch (IOException e) {
                throw ServerException.machine(archive + ": cannot be unpacked (" + e + "). Check the free space, or delete the archive and run"
                        + " `mvn -pl engine/embedded -am package` again.", e);
            }
        });
    }

    /**
     * A folder next to the archives that is made once and never changed. Two processes may make it at once: each in a folder of its own, the first to
     * rename wins; one that dies leaves a folder that nobody looks at.
     *
     * @param making makes the folder that it is given
     */
    static Path once(String name, Consumer<Path> making) {
        Path all = folder().resolve("unpacked");
        Path target = all.resolve(name);
        if (Files.isDirectory(target)) {
            return target;
        }
        Path part = all.resolve("." + name + "-" + UUID.randomUUID());
        try {
            Files.createDirectories(all);
            making.accept(part);
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (!Files.isDirectory(target)) {
                    throw e;
                }
                Folders.delete(part);
            }
            return target;
        } catch (IOException e) {
            throw ServerException.machine(target + ": cannot be written (" + e + "). Check the free space.", e);
        } finally {
            if (Files.exists(part)) {
                Folders.delete(part);
            }
        }
    }

    private static void write(ArchiveInputStream<?> entries, Path target, Predicate<String> wanted) throws IOException {
        for (ArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            Path file = target.resolve(entry.getName()).normalize();
            if (!file.startsWith(target) || entry.isDirectory() || !wanted.test(entry.getName())) {
                continue;
            }
            Files.createDirectories(file.getParent());
            if (entry instanceof TarArchiveEntry tar && tar.isSymbolicLink()) {
                Files.createSymbolicLink(file, Path.of(tar.getLinkName()));
                continue;
            }
            Files.copy(entries, file);
            // Readable and runnable by all: the server may run as somebody else than who unpacked it.
            boolean program = file.getParent().endsWith("bin") || entry.getName().indexOf('/') < 0;
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    /** The folder of a server that comes as several jars. */
    static Path folder(String prefix) {
        return find(prefix, Files::isDirectory);
    }

    private static Path find(String prefix, Predicate<Path> kind) {
        Path folder = folder();
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return files.filter(f -> f.getFileName().toString().startsWith(prefix) && kind.test(f))
                    .max(Path::compareTo).orElseThrow(() -> missing(folder + ": has no " + prefix + "*"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        return Optional.ofNullable(System.getProperty("leat.servers")).or(() -> Optional.ofNullable(System.getenv("LEAT_SERVERS")))
                .map(Path::of).map(Path::toAbsolutePath)
                .orElseThrow(() -> missing("leat.servers: neither this system property nor LEAT_SERVERS names the folder with the servers' archives"));
    }

    private static ServerException missing(String what) {
        return ServerException.workspace(what + ". The archives come with `mvn -pl engine/embedded -am package`.");
    }
}
