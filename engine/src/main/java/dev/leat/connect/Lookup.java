package dev.leat.connect;

import dev.leat.model.EntityName;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Rows of an entity by key, on executors: goes there unopened and opens at the first use. */
public interface Lookup extends Serializable {
    /** Opens a session for one task; used by one thread and closed by it. {@code match} and {@code take} are columns of the entity. */
    Session open(EntityName entity, List<String> match, List<String> take);

    /** One task's look-ups. */
    interface Session extends AutoCloseable {
        /**
         * @param keys values of the match columns as text, in their order; compared as text, none is null
         * @return for each key that has rows, those rows ({@code take} columns as text, null where they are); more than one row means a duplicate key
         */
        Map<List<String>, List<List<String>>> find(Collection<List<String>> keys);

        @Override
        void close();
    }
}
