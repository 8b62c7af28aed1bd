package dev.leat.connect.http;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;

/**
 * An entity: a list of JSON objects that the API gives at a path.
 *
 * @param path    after the connection's {@code url}, such as {@code /campaigns}
 * @param records where in the answer the list is, such as {@code data.items}; absent: the answer is the list
 * @param params  of each request, after {@code ?}
 * @param page    how to come from one page to the next; absent: there is one page
 * @param since   how to ask for what is new; without it every read reads all
 */
public record Endpoint(String path, Optional<String> records, Map<String, String> params, Optional<Page> page, Optional<Since> since) implements Serializable {
    public Endpoint {
        params = HttpSettings.ordered(params);
        records.ifPresent(JsonPath::of);
        if (path.contains("?") || path.contains("#") || path.contains("://")) {
            throw new IllegalArgumentException("'path' is a path such as /campaigns; write parameters under 'params'");
        }
    }

    private Object writeReplace() {
        return Portable.of(this);
    }
}
