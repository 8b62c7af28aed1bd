package dev.leat.connect.elasticsearch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Indices that were made a moment ago and are filled for the first time, without the refresh of every second that costs the server a good part of its time,
 * as Elasticsearch's guide "Tune for indexing speed" advises. The mapping of such an index says so until the end: who dies before leaves it to the next run. A credential
 * that may not change settings loads with the refresh.
 */
final class FirstLoads {
    private final Requests requests;
    private final Map<String, IndexMapping> loading = new LinkedHashMap<>();

    FirstLoads(Requests requests) {
        this.requests = requests;
    }

    void begin(String index, IndexMapping mapping) {
        if (interval(index, Optional.of("-1")).status() < 400) {
            loading.put(index, mapping);
        }
    }

    /** The index exists already: perhaps because an earlier load died. */
    void resume(String index, IndexMapping mapping) {
        if (mapping.loading()) {
            begin(index, mapping);
        }
    }

    /** From here on the server refreshes as it does by default. */
    void end() {
        loading.forEach((index, mapping) -> {
            Requests.Answer answer = interval(index, Optional.empty());
            if (answer.status() >= 400 && answer.found()) {
                throw new LeatException(Kind.SYSTEM, "index " + index, "its refresh_interval is still off after the first load (" + answer.reason() + ")", "Run again, or set it to null");
            }
            // Dead before this, it is done once more at the next run
            requests.call("PUT", "/" + index + "/_mapping", Optional.of(mapping.loaded()));
        });
        loading.clear();
    }

    private Requests.Answer interval(String index, Optional<String> value) {
        ObjectNode settings = Requests.JSON.createObjectNode();
        settings.putObject("index").put("refresh_interval", value.orElse(null));
        return requests.tried("PUT", "/" + index + "/_settings", Optional.of(settings));
    }
}
