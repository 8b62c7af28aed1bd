package dev.leat.connect.redis;

import dev.leat.connect.Backoff;
import dev.leat.connect.Batch;
import dev.leat.connect.Failure;
import dev.leat.connect.Outcome;
import dev.leat.connect.Site;
import dev.leat.connect.Written;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Sends entries to the script, many in one pipeline. What was not answered is sent again on a new connection: an entry in the version that the server has changes nothing. A failure that
 * is the server's (no memory, read-only, still loading) is tried again as the site says; any other answer that is an error refuses its entry alone.
 */
final class EntryWriter implements AutoCloseable {
    static final int CONNECT_MILLIS = 10_000;
    static final int READ_MILLIS = 60_000;
    private static final List<String> SERVERS_OWN = List.of("OOM ", "READONLY", "LOADING", "BUSY", "MISCONF", "MASTERDOWN", "CLUSTERDOWN", "NOREPLICAS", "TRYAGAIN", "MOVED");
    static final byte[] SCRIPT = script();

    private final Site<RedisConnection> site;
    private final RedisClient client;
    private Jedis jedis;
    private byte[] script;

    EntryWriter(Site<RedisConnection> site) {
        this.site = site;
        this.client = new RedisClient(site, CONNECT_MILLIS, READ_MILLIS);
    }

    /** @param arguments keys, then values, of the script */
    record Call(String key, long seq, List<byte[]> arguments) {}

    private static byte[] script() {
        try (InputStream file = EntryWriter.class.getResourceAsStream("entry.lua")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Outcome send(List<Call> calls) {
        Backoff backoff = new Backoff(site.retry());
        for (int attempt = 1;; attempt++) {
            try {
                return once(calls);
            } catch (JedisException e) {
                close();
                if (e instanceof JedisAccessControlException || !backoff.again(attempt)) {
                    throw client.explained(e);
                }
            }
        }
    }

    private Outcome once(List<Call> calls) {
        if (jedis == null) {
            jedis = client.open();
            script = jedis.scriptLoad(SCRIPT);
        }
        List<Response<Object>> answers = new ArrayList<>(calls.size());
        try (Pipeline pipeline = jedis.pipelined()) {
            calls.forEach(call -> answers.add(pipeline.evalsha(script, 2, call.arguments().toArray(byte[][]::new))));
        }
        long written = 0;
        long deleted = 0;
        long older = 0;
        List<Failure> refused = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            String said = said(answers.get(i));
            switch (said) {
                case "written" -> written++;
                case "deleted" -> deleted++;
                case "older" -> older++;
                default -> refused.add(new Failure(calls.get(i).seq(), "refused", Batch.MATERIALIZE, "", calls.get(i).key(), said.contains(" ") ? said
                    : "the key holds a " + said + " that Leat did not write; delete it, or name the entries otherwise"));
            }
        }
        return new Outcome(new Written(written, deleted, older), refused);
    }

    /** @throws JedisException when it is the server's failure and not the entry's */
    private static String said(Response<Object> answer) {
        try {
            return new String((byte[]) answer.get(), StandardCharsets.UTF_8);
        } catch (JedisAccessControlException e) {
            throw e;
        } catch (JedisDataException e) {
            if (e.getMessage().startsWith("NOSCRIPT") || SERVERS_OWN.stream().anyMatch(e.getMessage()::contains)) {
                throw e;
            }
            return e.getMessage();
        }
    }

    @Override
    public void close() {
        if (jedis != null) {
            try {
                jedis.close();
            } catch (JedisException broken) {
                // A broken connection cannot say goodbye; that it is broken was told by the call that found it.
            }
            jedis = null;
        }
    }
}
