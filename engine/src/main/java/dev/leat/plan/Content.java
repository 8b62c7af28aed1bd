package dev.leat.plan;

import java.util.List;
import java.util.Map;

/**
 * What an approval binds, as hashes.
 *
 * @param hash   of everything
 * @param fields hash by destination field of {target, expression, used source columns with types, constraints}
 * @param parts  for telling a change, by name: what else is bound (short texts as they are, others as hash), and the type of each used column
 */
record Content(String hash, Map<String, String> fields, Map<String, String> parts) {
    static final String COLUMN = "column ";

    Content {
        fields = Map.copyOf(fields);
        parts = Map.copyOf(parts);
    }

    static List<String> readable() {
        return List.of("pipeline", "source", "destination", "key", "capture", "write", "exclude");
    }
}
