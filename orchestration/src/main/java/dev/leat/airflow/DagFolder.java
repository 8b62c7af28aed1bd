package dev.leat.airflow;

import dev.leat.model.Workspace;
import dev.leat.plan.WorkspaceFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** The folder that Airflow reads DAG files from. */
final class DagFolder {
    private final Path folder;

    DagFolder(WorkspaceFiles files) {
        this.folder = files.dir().resolve(files.workspace().airflow().flatMap(Workspace.Airflow::dags).orElse("dags"));
    }

    /** Readers see the old or the new file, never a part. @return whether it has changed */
    boolean write(DagFile file) {
        Path target = folder.resolve(file.name());
        try {
            Files.createDirectories(folder);
            if (Files.exists(target) && Files.readString(target).equals(file.text())) {
                return false;
            }
            Path part = folder.resolve("." + file.name() + "-" + UUID.randomUUID());
            Files.writeString(part, file.text());
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
