package dev.leat.plan;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the file system says of the files that decide what may run, without reading them: equal stamps are equal files. So a flow that is followed can ask before each batch, at the price of
 * some directory entries.
 */
public record FilesStamp(Map<String, String> files) {
    private static final List<String> FOLDERS = List.of("flows", "collections", "schemas", "mappings", "approvals", "lib");

    public FilesStamp {
        files = Map.copyOf(files);
    }

    /** @param dir of the workspace */
    public static FilesStamp of(Path dir) {
        Map<String, String> files = new TreeMap<>();
        try {
            stamp(dir.resolve(WorkspaceFiles.ROOT), files);
            for (String folder : FOLDERS) {
                stamp(dir.resolve(folder), files);
            }
            Optional<String> approvers = Optional.ofNullable(System.getenv(Approvals.VARIABLE)).filter(name -> !name.isEmpty());
            if (approvers.isPresent()) {
                stamp(Path.of(approvers.get()), files);
            }
        } catch (IOException e) {
            throw new LeatException(Kind.SYSTEM, dir.toString(), "its files cannot be listed: " + e.getMessage(), "Correct the folder's permissions", e);
        }
        return new FilesStamp(files);
    }

    private static void stamp(Path root, Map<String, String> files) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                files.put(file.toString(), is.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS) + " " + is.size() + " " + is.fileKey());
                return FileVisitResult.CONTINUE;
            }

            /** An editor replaces a file by another while this walks. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
    }
}
