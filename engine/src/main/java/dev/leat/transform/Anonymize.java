package dev.leat.transform;

import dev.leat.model.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Takes from fields what identifies a person. Null stays null.
 *
 * @param columns the way by field: {@code mask}, {@code redact}, {@code year}, {@code truncate}, {@code truncate(N)}, {@code null} or {@code tokenize}
 * @param salt    key of {@code tokenize}
 */
public record Anonymize(String name, Map<String, Way> columns, Optional<Secret> salt) implements Transformation {
    public Anonymize {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }
}
