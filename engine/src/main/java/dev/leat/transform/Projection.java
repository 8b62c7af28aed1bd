package dev.leat.transform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;

/**
 * A stage whose fields are expressions on the fields before it.
 *
 * @param values the expression of each output field, over the input's attributes
 */
record Projection(String name, List<Field> input, List<Field> output, List<Expression> values) {

    /** The same values over the input of the stage before this one. */
    static List<Expression> through(List<Projection> stages) {
        List<Expression> values = stages.get(0).values();
        for (Projection stage : stages.subList(1, stages.size())) {
            Map<ExprId, Expression> before = new HashMap<>();
            for (int i = 0; i < stage.input().size(); i++) {
                before.put(stage.input().get(i).attribute().exprId(), values.get(i));
            }
            values = stage.values().stream().map(value -> substitute(value, before)).toList();
        }
        return values;
    }

    private static Expression substitute(Expression node, Map<ExprId, Expression> values) {
        return node instanceof AttributeReference attribute ? values.get(attribute.exprId())
            : node.mapChildren(child -> substitute(child, values));
    }

    /** How many nodes the values have. */
    static int size(List<Expression> values) {
        return values.stream().mapToInt(Projection::size).sum();
    }

    private static int size(Expression node) {
        return 1 + size(Seqs.list(node.children()));
    }

    /** To be evaluated field by field. */
    Fields bound(Slots slots) {
        List<Fields.One> fields = new ArrayList<>();
        for (int i = 0; i < output.size(); i++) {
            fields.add(one(output.get(i).name(), values.get(i), slots));
        }
        return new Fields(name, fields.toArray(Fields.One[]::new));
    }

    static Fields.One one(String field, Expression value, Slots slots) {
        Map<String, Expression> used = Seqs.list(value.references().toSeq()).stream().collect(Collectors.toMap(
            attribute -> attribute.name(), attribute -> Types.text(slots.bind((Expression) attribute)), (a, b) -> a, LinkedHashMap::new));
        return new Fields.One(field, slots.bind(value), used.keySet().toArray(String[]::new), used.values().toArray(Expression[]::new));
    }
}
