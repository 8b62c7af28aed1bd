package dev.leat.connect;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Short texts by key for a limited time, on executors: goes there unopened. A cache that cannot be reached throws SYSTEM; the caller goes on without. */
public interface Cache extends Serializable {
    Session open();

    /** One task's use of the cache. */
    interface Session extends AutoCloseable {
        /** One text for each key in the same order, null where there is none. */
        List<String> read(List<String> keys);

        void write(Map<String, String> entries, Duration timeToLive);

        @Override
        void close();
    }
}
