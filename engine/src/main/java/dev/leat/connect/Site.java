package dev.leat.connect;

import dev.leat.model.Connection;
import dev.leat.model.Retry;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * A connection with what is needed to open it. Goes to executors; secrets in it are references and are resolved there.
 *
 * @param name      the connection's name in {@code leat.yaml}
 * @param settings  its keys; for an embedded server its address and credentials are filled in already
 * @param workspace the folder that relative paths start from
 * @param retry     how single requests are tried again
 */
public record Site<C extends Connection>(String name, C settings, String workspace, Retries retry) implements Serializable {
    public Path resolve(String path) {
        return Path.of(workspace).resolve(path);
    }

    /** {@link Retry} in a shape that can be sent. */
    public record Retries(int attempts, long firstMillis, long longestMillis) implements Serializable {
        public static Retries of(Retry retry) {
            return new Retries(retry.tries(), retry.waitBefore(2).toMillis(), retry.waitBefore(60).toMillis());
        }
    }
}
