package dev.leat.transform;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;

/** Every letter as {@code x}, every digit as {@code #}, all else as it is: the shape stays. Public, because Spark's generated code calls it. */
public final class Mask {
    private Mask() {}

    public static UTF8String mask(UTF8String text) {
        StringBuilder masked = new StringBuilder(text.numBytes());
        text.toString().codePoints().forEach(c -> masked.appendCodePoint(Character.isLetter(c) ? 'x' : Character.isDigit(c) ? '#' : c));
        return UTF8String.fromString(masked.toString());
    }

    /** Of the value's text; null stays null. */
    static Expression of(Expression value) {
        return new StaticInvoke(Mask.class, DataTypes.StringType, "mask", Seqs.of(List.of(Types.text(value))),
            Seqs.of(List.of(DataTypes.StringType)), true, true, true, Option.empty());
    }
}
