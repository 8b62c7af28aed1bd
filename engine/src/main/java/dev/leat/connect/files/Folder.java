package dev.leat.connect.files;

import dev.leat.connect.LocalFiles;
import dev.leat.connect.Site;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** The folder of a connection. */
final class Folder {
    private final Site<FilesSettings> site;
    private final Path root;
    private final Configuration configuration = LocalFiles.configuration();

    Folder(Site<FilesSettings> site) {
        this.site = site;
        String written = site.settings().path();
        root = new Path(written.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*") ? written : "file:" + site.resolve(written).toAbsolutePath().normalize());
    }

    Path root() {
        return root;
    }

    Configuration configuration() {
        return configuration;
    }

    FileSystem system() {
        try {
            return root.getFileSystem(configuration);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** By name, so that the same files always come in the same order. */
    List<DataFile> files(EntityName entity) {
        try {
            List<DataFile> files = new ArrayList<>();
            for (FileStatus found : found(entity)) {
                if (found.isFile()) {
                    files.add(file(found));
                } else {
                    for (RemoteIterator<LocatedFileStatus> inner = system().listFiles(found.getPath(), true); inner.hasNext();) {
                        files.add(file(inner.next()));
                    }
                }
            }
            files.removeIf(file -> Arrays.stream(file.name().split("/")).anyMatch(Folder::hidden));
            files.sort(Comparator.comparing(DataFile::name));
            return files;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Folders, and files with an ending of the format. */
    List<EntityName> entities() {
        try {
            if (!system().exists(root)) {
                throw new LeatException(Kind.WORKSPACE, "connections." + site.name(), "the folder '" + root + "' does not exist", "Correct 'path'");
            }
            return Arrays.stream(system().listStatus(root)).filter(found -> !hidden(found.getPath().getName()))
                .filter(found -> found.isDirectory() || site.settings().format().endings().stream().anyMatch(ending -> found.getPath().getName().endsWith("." + ending)))
                .map(found -> found.getPath().getName()).sorted().map(name -> new EntityName(List.of(name))).toList();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    LeatException failed(IOException e) {
        return new LeatException(Kind.SYSTEM, "connections." + site.name(), "'" + root + "' cannot be read (" + e.getMessage() + ")", "Check the path and its permissions", e);
    }

    private List<FileStatus> found(EntityName entity) throws IOException {
        List<String> candidates = new ArrayList<>(List.of(String.join("/", entity.parts()), String.join(".", entity.parts())));
        site.settings().format().endings().forEach(ending -> candidates.add(candidates.get(0) + "." + ending));
        for (String candidate : candidates) {
            FileStatus[] found = system().globStatus(new Path(root, candidate));
            if (found != null && found.length > 0) {
                return List.of(found);
            }
        }
        return List.of();
    }

    private DataFile file(FileStatus status) {
        String name = root.toUri().relativize(status.getPath().toUri()).getPath();
        return new DataFile(name, status.getLen(), status.getModificationTime(), status.getPath());
    }

    private static boolean hidden(String name) {
        return name.startsWith(".") || name.startsWith("_");
    }
}
