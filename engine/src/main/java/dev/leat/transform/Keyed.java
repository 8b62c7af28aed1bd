package dev.leat.transform;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Secret;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * HMAC-SHA-256 with a salt that is resolved where it is used: executors get the reference. Public, because Spark's generated code calls it. One
 * object serves one task.
 */
public final class Keyed implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String ALGORITHM = "HmacSHA256";

    private final Secret salt;
    private final int digits;
    private transient Mac mac;

    /** The first {@code digits} hexadecimal digits, at most 64. */
    Keyed(Secret salt, int digits) {
        this.salt = salt;
        this.digits = digits;
    }

    /** @throws LeatException of kind WORKSPACE when the salt cannot be resolved or is empty */
    public UTF8String hex(UTF8String text) {
        if (mac == null) {
            mac = mac();
        }
        return UTF8String.fromString(HexFormat.of().formatHex(mac.doFinal(text.getBytes())).substring(0, digits));
    }

    private Mac mac() {
        byte[] key = salt.reveal().getBytes(StandardCharsets.UTF_8);
        if (key.length == 0) {
            throw new LeatException(Kind.WORKSPACE, salt.toString(), "the salt is empty", "Give it a value of at least 16 characters");
        }
        try {
            Mac made = Mac.getInstance(ALGORITHM);
            made.init(new SecretKeySpec(key, ALGORITHM));
            return made;
        } catch (GeneralSecurityException e) {
            throw new LeatException(Kind.BUG, ALGORITHM, "this Java does not have it", "Use another Java 17", e);
        }
    }

    /** Of the value's text; null stays null. */
    Expression of(Expression value) {
        return new Invoke(Literal.fromObject(this), "hex", DataTypes.StringType, Seqs.of(java.util.List.of(Types.text(value))),
            Seqs.of(java.util.List.of(DataTypes.StringType)), true, true, true);
    }
}
