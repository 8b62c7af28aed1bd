package dev.leat.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest {
    @TempDir
    private java.nio.file.Path folder;

    @Test
    void bothInterfacesOfHadoopSetPermissions() throws IOException {
        FileSystem files = FileSystem.newInstance(folder.toUri(), LocalFiles.configuration());
        FileSystem.create(files, path("a"), new FsPermission((short) 0640)).close();
        FileContext contexts = FileContext.getFileContext(folder.toUri(), LocalFiles.configuration());
        contexts.create(path("b"), EnumSet.of(CreateFlag.CREATE), Options.CreateOpts.perms(new FsPermission((short) 0600))).close();

        assertThat(files).isInstanceOf(LocalFiles.class);
        assertThat(contexts.getDefaultFileSystem()).isInstanceOf(LocalFiles.Contexts.class);
        assertThat(permissions("a")).isEqualTo("rw-r-----");
        assertThat(permissions("b")).isEqualTo("rw-------");
    }

    @Test
    void makingAndRenamingFilesStartsNoProcess() throws IOException {
        FileContext contexts = FileContext.getFileContext(folder.toUri(), LocalFiles.configuration());
        try (jdk.jfr.Recording recording = new jdk.jfr.Recording()) {
            recording.enable("jdk.ProcessStart");
            recording.start();
            contexts.create(path("a"), EnumSet.of(CreateFlag.CREATE)).close();
            contexts.rename(path("a"), path("b"));
            recording.stop();
            java.nio.file.Path file = folder.resolve("events.jfr");
            recording.dump(file);
            assertThat(jdk.jfr.consumer.RecordingFile.readAllEvents(file)).isEmpty();
        }
        assertThat(folder.resolve("b")).exists();
    }

    private Path path(String name) {
        return new Path(folder.resolve(name).toUri());
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }
}
