package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.Tuple;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * An array as {@code array_send} writes it: int32 dimensions, flags, element type, then length and first subscript of the one dimension, then
 * each element with its length. Subscripts are not kept. Other dimensions, and elements that cannot be held, do not come here: {@link Fate} selects them as text.
 */
final class ArrayDecoder implements Decoder {
    private static final long serialVersionUID = 1L;

    private final Decoder element;
    private final StructType shape;
    private transient Tuple scratch;

    ArrayDecoder(Decoder element, DataType type) {
        this.element = element;
        shape = new StructType().add("element", type).add("unreadable", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType));
    }

    @Override
    public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
        Object[] elements = new Object[Big.int4(bytes, at) == 0 ? 0 : Big.int4(bytes, at + 12)];
        int from = at + 20;
        for (int i = 0; i < elements.length; i++) {
            int size = Big.int4(bytes, from);
            from += 4;
            if (size >= 0) {
                elements[i] = value(bytes, from, size);
                from += size;
            }
        }
        row.put(ordinal, new GenericArrayData(elements));
    }

    private Object value(byte[] bytes, int at, int length) {
        if (scratch == null) {
            scratch = new Tuple(shape);
        }
        element.decode(bytes, at, length, scratch, 0);
        if (scratch.isNullAt(0)) {
            throw new IllegalStateException("an element that cannot be held came in an array that should have been read as text");
        }
        return scratch.genericGet(0);
    }
}
