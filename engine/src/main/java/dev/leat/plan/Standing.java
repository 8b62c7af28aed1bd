package dev.leat.plan;

import dev.leat.model.Flow;
import dev.leat.model.Mapping;
import dev.leat.model.Pipeline;
import dev.leat.model.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a pipeline stands to its approval today.
 *
 * @param content  {@code sha256:} of all that an approval would bind; empty where the mapping does not fit the live systems any more
 * @param problems what cannot be compiled because the systems have changed since the approval; empty otherwise
 * @param lost     columns that the flow names as key or cursor, as it was approved, and that are gone
 * @param open     labeled fields that nothing fills; a destination that is made has them and they are null
 * @param unfilled fields that the destination has and that neither the mapping nor a label knows
 */
public record Standing(Flow flow, Pipeline pipeline, Mapping mapping, Verdict verdict, Optional<String> content, List<Problem> problems, List<LostColumn> lost,
                       List<String> open, List<String> unfilled) {
    public Standing {
        problems = List.copyOf(problems);
        lost = List.copyOf(lost);
        open = List.copyOf(open);
        unfilled = List.copyOf(unfilled);
    }

    static Standing of(PipelinePlan plan) {
        return new Standing(plan.flow(), plan.pipeline(), plan.mapping(), plan.verdict(), Optional.of(plan.content()), List.of(), List.of(), plan.open(), plan.compiled().unfilled());
    }

    /** Whether the approval is stale for fields whose lines may be written anew, or for a column that the flow names. */
    public boolean repairable() {
        return verdict.state() == Verdict.State.STALE && !(verdict.fields().isEmpty() && lost.isEmpty());
    }

    /** Whether the destination as it is now does not take this field, which it took when it was approved. */
    public boolean refuses(String field) {
        String where = "connections." + flow.destination() + ": " + pipeline.destination() + "." + field;
        return problems.stream().map(Problem::where).anyMatch(place -> place.equals(where) || place.startsWith(where + "."));
    }

    /** Whether a label said what this field is to be when it was approved. */
    public boolean wasLabeled(String field) {
        return mapping.approval().filter(approval -> approval.parts().containsKey(Content.TARGET + field)).isPresent();
    }

    /** Types of the source columns as they were approved, by {@link dev.leat.transform.ColumnPath}: of objects only the parts that were used. */
    public Map<String, String> approvedColumns() {
        return Content.columns(mapping.approval());
    }
}
