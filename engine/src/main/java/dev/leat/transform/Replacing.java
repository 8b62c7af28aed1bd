package dev.leat.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Expression;

/** The fields of a stage that gives some of them new values and adds others at the end. */
final class Replacing {
    private final Map<String, Expression> values = new LinkedHashMap<>();

    void set(String field, Expression value) {
        values.put(field, value);
    }

    void addTo(Compilation compilation) {
        addTo(compilation, compilation.fields());
    }

    /** Keeps only {@code kept} of the fields so far. A field with a new value no longer holds a key column. */
    void addTo(Compilation compilation, List<Field> kept) {
        Map<String, Expression> added = new LinkedHashMap<>(values);
        List<Field> output = new ArrayList<>();
        List<Expression> expressions = new ArrayList<>();
        for (Field field : kept) {
            Expression value = added.remove(field.name());
            output.add(value == null ? field : Field.of(field.name(), value));
            expressions.add(value == null ? (Expression) field.attribute() : value);
        }
        added.forEach((name, value) -> {
            output.add(Field.of(name, value));
            expressions.add(value);
        });
        compilation.project(output, expressions);
    }
}
