package dev.leat.connect.redis;

import dev.leat.connect.Site;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Secret;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Connections to one server. A refused credential or permission is of kind WORKSPACE, everything else that fails of kind SYSTEM. */
record RedisClient(Site<RedisConnection> site, int connectMillis, int readMillis) {

    /** @throws JedisException when there is none to be had */
    Jedis open() {
        RedisAddress address = site.settings().address();
        Jedis jedis = new Jedis(new HostAndPort(address.host(), address.port()), DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(connectMillis).socketTimeoutMillis(readMillis)
            .user(address.user().orElse(null))
            .password(site.settings().password().map(Secret::reveal).or(address::password).orElse(null))
            .database(address.database()).ssl(address.tls()).build());
        try {
            jedis.ping();
            return jedis;
        } catch (JedisException e) {
            jedis.close();
            throw e;
        }
    }

    LeatException explained(JedisException e) {
        String where = "connections." + site.name();
        String said = site.settings() + ": " + e.getMessage();
        if (e instanceof JedisAccessControlException || said.contains("ERR AUTH") || said.contains("NOPERM")) {
            return new LeatException(Kind.WORKSPACE, where, said, "Correct user and password, and let the user SET, MGET and INFO, and for writing EVAL and all commands on hashes and strings", e);
        }
        if (said.contains("ERR DB index")) {
            return new LeatException(Kind.WORKSPACE, where, said, "Name a database that the server has: redis://host:port/0", e);
        }
        return new LeatException(Kind.SYSTEM, where, said, e instanceof JedisDataException
            ? "See what the server needs, then run again" : "Start the server, or correct its address", e);
    }
}
