package dev.leat.breaking;

import dev.leat.run.Size;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** What this build compiled, as jars with an archive of their classes, as the launcher has it: each start of an engine is a third shorter. Made once for all tests of this process. */
final class Installation {
    private static final Installation HERE = new Installation();

    private final String classPath = classPath();
    private final Path archive = folder().resolve("engine.jsa");

    private Installation() {
        List<String> rehearsal = new ArrayList<>(java());
        rehearsal.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:all=off", "-cp", classPath, "dev.leat.cli.Rehearsal", "engine"));
        try {
            new ProcessBuilder(rehearsal).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
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

    private static String classPath() {
        List<String> entries = Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")).split(File.pathSeparator))
            .filter(entry -> !entry.contains("test-classes")).map(entry -> Files.isDirectory(Path.of(entry)) ? jar(Path.of(entry)) : entry).toList();
        return String.join(File.pathSeparator, entries);
    }

    private static String jar(Path classes) {
        try (Stream<Path> files = Files.walk(classes)) {
            Path made = Files.createTempFile("leat", ".jar");
            try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(made))) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    jar.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                    Files.copy(file, jar);
                }
            }
            made.toFile().deleteOnExit();
            return made.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("leat-engine");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
