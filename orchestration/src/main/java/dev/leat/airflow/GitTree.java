package dev.leat.airflow;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder in a Git working tree. What else is changed or staged there stays as it is. */
record GitTree(Path folder) {

    /**
     * Commits these files of the folder as they are, also that one of them is gone.
     *
     * @return the commit; empty when nothing of them had changed
     * @throws LeatException of kind WORKSPACE with Git's own words
     */
    Optional<String> commit(List<String> names, String message) {
        List<String> known = names.stream().filter(name -> Files.exists(folder.resolve(name)) || !git("ls-files", "--", name).isEmpty()).toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        git(with(known, "add", "-A", "-f", "--"));
        if (git(with(known, "diff", "--cached", "--name-only", "--")).isEmpty()) {
            return Optional.empty();
        }
        git(with(known, "commit", "-q", "-m", message, "--"));
        return Optional.of(git("rev-parse", "HEAD"));
    }

    private static String[] with(List<String> names, String... command) {
        return Stream.concat(Stream.of(command), names.stream()).toArray(String[]::new);
    }

    private String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "--literal-pathspecs", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new LeatException(Kind.WORKSPACE, folder + ": git " + arguments[0], said.isEmpty() ? "it failed" : said, "Correct it, or leave out airflow.git in leat.yaml");
            }
            return said;
        } catch (IOException e) {
            throw new LeatException(Kind.WORKSPACE, "git", "it cannot be run", "Install Git, or leave out airflow.git in leat.yaml", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeatException(Kind.SYSTEM, "git", "waiting for it was interrupted", "Do it again", e);
        }
    }
}
