package dev.leat.mapping.language;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What asking for descriptions brought.
 *
 * @param said    by question, in their order; nothing where there was no answer
 * @param failed  questions without an answer, by cause as in {@link Outcome.Reply}
 * @param dropped parts of answers that were not taken: {@code unknown-field}, {@code said-twice}, {@code control-characters}, {@code unknown-semantic}
 * @param stopped as {@link Outcome#stopped}
 * @param tokens  as {@link Outcome#tokens}
 */
public record Descriptions(List<List<Description>> said, Map<String, Integer> failed, Map<String, Integer> dropped, Optional<String> stopped, long tokens) {
    public Descriptions {
        said = said.stream().map(List::copyOf).toList();
        failed = Collections.unmodifiableMap(new TreeMap<>(failed));
        dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
    }
}
