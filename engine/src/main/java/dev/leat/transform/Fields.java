package dev.leat.transform;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;

/** The fields of one stage, evaluated one by one, slowly, to find out which of them fails. */
record Fields(String stage, One[] fields) implements Serializable {

    /**
     * A field's expression and the values it uses, as text.
     *
     * @param used  names of the columns or fields before
     * @param texts their values
     */
    record One(String field, Expression value, String[] used, Expression[] texts) implements Serializable {
        String usedValues(InternalRow row) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < used.length; i++) {
                values.add(used[i] + "=" + texts[i].eval(row));
            }
            return String.join(", ", values);
        }
    }

    /**
     * A row of {@code own}'s id, operation and sequence and of this stage's fields over {@code input}.
     *
     * @throws Failed at the first field that cannot be evaluated
     */
    InternalRow row(InternalRow own, InternalRow input) throws Failed {
        Object[] values = new Object[Slots.OWN_SIZE + fields.length];
        values[Slots.ID] = own.getUTF8String(Slots.ID);
        values[Slots.OP] = own.getUTF8String(Slots.OP);
        values[Slots.SEQ] = own.getLong(Slots.SEQ);
        for (int i = 0; i < fields.length; i++) {
            values[Slots.OWN_SIZE + i] = value(fields[i], input);
        }
        return new GenericInternalRow(values);
    }

    private Object value(One field, InternalRow row) throws Failed {
        try {
            return field.value().eval(row);
        } catch (Exception | StackOverflowError e) {
            throw new Failed(Evaluation.failure(row, stage, field, e));
        }
    }
}
