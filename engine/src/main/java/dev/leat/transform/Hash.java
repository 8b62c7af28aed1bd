package dev.leat.transform;

import dev.leat.model.Secret;
import java.util.List;
import java.util.Optional;

/**
 * Replaces fields by the hash of their text (as Spark casts them), as 64 hexadecimal digits in lower case. Null stays null.
 *
 * @param columns   the fields
 * @param salt      key of {@code hmac-sha-256}
 * @param algorithm absent: {@code hmac-sha-256}, which needs a salt; {@code sha-256} takes none
 */
public record Hash(String name, List<String> columns, Optional<Secret> salt, Optional<Algorithm> algorithm) implements Transformation {
    /** How to hash. Without a key, values of a small set (phone numbers, e-mail addresses) can be guessed. */
    public enum Algorithm { HMAC_SHA_256, SHA_256 }

    public Hash {
        columns = List.copyOf(columns);
    }
}
