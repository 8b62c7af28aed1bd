package dev.leat.connect.elasticsearch;

import dev.leat.connect.Site;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Documents taken out with their versions. */
record Deletion(Site<ElasticsearchSettings> site, Requests requests, String index) {
    private static final int MOST = 10_000;
    private static final String SETTING = "index.gc_deletes";
    private static final long DEFAULT_MILLIS = 60_000;
    private static final long LONGEST_MILLIS = 600_000;
    /** The server looks at a clock that it moves on a few times in a second. */
    private static final long CLOCK_MILLIS = 1_000;
    private static final Map<String, Long> UNITS = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Pattern TIME = Pattern.compile("(\\d+)(ms|s|m|h|d)");

    void forget(List<String> ids) {
        if (ids.size() > MOST) {
            throw new LeatException(Kind.DATA, "connections." + site.name() + ": " + index, "something else wrote " + ids.size() + " of its documents, too many to take out one by one",
                "Delete the index and write it again: leat state rewind PIPELINE --to beginning");
        }
        long wait = remembered();
        if (wait > LONGEST_MILLIS) {
            throw new LeatException(Kind.WORKSPACE, "connections." + site.name() + ": " + index, "something else wrote " + ids.size() + " of its documents, and it remembers the versions of deleted ones for "
                + wait / 1000 + " s (" + SETTING + ")", "Set it to a minute and run again");
        }
        for (String id : ids) {
            requests.call("DELETE", "/" + index + "/_doc/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        try {
            Thread.sleep(wait + CLOCK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeatException(Kind.SYSTEM, "connections." + site.name() + ": " + index, "interrupted while waiting for Elasticsearch to forget " + ids.size() + " documents", "Run again: they are missing until then", e);
        }
        requests.call("POST", "/" + index + "/_refresh");
    }

    private long remembered() {
        String text = requests.call("GET", "/" + index + "/_settings/" + SETTING + "?flat_settings=true").body().findPath(SETTING).asText();
        Matcher time = TIME.matcher(text);
        return time.matches() ? Long.parseLong(time.group(1)) * UNITS.get(time.group(2)) : DEFAULT_MILLIS;
    }
}
