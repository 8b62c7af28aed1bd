package dev.leat.breaking;

import dev.leat.run.Size;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * What this build compiled, as jars with an archive of their classes, as the launcher has it: each start of an engine is a third shorter. Made once for all processes that test the
 * same classes; one that finds it half made makes it anew.
 */
final class Installation {
    private static final Path ALL = Path.of("target/installations").toAbsolutePath();
    private static final Installation HERE = new Installation();

    private final Path folder;
    private final String classPath;
    private final Path archive;

    private Installation() {
        List<Path> entries = Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")).split(File.pathSeparator))
            .filter(entry -> !entry.contains("test-classes")).map(Path::of).toList();
        try {
            folder = Files.createDirectories(ALL.resolve(name(entries)));
            archive = folder.resolve("engine.jsa");
            try (FileChannel lock = FileChannel.open(ALL.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock();
                removeOld();
                classPath = entries.stream().map(entry -> Files.isDirectory(entry) ? jar(entry) : entry.toString()).collect(Collectors.joining(File.pathSeparator));
                if (!Files.exists(archive)) {
                    rehearse();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that no test can be using any more; an archive is 200 MB. */
    private void removeOld() throws IOException {
        Instant old = Instant.now().minus(Duration.ofHours(3));
        try (Stream<Path> found = Files.list(ALL)) {
            for (Path other : found.filter(Files::isDirectory).filter(other -> !other.equals(folder)).toList()) {
                if (Files.getLastModifiedTime(other).toInstant().isBefore(old)) {
                    try (Stream<Path> files = Files.walk(other)) {
                        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                            Files.deleteIfExists(file);
                        }
                    }
                }
            }
        }
    }

    private void rehearse() throws IOException {
        Path part = folder.resolve("engine.part");
        List<String> rehearsal = new ArrayList<>(java());
        rehearsal.addAll(List.of("-XX:ArchiveClassesAtExit=" + part, "-Xlog:all=off", "-cp", classPath, "dev.leat.cli.Rehearsal", "engine"));
        try {
            new ProcessBuilder(rehearsal).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (Files.exists(part)) {
            Files.move(part, archive, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** An engine as the launcher starts it for small work. */
    static List<String> engine() {
        List<String> command = new ArrayList<>(java());
        command.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr", "-Xshare:auto", "-XX:SharedArchiveFile=" + HERE.archive, "-cp", HERE.classPath, "dev.leat.cli.Main"));
        return command;
    }

    private static List<String> java() {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(Size.SMALL.jvmOptions());
        return command;
    }

    /** Another for other files, and for the same compiled again: the archive knows jars by their time. */
    private static String name(List<Path> entries) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path entry : entries) {
            try (Stream<Path> files = Files.walk(entry)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    text.append(file).append(' ').append(Files.size(file)).append(' ').append(Files.getLastModifiedTime(file)).append('\n');
                }
            }
        }
        return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8)).toString();
    }

    private String jar(Path classes) {
        Path made = folder.resolve("classes-" + UUID.nameUUIDFromBytes(classes.toString().getBytes(StandardCharsets.UTF_8)) + ".jar");
        if (!Files.exists(made)) {
            write(classes, made);
        }
        return made.toString();
    }

    private void write(Path classes, Path made) {
        try (Stream<Path> files = Files.walk(classes)) {
            Path part = folder.resolve("jar.part");
            try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(part))) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    jar.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                    Files.copy(file, jar);
                }
            }
            Files.move(part, made, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
