package dev.leat.connect.redis;

import dev.leat.connect.Finding;
import dev.leat.connect.Outcome;
import dev.leat.connect.Site;
import dev.leat.model.LeatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** Whether entries can be written and stay. */
record WritingCheck(Site<RedisConnection> site) {
    private static final int MILLIS = 2_000;

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        String where = "connections." + site.name();
        String key = "leat:doctor:" + UUID.randomUUID();
        try (EntryWriter writer = new EntryWriter(site)) {
            Outcome written = writer.send(List.of(call(key, "u", "1000", "60000"), call(key, "d", "1", "0")));
            findings.add(written.refused().isEmpty() ? Finding.good("writes and deletes entries by its script")
                : Finding.bad(where, "an entry cannot be written: " + written.refused().get(0).detail(), "Let the user EVAL scripts and write hashes"));
            evicting().ifPresent(policy -> findings.add(Finding.bad(where, "its maxmemory-policy is " + policy + ": it drops entries when its memory is full, and nobody would be told",
                "Set maxmemory-policy noeviction, or use another Redis as destination")));
        } catch (LeatException found) {
            found.problems().forEach(problem -> findings.add(Finding.bad(problem.where(), problem.what(), problem.fix())));
        }
        return findings;
    }

    private static EntryWriter.Call call(String key, String op, String remembered, String millisToLive) {
        return new EntryWriter.Call(key, 1, Stream.of(key, WriteTask.DELETED + key, "1", op, remembered, millisToLive, "hash").map(text -> text.getBytes(StandardCharsets.UTF_8)).toList());
    }

    private Optional<String> evicting() {
        RedisClient client = new RedisClient(site, MILLIS, MILLIS);
        try (Jedis jedis = client.open()) {
            List<String> memory = jedis.info("memory").lines().toList();
            boolean limited = memory.stream().noneMatch("maxmemory:0"::equals);
            return memory.stream().filter(line -> line.startsWith("maxmemory_policy:allkeys") && limited).map(line -> line.substring("maxmemory_policy:".length())).findFirst();
        } catch (JedisException e) {
            throw client.explained(e);
        }
    }
}
