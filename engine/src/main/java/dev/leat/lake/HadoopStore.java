package dev.leat.lake;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/** A lake on a Hadoop file system whose rename is atomic and does not overwrite (HDFS, ABFS). */
final class HadoopStore implements Store {
    private static final String UNFINISHED = ".unfinished";
    private final Path root;
    private final FileContext files;

    HadoopStore(String root) {
        this.root = new Path(root);
        try {
            this.files = FileContext.getFileContext(this.root.toUri(), new Configuration());
        } catch (IOException | RuntimeException e) {
            throw new LeatException(Kind.WORKSPACE, "leat.yaml: lake", "'" + root + "' is no file system that can be opened: " + e.getMessage(),
                "Put its Hadoop module on the class path, or use a folder", e);
        }
    }

    @Override
    public Optional<String> read(String name) {
        try (var in = files.open(new Path(root, name))) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public boolean create(String name, String text) {
        return write(name, text, Options.Rename.NONE);
    }

    @Override
    public void replace(String name, String text) {
        write(name, text, Options.Rename.OVERWRITE);
    }

    private boolean write(String name, String text, Options.Rename rename) {
        Path target = new Path(root, name);
        Path written = new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID() + UNFINISHED);
        try {
            try (FSDataOutputStream out = files.create(written, java.util.EnumSet.of(CreateFlag.CREATE), Options.CreateOpts.createParent())) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.hsync();
            }
            files.rename(written, target, rename);
            return true;
        } catch (FileAlreadyExistsException e) {
            delete(target.getParent().toUri().getPath() + "/" + written.getName());
            return false;
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public List<String> list(String folder) {
        try {
            FileStatus[] found = FileSystem.get(root.toUri(), new Configuration()).listStatus(new Path(root, folder));
            return Arrays.stream(found).map(file -> file.getPath().getName()).filter(file -> !file.endsWith(UNFINISHED)).sorted().toList();
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    @Override
    public void delete(String name) {
        remove(name, false);
    }

    @Override
    public void deleteFolder(String folder) {
        remove(folder, true);
    }

    private void remove(String name, boolean whole) {
        try {
            files.delete(new Path(root, name), whole);
        } catch (FileNotFoundException e) {
            return;
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    @Override
    public String path(String name) {
        return new Path(root, name).toString();
    }

    private LeatException failed(String name, IOException e) {
        return new LeatException(Kind.SYSTEM, "lake: " + path(name), String.valueOf(e.getMessage()), "Check that the file system can be reached and written", e);
    }
}
