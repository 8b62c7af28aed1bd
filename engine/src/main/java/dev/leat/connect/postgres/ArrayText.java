package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.Tuple;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * An array as {@code array_out} writes it: {@code {1,NULL,"a \"b\""}}, with its subscripts in front where they do not begin at one. Subscripts are not kept. One of more dimensions, and one with
 * an element that cannot be held, is kept as text beside the row.
 */
final class ArrayText implements Decoder {
    private static final long serialVersionUID = 1L;

    private final Decoder element;
    private final StructType shape;
    private transient Tuple scratch;

    ArrayText(Decoder element, DataType type) {
        this.element = element;
        shape = new StructType().add("element", type).add("unreadable", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType));
    }

    @Override
    public void decode(byte[] bytes, int at, int length, Tuple row, int ordinal) {
        int from = at;
        while (bytes[from] != '{') {
            from++;
        }
        Optional<List<Object>> elements = elements(bytes, from + 1, at + length - 1);
        if (elements.isPresent()) {
            row.put(ordinal, new GenericArrayData(elements.get().toArray()));
        } else {
            row.unreadable(ordinal, UTF8String.fromBytes(bytes, at, length));
        }
    }

    /** Empty when they cannot be held. */
    private Optional<List<Object>> elements(byte[] bytes, int from, int end) {
        List<Object> elements = new ArrayList<>();
        for (int i = from; i < end; i++) { // behind each element is a comma, or the end
            if (bytes[i] == '{') {
                return Optional.empty();
            }
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            boolean quoted = bytes[i] == '"';
            i += quoted ? 1 : 0;
            while (i < end && bytes[i] != (quoted ? '"' : ',')) {
                i += bytes[i] == '\\' ? 1 : 0;
                text.write(bytes[i++]);
            }
            i += quoted ? 1 : 0;
            byte[] value = text.toByteArray();
            if (!quoted && Texts.ascii(value, 0, value.length).equals("NULL")) {
                elements.add(null);
                continue;
            }
            Tuple held = scratch();
            element.decode(value, 0, value.length, held, 0);
            if (held.isNullAt(0)) {
                return Optional.empty();
            }
            elements.add(held.genericGet(0));
        }
        return Optional.of(elements);
    }

    private Tuple scratch() {
        if (scratch == null) {
            scratch = new Tuple(shape);
        }
        scratch.begin();
        return scratch;
    }
}
