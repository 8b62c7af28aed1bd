package dev.leat.transform;

import dev.leat.model.Secret;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Sha2;
import org.apache.spark.sql.types.DataTypes;

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

    private static final int DIGITS = 64;
    private static final int BITS = 256;

    public Hash {
        columns = List.copyOf(columns);
        boolean keyed = algorithm.orElse(Algorithm.HMAC_SHA_256) == Algorithm.HMAC_SHA_256;
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("hash names no columns; write columns: [FIELD]");
        }
        if (keyed && salt.isEmpty()) {
            throw new IllegalArgumentException("hash needs a salt, a secret such as ${env:HASH_SALT}; without one write algorithm: sha-256");
        }
        if (!keyed && salt.isPresent()) {
            throw new IllegalArgumentException("sha-256 uses no salt; leave out salt or algorithm");
        }
    }

    @Override
    public void compile(Compilation compilation) {
        Replacing replacing = new Replacing();
        for (int i = 0; i < columns.size(); i++) {
            compilation.field(columns.get(i), "columns[" + i + "]")
                .ifPresent(field -> replacing.set(field.name(), hashed((Expression) field.attribute())));
        }
        replacing.addTo(compilation);
    }

    private Expression hashed(Expression value) {
        return salt.map(key -> new Keyed(key, DIGITS).of(value))
            .orElseGet(() -> new Sha2(Types.cast(Types.text(value), DataTypes.BinaryType), Literal.create(BITS, DataTypes.IntegerType)));
    }
}
