package dev.leat.model;

import java.io.Serializable;
import java.util.Optional;

/**
 * A named database or service of {@code leat.yaml}. Each connector brings the record of its own keys; {@code type} chooses it.
 * Components of type {@link Secret} are resolved when a connection is opened.
 */
public interface Connection extends Serializable {

    /** The server that Leat starts itself for this connection; absent: it exists already. */
    default Optional<Embedded> embedded() {
        return Optional.empty();
    }

    /** The same connection with the address and credentials of its embedded server filled in. */
    default Connection served(String url, Optional<String> user, Optional<Secret> password) {
        return this;
    }
}
