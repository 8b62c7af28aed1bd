package dev.leat.plan;

import dev.leat.model.Approval;
import dev.leat.model.FieldMapping;
import dev.leat.model.Mapping;
import dev.leat.model.Pipeline;
import dev.leat.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An approved mapping that the live systems do not fit any more: a used column, or one of key and cursor, is gone or of another type, or the destination refuses a field that it took. That is no mistake
 * in a file but an approval that has become stale, for some fields.
 */
final class Drift {
    private final Pipeline pipeline;
    private final Mapping mapping;
    private final Contents contents;
    private final Content content;
    private final String destination;
    private final List<LostColumn> lost;

    /**
     * @param destination where problems of the destination entity are
     * @param lost        columns of key and cursor
     */
    Drift(Pipeline pipeline, Mapping mapping, Contents contents, Content content, String destination, List<LostColumn> lost) {
        this.pipeline = pipeline;
        this.mapping = mapping;
        this.contents = contents;
        this.content = content;
        this.destination = destination;
        this.lost = lost;
    }

    /** Empty where these problems have another cause than a change since the approval. */
    Optional<Verdict> verdict(List<Problem> problems) {
        return mapping.approval().filter(approval -> lost.stream().allMatch(column -> approved(approval, column)) && problems.stream().allMatch(problem -> explained(approval, problem))).map(approval -> verdict(approval, problems));
    }

    /** The key or the cursor is what was approved, so it was there. */
    private boolean approved(Approval approval, LostColumn column) {
        String part = column.role().equals(LostColumn.KEY) ? "key" : "capture";
        return content.parts().get(part).equals(approval.parts().get(part));
    }

    private boolean explained(Approval approval, Problem problem) {
        if (problem.where().startsWith(destination + ".")) {
            String field = field(problem);
            String demand = Content.TARGET + field;
            return Objects.equals(approval.fields().get(field), content.fields().get(field)) || !Objects.equals(approval.parts().get(demand), content.parts().get(demand));
        }
        return problem.where().startsWith(pipeline.mappingFile()) && Gate.changed(approval.parts(), content.parts(), contents);
    }

    /** Of a mapped field, also where only an inner part of it is meant. */
    private String field(Problem problem) {
        String named = problem.where().substring(destination.length() + 1);
        return mapping.fields().stream().map(FieldMapping::target).filter(target -> named.equals(target) || named.startsWith(target + ".")).findFirst().orElse(named);
    }

    private Verdict verdict(Approval approval, List<Problem> problems) {
        Verdict told = Gate.compare(Optional.of(approval), content, Optional.of(contents), mapping.fields());
        List<Problem> refused = problems.stream().filter(problem -> problem.where().startsWith(destination + ".")).toList();
        Set<String> stale = new TreeSet<>(told.fields());
        refused.forEach(problem -> stale.add(field(problem)));
        List<String> changes = new ArrayList<>(lost.stream().map(column -> "source column " + pipeline.source() + "." + column.column() + ", " + column.told()).toList());
        changes.addAll(told.changes());
        refused.forEach(problem -> changes.add("destination field " + pipeline.destination() + problem.where().substring(destination.length()) + ": " + problem.what()));
        Stream<String> mapped = mapping.fields().stream().map(FieldMapping::target).filter(stale::remove);
        List<String> fields = new ArrayList<>(mapped.toList());
        fields.addAll(stale);
        return new Verdict(Verdict.State.STALE, fields, changes);
    }
}
