package dev.leat.connect.postgres;

import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataType;

/**
 * An array of one dimension as {@code array_recv} reads it.
 *
 * @param oid of the element's type, as {@code pg_type.dat} of the server fixes it
 */
record ArrayEncoder(int oid, Encoder element) implements Encoder {
    private static final Map<String, Integer> OIDS = Map.ofEntries(Map.entry("boolean", 16), Map.entry("bytea", 17), Map.entry("bigint", 20), Map.entry("smallint", 21),
        Map.entry("integer", 23), Map.entry("text", 25), Map.entry("real", 700), Map.entry("double precision", 701), Map.entry("date", 1082),
        Map.entry("timestamp without time zone", 1114), Map.entry("timestamp with time zone", 1184), Map.entry("numeric", 1700));

    static ArrayEncoder of(DataType element) {
        return new ArrayEncoder(OIDS.get(Encoders.type(element).orElseThrow().replaceAll("\\(.*", "")), Encoders.of(element));
    }

    @Override
    public void encode(SpecializedGetters row, int ordinal, CopyBuffer out) throws Unfit {
        ArrayData array = row.getArray(ordinal);
        int count = array.numElements();
        int length = out.length();
        out.int4(0);
        out.int4(count == 0 ? 0 : 1);
        out.int4(IntStream.range(0, count).anyMatch(array::isNullAt) ? 1 : 0);
        out.int4(oid);
        if (count > 0) {
            out.int4(count);
            out.int4(1);
        }
        for (int i = 0; i < count; i++) {
            if (array.isNullAt(i)) {
                out.int4(-1);
            } else {
                element.encode(array, i, out);
            }
        }
        out.put4(length, out.length() - length - 4);
    }
}
