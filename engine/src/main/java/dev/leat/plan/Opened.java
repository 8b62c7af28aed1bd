package dev.leat.plan;

import dev.leat.connect.Connectors;
import dev.leat.connect.Destination;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Retry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The systems that one planning asks, each opened once. */
final class Opened implements AutoCloseable {
    private final WorkspaceFiles files;
    private final Retry retry;
    private final Function<String, Optional<Address>> servers;
    private final UnaryOperator<Destination> seen;
    private final Map<String, Site<?>> sites = new HashMap<>();
    private final Map<String, Source> sources = new HashMap<>();
    private final Map<String, Destination> destinations = new HashMap<>();
    private final Map<CaptureKey, EntitySchema> schemas = new HashMap<>();

    /** @param seen how destinations are looked at */
    Opened(WorkspaceFiles files, Retry retry, Function<String, Optional<Address>> servers, UnaryOperator<Destination> seen) {
        this.files = files;
        this.retry = retry;
        this.servers = servers;
        this.seen = seen;
    }

    Site<?> site(String connection) {
        return sites.computeIfAbsent(connection, name -> files.site(name, retry, servers));
    }

    Source source(String connection) {
        return sources.computeIfAbsent(connection, name -> Connectors.source(site(name)));
    }

    Destination destination(String connection) {
        return destinations.computeIfAbsent(connection, name -> seen.apply(Connectors.destination(site(name))));
    }

    EntitySchema schema(String connection, EntityName entity) {
        return schemas.computeIfAbsent(new CaptureKey(connection, entity), key -> source(connection).schema(entity));
    }

    @Override
    public void close() {
        sources.values().forEach(Source::close);
        destinations.values().forEach(Destination::close);
    }
}
