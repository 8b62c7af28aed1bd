package dev.leat.transform;

import dev.leat.connect.Failures;
import dev.leat.model.Column;
import dev.leat.model.Problems;
import dev.leat.model.Transformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A mapping, its transformers and the destination's constraints, checked and ready to run. Compiling needs no Spark session. */
public final class Program {
    private final List<Field> captured;
    private final List<Field> fields;
    private final List<String> key;
    private final List<Stage> stages;
    private final Slots mapped;
    private final List<Step> steps;

    private Program(Definition definition, Slots captured, Compilation compilation, List<Step> steps) {
        this.captured = captured.fields();
        this.fields = compilation.fields();
        this.key = key(definition.key(), fields);
        this.stages = stages(definition);
        this.mapped = compilation.afterFirstStep();
        this.steps = steps;
    }

    /** A stage as a plan shows it. {@code kind} is {@code mapping}, a transformer's type or {@code constraints}. */
    public record Stage(String name, String kind) {}

    /** Empty after a problem; all problems are told. Runs no code of the user. */
    public static Optional<Program> compile(Definition definition, Problems problems) {
        int before = problems.list().size();
        Compilation compilation = new Mapped(definition, problems).compile();
        Slots captured = compilation.captured();
        if (problems.list().size() > before) {
            // Fields are missing, so transformers would only repeat what is wrong
            return Optional.empty();
        }
        for (int i = 0; i < definition.transformers().size(); i++) {
            Transformer transformer = definition.transformers().get(i);
            compilation.enter(transformer.name(), definition.pipelineWhere() + ".transformers[" + i + "]");
            ((Transformation) transformer).compile(compilation);
        }
        compilation.enter(Demands.NAME, definition.mappingWhere());
        List<Step> steps = problems.list().size() > before ? List.of() : new Demands(compilation).compile(definition.constraints());
        return problems.list().size() > before ? Optional.empty() : Optional.of(new Program(definition, captured, compilation, steps));
    }

    private static List<String> key(List<String> columns, List<Field> fields) {
        List<String> key = new ArrayList<>();
        for (String column : columns) {
            fields.stream().filter(field -> field.key().equals(Optional.of(column))).findFirst().ifPresent(field -> key.add(field.name()));
        }
        return key.size() == columns.size() ? List.copyOf(key) : List.of();
    }

    private static List<Stage> stages(Definition definition) {
        List<Stage> stages = new ArrayList<>();
        stages.add(new Stage(Mapped.NAME, Mapped.NAME));
        definition.transformers().forEach(transformer -> stages.add(new Stage(transformer.name(), ((Transformation) transformer).kind())));
        stages.add(new Stage(Demands.NAME, Demands.NAME));
        return List.copyOf(stages);
    }

    /** The destination's fields in order, with Spark SQL types. A field is not nullable where that is certain. */
    public List<Column> fields() {
        return fields.stream().map(Field::column).toList();
    }

    /** The fields that hold the key columns, in the key's order, when the program keeps each of them as it is; else empty. */
    public List<String> key() {
        return key;
    }

    public List<Stage> stages() {
        return stages;
    }

    /**
     * Lazy. A record that fails is left out and told to {@code failures}, the first failure of each.
     *
     * @param captured has the source columns, {@code _leat_id}, {@code _leat_op}, {@code _leat_seq} and, where the source has it, {@code _leat_unreadable}
     * @param failures registered
     * @param counters registered
     * @return {@code _leat_id}, {@code _leat_op}, {@code _leat_seq} and the fields, in partitions and order of {@code captured}. In a {@code d} row fields are
     *     null, except those that are a key column as it is
     */
    public Dataset<Row> apply(SparkSession spark, Dataset<Row> captured, Failures failures, Counters counters) {
        return new Running((org.apache.spark.sql.classic.SparkSession) spark, failures, counters)
            .of((org.apache.spark.sql.classic.Dataset<Row>) Captured.select(captured, this.captured), steps, mapped, Slots.between(fields));
    }
}
