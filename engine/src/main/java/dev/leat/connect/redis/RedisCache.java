package dev.leat.connect.redis;

import dev.leat.connect.Cache;
import dev.leat.connect.Site;

/** Entries as plain Redis strings; each session has a connection of its own. */
record RedisCache(Site<RedisConnection> site) implements Cache {
    @Override
    public Session open() {
        return new RedisSession(site);
    }
}
