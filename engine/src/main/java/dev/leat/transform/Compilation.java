package dev.leat.transform;

import dev.leat.model.Problem;
import dev.leat.model.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;

/** A program in the making: the fields as the stages so far left them, and the steps that make them. */
final class Compilation {
    /** More than this many nodes are not fused into one projection: fields used again and again would grow without bound. */
    private static final int LARGEST = 4_000;

    private final Definition definition;
    private final Problems problems;
    private final List<Projection> pending = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final Slots captured;
    private Slots input;
    private Slots afterFirstStep;
    private List<Field> fields;
    private Unreadable unreadable;
    private String stage = "";
    private String where = "";

    Compilation(Definition definition, Problems problems, Slots captured, Unreadable unreadable) {
        this.definition = definition;
        this.problems = problems;
        this.captured = captured;
        this.input = captured;
        this.fields = captured.fields();
        this.unreadable = unreadable;
    }

    /** What follows belongs to this stage, and its problems to this place. */
    void enter(String stage, String where) {
        this.stage = stage;
        this.where = where;
    }

    /** What the first stage reads. */
    Slots captured() {
        return captured;
    }

    List<Field> fields() {
        return fields;
    }

    Auxiliaries auxiliaries() {
        return definition.auxiliaries();
    }

    Path workspace() {
        return definition.workspace();
    }

    String stage() {
        return stage;
    }

    void problem(String key, String what, String fix) {
        problems.add(at(key), what, fix);
    }

    String at(String key) {
        return key.isEmpty() ? where : where + "." + key;
    }

    Problems problems() {
        return problems;
    }

    List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    /** The field of this name; empty after a problem that lists the fields. */
    Optional<Field> field(String name, String key) {
        Optional<Field> found = fields.stream().filter(field -> field.name().equals(name)).findFirst();
        if (found.isEmpty()) {
            problem(key, "there is no field '" + name + "' here", Problem.choices(names()));
        }
        return found;
    }

    /** An expression of the user's on the fields; empty after a problem. */
    Optional<Expression> expression(String text, String key) {
        return dev.leat.transform.Expression.parse(text, names(), at(key), problems)
            .flatMap(allowed -> Analysis.resolve(text, attributes(), at(key), problems));
    }

    /** An expression of Leat's own on the fields. */
    Expression own(String text) {
        return Analysis.own(text, attributes());
    }

    private List<Attribute> attributes() {
        return fields.stream().map(Field::attribute).toList();
    }

    /** Other names or another order, at no cost. */
    void renamed(List<Field> renamed) {
        fields = List.copyOf(renamed);
    }

    /** Replaces the fields by these, each with its value over the fields so far. */
    void project(List<Field> output, List<Expression> values) {
        Projection next = new Projection(stage, fields, output, values);
        List<Projection> fused = new ArrayList<>(pending);
        fused.add(next);
        if (!pending.isEmpty() && Projection.size(Projection.through(fused)) > LARGEST) {
            flush(List.of());
        }
        pending.add(next);
        fields = List.copyOf(output);
    }

    /** A step on the rows with the fields so far, which makes rows with these fields. */
    void step(java.util.function.Function<Slots, Step> step, List<Field> output) {
        flush(List.of());
        steps.add(step.apply(input));
        fields = List.copyOf(output);
        input = Slots.between(fields);
    }

    Slots afterFirstStep() {
        return afterFirstStep;
    }

    /** All steps, the first of them {@link Fused}; the checks are made on the finished rows. */
    List<Step> finish(List<Check> checks) {
        if (pending.isEmpty() && !checks.isEmpty()) {
            project(fields, fields.stream().map(field -> (Expression) field.attribute()).toList());
        }
        flush(checks);
        return List.copyOf(steps);
    }

    private void flush(List<Check> checks) {
        if (!pending.isEmpty()) {
            steps.add(new Fused(input, List.copyOf(pending), unreadable, checks));
            afterFirstStep = steps.size() == 1 ? Slots.between(fields) : afterFirstStep;
            pending.clear();
            unreadable = new Unreadable("", new Unreadable.Use[0]);
        }
        input = Slots.between(fields);
    }
}
