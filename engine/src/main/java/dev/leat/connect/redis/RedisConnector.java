package dev.leat.connect.redis;

import dev.leat.connect.Cache;
import dev.leat.connect.Connector;
import dev.leat.connect.Destination;
import dev.leat.connect.Finding;
import dev.leat.connect.Site;
import dev.leat.model.EntityName;
import dev.leat.model.LeatException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** {@code type: redis}. */
public final class RedisConnector implements Connector<RedisConnection> {
    private static final Duration SHORT = Duration.ofSeconds(2);

    @Override
    public String type() {
        return "redis";
    }

    @Override
    public Class<RedisConnection> settings() {
        return RedisConnection.class;
    }

    @Override
    public Cache cache(Site<RedisConnection> site) {
        return new RedisCache(site);
    }

    @Override
    public Destination destination(Site<RedisConnection> site) {
        return new RedisDestination(site);
    }

    @Override
    public List<Finding> checkWriting(Site<RedisConnection> site, List<EntityName> entities) {
        return new WritingCheck(site).findings();
    }

    @Override
    public List<Finding> check(Site<RedisConnection> site) {
        List<Finding> findings = new ArrayList<>();
        try (RedisSession session = new RedisSession(site)) {
            findings.add(Finding.good("Redis " + session.version() + " answers at " + site.settings()));
            String key = "leat:doctor:" + UUID.randomUUID();
            session.write(Map.of(key, "written"), SHORT);
            findings.add(session.read(List.of(key)).equals(List.of("written"))
                ? Finding.good("reads and writes entries that expire")
                : Finding.bad("connections." + site.name(), "an entry that was just written is not there",
                    "Give this Redis more memory, or connect to a primary instead of a replica"));
        } catch (LeatException found) {
            found.problems().forEach(problem -> findings.add(Finding.bad(problem.where(), problem.what(), problem.fix())));
        }
        return findings;
    }
}
