package dev.leat.connect.memory;

import dev.leat.model.Connection;
import dev.leat.model.Embedded;
import dev.leat.model.Secret;
import java.util.Optional;

/** Keys of a connection to tables in this JVM. {@code url} is an address that nothing uses; {@code embedded: {}} has it filled in. */
public record Memory(String store, Optional<String> url, Optional<Embedded> embedded) implements Connection {
    public Memory(String store) {
        this(store, Optional.empty(), Optional.empty());
    }

    @Override
    public Connection served(String address, Optional<String> user, Optional<Secret> password) {
        return new Memory(store, Optional.of(address), embedded);
    }
}
