package dev.leat.connect.jdbc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Reading;
import dev.leat.connect.Sample;
import dev.leat.connect.SampledValues;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The first rows of a part, for a {@link Sample}. */
public final class SampledRows {
    private SampledRows() {}

    /** @param schema of the part's rows, with {@link Reading#UNREADABLE} last */
    public static List<ObjectNode> of(Rows.Part part, StructType schema, int most) {
        List<ObjectNode> rows = new ArrayList<>();
        if (most == 0) {
            return rows;
        }
        StructType columns = new StructType(java.util.Arrays.copyOf(schema.fields(), schema.size() - 1));
        try (Rows.Cursor cursor = part.open()) {
            long characters = 0;
            for (InternalRow row = cursor.next(); row != null; row = cursor.next()) {
                ObjectNode sampled = SampledValues.row(columns, row);
                if (!row.isNullAt(columns.size())) {
                    unreadable(row.getMap(columns.size()), sampled);
                }
                rows.add(sampled);
                characters += sampled.properties().stream().mapToLong(value -> value.getValue().asText().length()).sum();
                if (rows.size() == most || characters > Sample.MOST_CHARACTERS) {
                    break;
                }
            }
        } catch (SQLException e) {
            throw SqlFailure.of(part.where(), "read some rows of it", e);
        }
        return rows;
    }

    private static void unreadable(MapData texts, ObjectNode row) {
        for (int i = 0; i < texts.numElements(); i++) {
            row.put(texts.keyArray().get(i, DataTypes.StringType).toString(), texts.valueArray().get(i, DataTypes.StringType).toString());
        }
    }
}
