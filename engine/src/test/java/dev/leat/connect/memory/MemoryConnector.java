package dev.leat.connect.memory;

import dev.leat.connect.Cache;
import dev.leat.connect.Connector;
import dev.leat.connect.Destination;
import dev.leat.connect.Finding;
import dev.leat.connect.Lookup;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import java.util.List;

/** Tables in this JVM, for tests that need a system which does exactly what it is told. */
public final class MemoryConnector implements Connector<Memory> {
    @Override
    public String type() {
        return "memory";
    }

    @Override
    public Class<Memory> settings() {
        return Memory.class;
    }

    @Override
    public Source source(Site<Memory> site) {
        return new MemorySource(site.name(), MemoryStore.named(site.settings().store()));
    }

    @Override
    public Destination destination(Site<Memory> site) {
        return new MemoryDestination(site.name(), MemoryStore.named(site.settings().store()));
    }

    @Override
    public Lookup lookup(Site<Memory> site) {
        return new MemoryLookup(site.settings().store());
    }

    @Override
    public Cache cache(Site<Memory> site) {
        return new MemoryCache(site.settings().store());
    }

    @Override
    public List<Finding> check(Site<Memory> site) {
        return List.of(Finding.good("store " + site.settings().store()));
    }
}
