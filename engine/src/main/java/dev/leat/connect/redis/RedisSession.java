package dev.leat.connect.redis;

import dev.leat.connect.Cache;
import dev.leat.connect.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/** One connection. A cache that answers late costs more than it saves, so the timeouts are short and nothing is tried again. */
final class RedisSession implements Cache.Session {
    private static final int CONNECT_MILLIS = 1_000;
    private static final int READ_MILLIS = 2_000;
    private static final int KEYS_AT_ONCE = 1_000;

    private final RedisClient client;
    private final Jedis jedis;

    RedisSession(Site<RedisConnection> site) {
        this.client = new RedisClient(site, CONNECT_MILLIS, READ_MILLIS);
        this.jedis = asked(client::open);
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
            throw client.explained(e);
        }
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
