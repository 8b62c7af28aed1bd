package dev.leat.connect;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFs;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FsServerDefaults;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.local.LocalConfigKeys;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local files, with one difference: without its native library Hadoop starts a process for every file that it makes or renames
 * ({@code chmod}, {@code readlink}), which takes longer than writing a small file. Here Java does what those do.
 */
public final class LocalFiles extends LocalFileSystem {
    /** Settings that make Hadoop use this; its cache keeps the file system that is asked for first, so every configuration needs them. */
    public static final Map<String, String> SETTINGS = Map.of("fs.file.impl", LocalFiles.class.getName(), "fs.AbstractFileSystem.file.impl", Contexts.class.getName());

    public LocalFiles() {
        super(new Raw());
    }

    public static Configuration configuration() {
        Configuration configuration = new Configuration();
        SETTINGS.forEach(configuration::set);
        return configuration;
    }

    /** The same for Hadoop's other interface to files, which streams use for their checkpoints. */
    public static final class Contexts extends ChecksumFs {
        public Contexts(URI uri, Configuration configuration) throws IOException, URISyntaxException {
            super(new RawContexts(configuration));
        }
    }

    private static final class RawContexts extends DelegateToFileSystem {
        RawContexts(Configuration configuration) throws IOException, URISyntaxException {
            super(URI.create("file:///"), new Raw(), configuration, "file", false);
        }

        @Override
        public int getUriDefaultPort() {
            return -1;
        }

        @Override
        public FsServerDefaults getServerDefaults(Path path) throws IOException {
            return LocalConfigKeys.getServerDefaults();
        }

        @Override
        public boolean isValidName(String name) {
            return true; // of local files the operating system says so
        }
    }

    private static final class Raw extends RawLocalFileSystem {
        /** A rename asks this of both its ends. */
        @Override
        public FileStatus getFileLinkStatus(Path path) throws IOException {
            return Files.isSymbolicLink(pathToFile(path).toPath()) ? super.getFileLinkStatus(path) : getFileStatus(path);
        }

        @Override
        public void setPermission(Path path, FsPermission permission) throws IOException {
            File file = pathToFile(path);
            if (permission.getStickyBit() || !Files.getFileStore(file.toPath()).supportsFileAttributeView("posix")) {
                super.setPermission(path, permission);
                return;
            }
            Set<PosixFilePermission> wanted = EnumSet.noneOf(PosixFilePermission.class);
            add(wanted, permission.getUserAction(), PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
            add(wanted, permission.getGroupAction(), PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_EXECUTE);
            add(wanted, permission.getOtherAction(), PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);
            Files.setPosixFilePermissions(file.toPath(), wanted);
        }

        private static void add(Set<PosixFilePermission> to, FsAction action, PosixFilePermission read, PosixFilePermission write, PosixFilePermission execute) {
            if (action.implies(FsAction.READ)) {
                to.add(read);
            }
            if (action.implies(FsAction.WRITE)) {
                to.add(write);
            }
            if (action.implies(FsAction.EXECUTE)) {
                to.add(execute);
            }
        }
    }
}
