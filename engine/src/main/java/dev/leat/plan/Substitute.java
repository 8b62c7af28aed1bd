package dev.leat.plan;

import dev.leat.model.FieldMapping;
import dev.leat.model.Problems;
import dev.leat.transform.Auxiliaries;
import dev.leat.transform.Constraint;
import dev.leat.transform.Definition;
import dev.leat.transform.Program;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A mapping with stand-ins for the expressions that do not fit the source any more, to ask the destination about the others: a null of the labeled type, or nothing where no
 * label says one.
 */
final class Substitute {
    private final Definition whole;
    private final List<FieldMapping> unfit;

    Substitute(Definition whole) {
        this.whole = whole;
        this.unfit = whole.fields().stream().filter(field -> !fits(field)).toList();
    }

    /** By itself and without transformers. */
    private boolean fits(FieldMapping field) {
        return Program.compile(new Definition(whole.mappingWhere(), whole.pipelineWhere(), whole.source(), List.of(), List.of(field), List.of(),
            label(field).stream().toList(), Auxiliaries.NONE, whole.workspace()), new Problems()).isPresent();
    }

    /** Empty where the transformers do not fit the stand-ins. */
    Optional<Program> program() {
        List<FieldMapping> fields = whole.fields().stream().flatMap(field -> unfit.contains(field) ? standIn(field).stream() : Stream.of(field)).toList();
        return Program.compile(new Definition(whole.mappingWhere(), whole.pipelineWhere(), whole.source(), whole.key(), fields, whole.transformers(),
            whole.constraints().stream().map(Substitute::lenient).toList(), whole.auxiliaries(), whole.workspace()), new Problems());
    }

    /** Whether nothing can be said of a field. */
    boolean leaves(String target) {
        return unfit.stream().anyMatch(field -> field.target().equals(target) && standIn(field).isEmpty());
    }

    private Optional<FieldMapping> standIn(FieldMapping field) {
        return label(field).flatMap(Constraint::type).map(type -> new FieldMapping(field.target(), "cast(null as " + type + ")"));
    }

    private Optional<Constraint> label(FieldMapping field) {
        return whole.constraints().stream().filter(label -> label.field().equals(field.target())).findFirst().map(Substitute::lenient);
    }

    /** That a field is not filled is told of the mapping itself. */
    private static Constraint lenient(Constraint label) {
        return new Constraint(label.field(), label.type(), false, label.values());
    }
}
