package dev.leat.transform;

import dev.leat.model.Column;
import dev.leat.model.FieldMapping;
import dev.leat.model.Problem;
import dev.leat.model.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;

/** The first stage: the mapping's expressions on source columns. */
final class Mapped {
    static final String NAME = "mapping";

    private final Definition definition;
    private final Problems problems;
    private final List<Field> columns = new ArrayList<>();
    private final List<Unreadable.Use> uses = new ArrayList<>();
    private final List<Field> output = new ArrayList<>();
    private final List<Expression> values = new ArrayList<>();

    Mapped(Definition definition, Problems problems) {
        this.definition = definition;
        this.problems = problems;
    }

    /** The compilation after this stage. */
    Compilation compile() {
        List<Attribute> source = Types.attributes(definition.source());
        Set<String> used = new TreeSet<>();
        Set<String> targets = new HashSet<>();
        for (int i = 0; i < definition.fields().size(); i++) {
            FieldMapping mapping = definition.fields().get(i);
            String where = definition.mappingWhere() + ": fields[" + i + "]";
            if (!targets.add(mapping.target())) {
                problems.add(where + ".target", "the field '" + mapping.target() + "' is mapped twice", "Leave one of them out");
            }
            parsed(mapping, where + ".expression").ifPresent(expression -> {
                used.addAll(expression.columns());
                Analysis.resolve(expression.text(), source, where + ".expression", problems).ifPresent(value -> add(mapping, expression, value));
            });
        }
        source.stream().filter(attribute -> used.contains(attribute.name())).forEach(attribute -> columns.add(new Field(attribute, Optional.empty())));
        Compilation compilation = new Compilation(definition, problems, Slots.captured(columns), new Unreadable(NAME, uses.toArray(Unreadable.Use[]::new)));
        compilation.enter(NAME, definition.mappingWhere());
        compilation.project(output, values);
        return compilation;
    }

    private Optional<dev.leat.transform.Expression> parsed(FieldMapping mapping, String where) {
        List<String> names = definition.source().stream().map(Column::name).toList();
        return dev.leat.transform.Expression.parse(mapping.expression(), names, where, problems).filter(expression -> {
            List<Column> refused = definition.source().stream()
                .filter(column -> column.type().isEmpty() && expression.columns().contains(column.name())).toList();
            refused.forEach(column -> problems.add(where, "the column '" + column.name() + "' (" + column.sourceType() + ") is not captured: " + column.note(),
                Problem.choices(definition.source().stream().filter(other -> other.type().isPresent()).map(Column::name).toList())));
            return refused.isEmpty();
        });
    }

    private void add(FieldMapping mapping, dev.leat.transform.Expression expression, Expression value) {
        Field field = Field.of(mapping.target(), value);
        boolean key = value instanceof Attribute attribute && definition.key().contains(attribute.name());
        output.add(key ? field.holding(((Attribute) value).name()) : field);
        values.add(value);
        uses.add(new Unreadable.Use(mapping.target(), new HashSet<>(expression.columns()), key));
    }
}
