package dev.leat.transform;

import dev.leat.connect.Lookup;
import dev.leat.model.EntityName;
import java.io.Serializable;
import java.util.List;

/** What a look-up asks its entity. */
record Query(Lookup lookup, EntityName entity, List<String> match, List<String> take) implements Serializable {
    Query(Auxiliaries.Entity entity, List<String> match, List<String> take) {
        this(entity.lookup(), entity.entity(), match, take);
    }

    Lookup.Session open() {
        return lookup.open(entity, match, take);
    }
}
