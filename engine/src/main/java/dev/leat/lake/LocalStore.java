package dev.leat.lake;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A lake in a folder of this machine. */
class LocalStore implements Store {
    private static final String UNFINISHED = ".unfinished";
    private final Path root;

    LocalStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public Optional<String> read(String name) {
        try {
            return Optional.of(Files.readString(root.resolve(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public boolean create(String name, String text) {
        Path target = root.resolve(name);
        try {
            Path written = write(target, text);
            try {
                Files.createLink(target, written);
                return true;
            } catch (FileAlreadyExistsException e) {
                return false;
            } finally {
                Files.deleteIfExists(written);
            }
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public void replace(String name, String text) {
        Path target = root.resolve(name);
        try {
            Files.move(write(target, text), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    /** On the disk before it gets its name: a power cut leaves a nameless file, never half a document. */
    private static Path write(Path target, String text) throws IOException {
        Files.createDirectories(target.getParent());
        Path written = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.UTF_8.encode(text));
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(written);
            throw e;
        }
        return written;
    }

    @Override
    public List<String> list(String folder) {
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).filter(file -> !file.endsWith(UNFINISHED)).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    @Override
    public void delete(String name) {
        try {
            Files.deleteIfExists(root.resolve(name));
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public void deleteFolder(String folder) {
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    @Override
    public String path(String name) {
        return root.resolve(name).toString();
    }

    private LeatException failed(String name, IOException e) {
        return new LeatException(Kind.SYSTEM, "lake: " + root.resolve(name), String.valueOf(e.getMessage()),
            "Check the disk's free space and the folder's permissions", e);
    }
}
