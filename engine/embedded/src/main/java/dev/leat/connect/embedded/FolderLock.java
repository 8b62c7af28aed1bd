package dev.leat.connect.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One holder at a time, among threads and among processes; the system lets go when the holder dies. Waits without end. */
final class FolderLock {
    // A file lock belongs to the whole JVM, so threads need a lock of their own before it.
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private FolderLock() {}

    static <T> T holding(Path home, Supplier<T> work) {
        ReentrantLock threads = THREADS.computeIfAbsent(home, any -> new ReentrantLock());
        threads.lock();
        try {
            Files.createDirectories(home);
            try (FileChannel channel = FileChannel.open(home.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                return work.get();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.unlock();
        }
    }
}
