package dev.leat.transform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.unsafe.types.UTF8String;

/** The last stage: the destination's types, and what else it demands of the finished fields. */
final class Demands {
    static final String NAME = "constraints";

    private final Compilation compilation;
    private final List<Field> output = new ArrayList<>();
    private final List<Expression> values = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();

    Demands(Compilation compilation) {
        this.compilation = compilation;
    }

    List<Step> compile(List<Constraint> constraints) {
        compilation.enter(NAME, compilation.at(""));
        for (Field field : compilation.fields()) {
            add(field, constraints.stream().filter(constraint -> constraint.field().equals(field.name())).findFirst()
                .orElse(new Constraint(field.name(), Optional.empty(), false, List.of())));
        }
        List<String> names = compilation.names();
        constraints.stream().filter(constraint -> constraint.required() && !names.contains(constraint.field()))
            .forEach(constraint -> problem("nothing fills '" + constraint.field() + "', which the destination needs", "Map it"));
        if (!values.equals(compilation.fields().stream().map(Field::attribute).toList())) {
            compilation.project(output, values);
        } else {
            compilation.renamed(output);
        }
        return compilation.finish(checks);
    }

    private void add(Field field, Constraint constraint) {
        Optional<DataType> demanded = constraint.type().flatMap(text -> Types.parse(text, compilation.at(field.name()), compilation.problems()));
        DataType type = demanded.map(Types::held).orElse(field.type());
        if (type instanceof NullType) {
            problem("the type of '" + field.name() + "' is not known", "Cast it: cast(null as string)");
        } else if (!Types.assignable(field.type(), type)) {
            problem("'" + field.name() + "' is " + field.type().sql() + ", which the destination's " + type.sql() + " cannot take", "Cast it in its expression");
        }
        Expression value = Types.cast((Expression) field.attribute(), type);
        boolean nullable = field.attribute().nullable() && !constraint.required();
        Field finished = value == field.attribute() ? new Field(field.attribute().withNullability(nullable), field.key())
            : new Field(Field.attribute(field.name(), type, nullable), field.key());
        int place = Slots.OWN_SIZE + output.size();
        int longest = demanded.flatMap(Types::longest).orElse(0);
        Set<Object> allowed = allowed(constraint, type);
        if (constraint.required() || longest > 0 || !allowed.isEmpty()) {
            checks.add(new Check(NAME, field.name(), place, type, constraint.required(), longest, allowed));
        }
        output.add(finished);
        values.add(value);
    }

    private Set<Object> allowed(Constraint constraint, DataType type) {
        Set<Object> allowed = new HashSet<>();
        for (String value : constraint.values()) {
            try {
                allowed.add(Types.cast(Literal.create(UTF8String.fromString(value), DataTypes.StringType), type).eval(null));
            } catch (RuntimeException e) {
                if (!(e instanceof SparkThrowable)) {
                    throw e;
                }
                problem("the allowed value '" + value + "' of '" + constraint.field() + "' is not " + type.sql(), "Correct the destination's label");
            }
        }
        return allowed;
    }

    private void problem(String what, String fix) {
        compilation.problem("", what, fix);
    }
}
