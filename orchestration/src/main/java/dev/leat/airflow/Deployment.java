package dev.leat.airflow;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import dev.leat.model.Workspace;
import dev.leat.plan.WorkspaceFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The DAG files of a workspace and the folder that Airflow reads them from. Only files whose names begin as this workspace's DAGs do are ever touched. A reader sees the old file or
 * the new one, never a part; what was done before this died is found done by the next.
 */
public final class Deployment {
    private final WorkspaceFiles files;
    private final Path folder;
    private final Optional<GitTree> git;

    /**
     * What was changed.
     *
     * @param commit of these files alone; empty where the folder is not kept in Git, or nothing had to be committed
     */
    public record Changes(List<String> written, List<String> removed, Optional<String> commit) {}

    private Deployment(WorkspaceFiles files) {
        Optional<Workspace.Airflow> airflow = files.workspace().airflow();
        this.files = files;
        this.folder = files.dir().resolve(airflow.flatMap(Workspace.Airflow::dags).orElse("dags")).normalize();
        this.git = airflow.flatMap(Workspace.Airflow::git).filter(kept -> kept).map(kept -> new GitTree(folder));
    }

    public static Deployment of(WorkspaceFiles files) {
        return new Deployment(files);
    }

    public Path folder() {
        return folder;
    }

    /** The folder from the workspace, as problems name it. */
    public String name() {
        return folder.startsWith(files.dir()) ? files.dir().relativize(folder).toString() : folder.toString();
    }

    /** Whether the folder has exactly this file. */
    public boolean has(DagFile file) {
        return read(file.name()).filter(file.text()::equals).isPresent();
    }

    /** Files of flows that were renamed or removed. */
    public List<String> gone() {
        Set<String> wanted = DagFile.all(files).stream().map(DagFile::name).collect(Collectors.toSet());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(file -> file.getFileName().toString()).filter(DagFile.ours(files)).filter(Predicate.not(wanted::contains)).sorted().toList();
        } catch (IOException e) {
            throw failed("it cannot be read", e);
        }
    }

    /** What is not as the flows say; empty when all is. */
    public List<Problem> drift() {
        List<Problem> problems = new ArrayList<>();
        for (DagFile file : DagFile.all(files)) {
            Optional<String> text = read(file.name());
            if (!text.equals(Optional.of(file.text()))) {
                problems.add(new Problem(name() + "/" + file.name(), text.isEmpty() ? "it is missing, and '" + file.flow() + "' is to have it" : "it is not what '" + file.flow() + "' makes of it now",
                    "Write it: leat dag generate"));
            }
        }
        gone().forEach(file -> problems.add(new Problem(name() + "/" + file, "no flow has it any more", "Remove it: leat dag deploy --yes")));
        return problems;
    }

    /** Writes what differs, and commits nothing. */
    public Changes write(List<DagFile> wanted) {
        return new Changes(wanted.stream().filter(Predicate.not(this::has)).map(this::write).toList(), List.of(), Optional.empty());
    }

    /** Writes what differs, removes these, and commits where the folder is kept in Git. */
    public Changes apply(List<DagFile> wanted, List<String> unwanted) {
        List<String> written = write(wanted).written();
        List<String> removed = unwanted.stream().filter(DagFile.ours(files)).filter(this::remove).toList();
        List<String> all = Stream.concat(wanted.stream().map(DagFile::name), unwanted.stream()).toList();
        return new Changes(written, removed, git.flatMap(tree -> tree.commit(all, "Deploy the DAGs of workspace " + files.workspace().workspace())));
    }

    private Optional<String> read(String name) {
        Path file = folder.resolve(name);
        try {
            return Files.isRegularFile(file) ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)) : Optional.empty();
        } catch (IOException e) {
            throw failed(name + " cannot be read", e);
        }
    }

    private String write(DagFile file) {
        Path part = folder.resolve("." + file.name() + "-" + UUID.randomUUID());
        try {
            Files.createDirectories(folder);
            Files.writeString(part, file.text());
            Files.move(part, folder.resolve(file.name()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return file.name();
        } catch (IOException e) {
            throw failed(file.name() + " cannot be written", e);
        }
    }

    private boolean remove(String name) {
        try {
            return Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw failed(name + " cannot be removed", e);
        }
    }

    private LeatException failed(String what, IOException e) {
        return new LeatException(Kind.WORKSPACE, name(), what + " (" + e.getClass().getSimpleName() + ")", "Give yourself access to it, or name another folder in leat.yaml: airflow.dags", e);
    }
}
