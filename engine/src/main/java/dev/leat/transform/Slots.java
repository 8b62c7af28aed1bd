package dev.leat.transform;

import dev.leat.connect.Batch;
import dev.leat.connect.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Where the values of a row are between two steps: {@code _leat_id}, {@code _leat_op}, {@code _leat_seq}, in captured rows {@code _leat_unreadable},
 * then fields.
 */
record Slots(List<Field> fields, int first) {
    static final int ID = 0;
    static final int OP = 1;
    static final int SEQ = 2;
    static final int OWN_SIZE = 3;
    static final int UNREADABLE = 3;

    private static final List<Field> OWN = List.of(Field.of(Batch.ID, DataTypes.StringType, true), Field.of(Batch.OP, DataTypes.StringType, true),
        Field.of(Batch.SEQ, DataTypes.LongType, false));
    static final Field UNREADABLE_VALUES = Field.of(Reading.UNREADABLE, DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType), true);

    static Slots captured(List<Field> columns) {
        return new Slots(List.copyOf(columns), OWN_SIZE + 1);
    }

    static Slots between(List<Field> fields) {
        return new Slots(List.copyOf(fields), OWN_SIZE);
    }

    boolean isCaptured() {
        return first > OWN_SIZE;
    }

    List<Field> all() {
        List<Field> all = new ArrayList<>(OWN);
        if (isCaptured()) {
            all.add(UNREADABLE_VALUES);
        }
        all.addAll(fields);
        return all;
    }

    /** The first three values of any row. */
    static List<Expression> own() {
        return references(OWN, 0);
    }

    private static List<Expression> references(List<Field> fields, int first) {
        List<Expression> references = new ArrayList<>();
        for (Field field : fields) {
            references.add(reference(first + references.size(), field.attribute(), field.attribute().nullable()));
        }
        return references;
    }

    private static Expression reference(int ordinal, Attribute attribute, boolean nullable) {
        return new BoundReference(ordinal, attribute.dataType(), nullable);
    }

    /** All values as they are. */
    List<Expression> references() {
        return references(all(), 0);
    }

    /** The expression with its attributes as places in these rows. A captured column may be null whatever its schema says. */
    Expression bind(Expression expression) {
        Map<ExprId, Integer> places = new HashMap<>();
        for (Field field : fields) {
            places.put(field.attribute().exprId(), first + places.size());
        }
        return bind(expression, places);
    }

    private Expression bind(Expression node, Map<ExprId, Integer> places) {
        if (node instanceof AttributeReference attribute) {
            return reference(places.get(attribute.exprId()), attribute, attribute.nullable() || isCaptured());
        }
        return node.mapChildren(child -> bind(child, places));
    }

    DataType[] types() {
        return all().stream().map(Field::type).toArray(DataType[]::new);
    }
}
