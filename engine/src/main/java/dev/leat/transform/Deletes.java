package dev.leat.transform;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.unsafe.types.UTF8String;

/** {@code d} rows bypass all evaluation: only fields that hold a key column as it is have a value. */
final class Deletes implements Serializable {
    private static final long serialVersionUID = 1L;
    static final UTF8String DELETE = UTF8String.fromString("d");

    private final Expression[] values;
    private final Fields fields;
    private transient UnsafeProjection projection;

    /** {@code values} make the output fields of other rows, over the input. */
    Deletes(String stage, Slots input, List<Field> output, List<Expression> values) {
        List<Fields.One> kept = new ArrayList<>();
        for (int i = 0; i < output.size(); i++) {
            Field field = output.get(i);
            kept.add(Projection.one(field.name(), field.key().isPresent() ? values.get(i) : Literal.create(null, field.type()), input));
        }
        this.values = Stream.concat(Slots.own().stream(), kept.stream().map(Fields.One::value)).toArray(Expression[]::new);
        this.fields = new Fields(stage, kept.toArray(Fields.One[]::new));
    }

    static boolean is(InternalRow row) {
        return DELETE.equals(row.getUTF8String(Slots.OP));
    }

    /** @throws Failed when a key value cannot be cast to the destination's type */
    InternalRow apply(InternalRow row) throws Failed {
        if (projection == null) {
            projection = UnsafeProjection.create(Seqs.of(List.of(values)));
        }
        try {
            return projection.apply(row);
        } catch (Exception e) {
            return fields.row(row, row);
        }
    }
}
