package dev.leat.plan;

import dev.leat.model.Secret;
import java.util.Optional;

/** Where the embedded server of a connection listens now, and how to log in. */
public record Address(String url, Optional<String> user, Optional<Secret> password) {}
