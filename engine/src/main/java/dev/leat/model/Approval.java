package dev.leat.model;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A person's decision on one exact content.
 *
 * @param by        who decided
 * @param content   {@code sha256:} and the hash of everything that is bound
 * @param fields    the same by destination field, so that a change makes only the affected fields stale
 * @param parts     what else was approved, by name (short texts as they are, long ones as hash), so that a change can be told; it decides nothing
 * @param signature Base64 of the Ed25519 signature, where signatures are demanded
 */
public record Approval(String by, Instant at, String content, Map<String, String> fields, Map<String, String> parts, Optional<String> signature) {
    public Approval {
        fields = Map.copyOf(fields);
        parts = Map.copyOf(parts);
    }
}
