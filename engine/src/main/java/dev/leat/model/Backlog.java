package dev.leat.model;

import java.util.Optional;

/**
 * Where a pipeline's failed records wait.
 *
 * @param name  its name; absent: the pipeline's
 * @param limit the share or number of failed records at which a run fails instead; absent: 5%
 */
public record Backlog(Optional<String> name, Optional<Limit> limit) {
    public static final Limit DEFAULT_LIMIT = Limit.of("5%");
}
