package dev.leat.connect.redis;

import dev.leat.connect.Cache;
import dev.leat.connect.Site;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/**
 * One connection. A cache that answers late costs more than it saves, so the timeouts are short and nothing is tried again.
 * A refused credential or permission is of kind WORKSPACE, everything else that fails of kind SYSTEM.
 */
final class RedisSession implements Cache.Session {
    private static final int CONNECT_MILLIS = 1_000;
    private static final int READ_MILLIS = 2_000;
    private static final int KEYS_AT_ONCE = 1_000;

    private final Site<RedisConnection> site;
    private final Jedis jedis;

    RedisSession(Site<RedisConnection> site) {
        this.site = site;
        this.jedis = asked(() -> connected(site.settings()));
    }

    private static Jedis connected(RedisConnection settings) {
        RedisAddress address = settings.address();
        Jedis jedis = new Jedis(new HostAndPort(address.host(), address.port()), DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(CONNECT_MILLIS).socketTimeoutMillis(READ_MILLIS)
            .user(address.user().orElse(null))
            .password(settings.password().map(Secret::reveal).or(address::password).orElse(null))
            .database(address.database()).ssl(address.tls()).build());
        try {
            jedis.ping();
            return jedis;
        } catch (JedisException e) {
            jedis.close();
            throw e;
        }
    }

    @Override
    public List<String> read(List<String> keys) {
        return asked(() -> {
            List<String> values = new ArrayList<>(keys.size());
            for (int i = 0; i < keys.size(); i += KEYS_AT_ONCE) {
                values.addAll(jedis.mget(keys.subList(i, Math.min(i + KEYS_AT_ONCE, keys.size())).toArray(String[]::new)));
            }
            return values;
        });
    }

    @Override
    public void write(Map<String, String> entries, Duration timeToLive) {
        if (entries.isEmpty() || timeToLive.isZero()) {
            return;
        }
        asked(() -> {
            List<Response<String>> responses = new ArrayList<>(entries.size());
            try (Pipeline pipeline = jedis.pipelined()) {
                SetParams expiring = SetParams.setParams().px(Math.max(1, timeToLive.toMillis()));
                entries.forEach((key, value) -> {
                    responses.add(pipeline.set(key, value, expiring));
                    if (responses.size() % KEYS_AT_ONCE == 0) {
                        pipeline.sync();
                    }
                });
            }
            responses.forEach(Response::get);
            return entries.size();
        });
    }

    String version() {
        return asked(() -> jedis.info("server").lines().filter(line -> line.startsWith("redis_version:"))
            .map(line -> line.substring("redis_version:".length())).findFirst().orElse("of unknown version"));
    }

    private <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (JedisException e) {
            throw explained(e);
        }
    }

    private LeatException explained(JedisException e) {
        String where = "connections." + site.name();
        String said = site.settings() + ": " + e.getMessage();
        if (e instanceof JedisAccessControlException || said.contains("ERR AUTH")) {
            return new LeatException(Kind.WORKSPACE, where, said, "Correct user and password, and let the user SET, MGET and INFO", e);
        }
        if (said.contains("ERR DB index")) {
            return new LeatException(Kind.WORKSPACE, where, said, "Name a database that the server has: redis://host:port/0", e);
        }
        return new LeatException(Kind.SYSTEM, where, said, e instanceof JedisDataException
            ? "See what the server needs, then run again" : "Start the server, or correct its address", e);
    }

    @Override
    public void close() {
        try {
            jedis.close();
        } catch (JedisException broken) {
            // A broken connection cannot say goodbye; that it is broken was told by the call that found it.
        }
    }
}
