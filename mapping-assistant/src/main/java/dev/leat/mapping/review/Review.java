package dev.leat.mapping.review;

import dev.leat.mapping.decision.Decision;
import dev.leat.mapping.decision.Decision.Verdict;
import dev.leat.mapping.decision.Decisions;
import dev.leat.mapping.propose.Proposal;
import dev.leat.mapping.propose.ProposalFiles;
import dev.leat.mapping.propose.Sides;
import dev.leat.mapping.propose.TargetField;
import dev.leat.mapping.propose.Witness;
import dev.leat.model.Approval;
import dev.leat.model.FieldMapping;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Mapping;
import dev.leat.model.Pipeline;
import dev.leat.model.Problem;
import dev.leat.model.SchemaFile;
import dev.leat.plan.Approvals;
import dev.leat.plan.MappingFile;
import dev.leat.plan.PipelinePlan;
import dev.leat.plan.WorkspaceFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The review of a pipeline's mapping: each field with what speaks for it, and what a person decides on it. Every decision is on disk when its method returns, the change of the
 * mapping file before the line in the history; if the process dies between the two, the field is undecided and is asked for again. It never approves: {@link #approve} does, once
 * a person says so. Not for several threads.
 *
 * <pre>{@code
 * WorkspaceFiles files = WorkspaceFiles.read(Path.of("samples/user-sync"));
 * Review review = Review.of(files, "User Profile Sync", new Assistant(files, servers::address).sides("User Profile Sync", 1000));
 * review.acceptAll(0.9, "jane@example.com");
 * while (review.next().isPresent()) {
 *     ReviewedField field = review.next().get();
 *     if (field.current().isPresent()) {
 *         review.accept(field.target(), "jane@example.com", Optional.empty());
 *     } else {
 *         review.reject(field.target(), "jane@example.com", Optional.of("nothing in the source says it"));
 *     }
 * }
 * }</pre>
 */
public final class Review {
    private final Path workspace;
    private final String pipeline;
    private final Optional<Sides> sides;
    private final Decisions decisions;
    private final Trials trials;
    private WorkspaceFiles files;
    private Optional<UsedColumns> columns = Optional.empty();
    private List<ReviewedField> fields = List.of();

    private Review(WorkspaceFiles files, String pipeline, Optional<Sides> sides) {
        this.workspace = files.dir();
        this.pipeline = pipeline;
        this.sides = sides;
        this.decisions = new Decisions(workspace);
        this.trials = new Trials(workspace, pipeline, sides);
        take(files);
    }

    /**
     * From files alone: nothing can be tried or edited.
     *
     * @throws LeatException of kind WORKSPACE when there is no such pipeline, or neither a mapping nor a proposal of it
     */
    public static Review of(WorkspaceFiles files, String pipeline) {
        return new Review(files, pipeline, Optional.empty());
    }

    /** With rows to try expressions on: what has no evidence is tried at once, and the evidence kept under {@code .leat/}. Fails as {@link #of(WorkspaceFiles, String)}. */
    public static Review of(WorkspaceFiles files, String pipeline, Sides sides) {
        Review review = new Review(files, pipeline, Optional.of(sides));
        review.tryAll();
        return review;
    }

    public String pipeline() {
        return pipeline;
    }

    /** From the workspace, with slashes. */
    public String mappingFile() {
        return asked().mappingFile();
    }

    /** As the file has it now; empty while there is none. */
    public Optional<Mapping> mapping() {
        return files.mapping(asked());
    }

    /** As the file has it; for {@link ReviewedField#changed changed} fields it does not hold. */
    public Optional<Approval> approval() {
        return mapping().flatMap(Mapping::approval);
    }

    /** In the destination's order where it is known. */
    public List<ReviewedField> fields() {
        return fields;
    }

    /** @throws LeatException of kind WORKSPACE when there is none, with the known names */
    public ReviewedField field(String target) {
        return fields.stream().filter(field -> field.target().equals(target)).findFirst().orElseThrow(() -> new LeatException(Kind.WORKSPACE, pipeline,
            "no field '" + target + "'", Problem.choices(fields.stream().map(ReviewedField::target).toList())));
    }

    /** The first field that nobody has decided on. */
    public Optional<ReviewedField> next() {
        return fields.stream().filter(field -> field.state() == ReviewedField.State.UNDECIDED).findFirst();
    }

    /** All decisions on this pipeline, the oldest first. */
    public List<Decision> history() {
        return decisions.of(pipeline);
    }

    /**
     * What an expression would do; nothing is decided. Checked by the rules of {@code map check}: the allowlist, the source's columns and the destination's type.
     *
     * @throws LeatException of kind WORKSPACE with all that is wrong with it, or when there are no rows to try it on
     */
    public Variant attempt(String target, String expression) {
        ReviewedField field = field(target);
        runnable(target, expression);
        return field.variant(expression).filter(variant -> variant.evidence().isPresent()).orElseGet(() -> field.variant(expression).orElse(Variant.of(expression))
            .with(Optional.of(trials.attempt(new Witness.Claim(expression, target(target)), mappingFile() + ": " + target))));
    }

    private TargetField target(String name) {
        return targets().stream().filter(field -> field.name().equals(name)).findFirst()
            .orElseGet(() -> new TargetField(name, Optional.empty(), Optional.empty(), Optional.empty(), false, false, List.of(), Optional.empty(), List.of()));
    }

    /** Evidence may be older than the source is now. */
    private void runnable(String target, String expression) {
        List<Problem> wrong = columns().problems(expression, target(target), mappingFile() + ": " + target);
        if (!wrong.isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, wrong);
        }
    }

    /**
     * The expression that is there fills the field.
     *
     * @throws LeatException of kind WORKSPACE with all that is wrong with it where it cannot run; without rows only what shows without the source
     */
    public void accept(String target, String by, Optional<String> because) {
        Variant current = field(target).current().orElseThrow(() -> new LeatException(Kind.WORKSPACE, pipeline + ": " + target, "there is no expression to accept", "Choose an alternative, write one, or reject the field"));
        runnable(target, current.expression());
        record(Verdict.ACCEPTED, List.of(decided(target, Optional.of(current.expression()), Optional.empty())), by, because);
    }

    /** This expression fills the field, and the mapping file says so from now on. Fails as {@link #attempt}; then nothing has changed. */
    public void accept(String target, String expression, String by, Optional<String> because) {
        ReviewedField field = field(target);
        Optional<String> before = field.current().map(Variant::expression);
        if (before.equals(Optional.of(expression))) {
            accept(target, by, because);
            return;
        }
        named(by);
        Variant chosen = attempt(target, expression);
        List<String> others = Stream.concat(before.stream(), field.alternatives().stream().map(Variant::expression)).filter(other -> !other.equals(expression)).distinct().toList();
        file().put(before, new FieldMapping(target, expression, chosen.confidence(), chosen.why(), others));
        record(Verdict.ACCEPTED, List.of(decided(target, Optional.of(expression), before)), by, because);
    }

    /**
     * What {@link #acceptAll} did.
     *
     * @param accepted fields, in order
     * @param refused  why others that are as sure stay undecided: their expressions cannot run
     */
    public record Sure(List<String> accepted, List<Problem> refused) {
        public Sure {
            accepted = List.copyOf(accepted);
            refused = List.copyOf(refused);
        }
    }

    /** All undecided fields whose expression is at least so sure and can run. */
    public Sure acceptAll(double least, String by) {
        List<Problem> refused = new ArrayList<>();
        List<Decision.Field> sure = new ArrayList<>();
        for (ReviewedField field : fields) {
            Optional<String> expression = field.current().filter(variant -> variant.confidence().filter(confidence -> confidence >= least).isPresent()).map(Variant::expression);
            if (field.state() == ReviewedField.State.UNDECIDED && expression.isPresent()) {
                List<Problem> wrong = columns().problems(expression.get(), target(field.target()), mappingFile() + ": " + field.target());
                refused.addAll(wrong);
                if (wrong.isEmpty()) {
                    sure.add(decided(field.target(), expression, Optional.empty()));
                }
            }
        }
        if (!sure.isEmpty()) {
            record(Verdict.ACCEPTED, sure, by, Optional.of("all from " + least));
        }
        return new Sure(sure.stream().map(Decision.Field::target).toList(), refused);
    }

    /** Nothing that is there fills the field: its expression leaves the mapping file, and it stays open. */
    public void reject(String target, String by, Optional<String> because) {
        named(by);
        Optional<String> before = field(target).current().map(Variant::expression);
        Decision.Field decided = decided(target, before, Optional.empty());
        before.ifPresent(expression -> file().remove(target, expression));
        record(Verdict.REJECTED, List.of(decided), by, because);
    }

    public void comment(String target, String by, String text) {
        record(Verdict.COMMENTED, List.of(decided(target, field(target).current().map(Variant::expression), Optional.empty())), by, Optional.of(text));
    }

    /**
     * Takes the approval back; what was accepted before is undecided again.
     *
     * @throws LeatException of kind WORKSPACE when there is none
     */
    public Approval withdraw(String by, Optional<String> because) {
        named(by);
        Approval given = Approvals.of(files).withdraw(asked()).orElseThrow(() -> new LeatException(Kind.WORKSPACE, mappingFile(), "there is no approval to withdraw",
            "To reject fields name them: leat map reject \"" + pipeline + "\" FIELD --by " + by));
        decisions.append(decision(Verdict.WITHDRAWN, List.of(), by, because, Optional.of(given.content())));
        take(WorkspaceFiles.read(workspace));
        return given;
    }

    /** As {@link Approvals#approve}, and in the history. If the process dies between the two, the approval counts and the history lacks it. */
    public Approval approve(PipelinePlan plan, String by, Instant now, Optional<Path> signing) {
        Approval approval = Approvals.of(files).approve(plan, by, now, signing);
        take(WorkspaceFiles.read(workspace));
        decisions.append(new Decision(approval.at(), by, Verdict.APPROVED, pipeline, source(), destination(),
            mapping().orElseThrow().fields().stream().map(field -> decided(field.target(), Optional.of(field.expression()), Optional.empty())).toList(), Optional.empty(), Optional.of(approval.content())));
        take(files);
        return approval;
    }

    private void record(Verdict verdict, List<Decision.Field> about, String by, Optional<String> because) {
        named(by);
        decisions.append(decision(verdict, about, by, because.map(String::strip).filter(text -> !text.isEmpty()), Optional.empty()));
        take(WorkspaceFiles.read(workspace));
    }

    private static void named(String by) {
        if (by.isBlank()) {
            throw new LeatException(Kind.WORKSPACE, "--by", "it is empty", "Say who decides: --by YOU");
        }
    }

    private Decision decision(Verdict verdict, List<Decision.Field> about, String by, Optional<String> because, Optional<String> content) {
        return new Decision(Instant.now(), by, verdict, pipeline, source(), destination(), about, because, content);
    }

    private Decision.Field decided(String target, Optional<String> expression, Optional<String> instead) {
        return new Decision.Field(target, expression, instead, expression.map(columns()::of).orElse(Map.of()));
    }

    /** Made once for as long as the files stay, since wide entities take a while. */
    private UsedColumns columns() {
        columns = columns.or(() -> Optional.of(UsedColumns.in(files, asked(), sides)));
        return columns.orElseThrow();
    }

    private Pipeline asked() {
        return files.pipeline(pipeline);
    }

    private String source() {
        Flow flow = files.flowOf(pipeline);
        return flow.source() + " " + asked().source();
    }

    private String destination() {
        Flow flow = files.flowOf(pipeline);
        return flow.destination() + " " + asked().destination();
    }

    private MappingFile file() {
        return MappingFile.of(files, asked());
    }

    private List<TargetField> targets() {
        Flow flow = files.flowOf(pipeline);
        return sides.map(Sides::targets).filter(targets -> !targets.isEmpty()).orElseGet(() -> files.schema(flow.destination(), asked().destination()).map(SchemaFile::fields).orElse(List.of()).stream()
            .map(field -> TargetField.of(field, List.of())).toList());
    }

    private void take(WorkspaceFiles read) {
        this.files = read;
        this.columns = Optional.empty();
        Optional<Proposal> proposal = ProposalFiles.read(workspace, pipeline);
        if (mapping().isEmpty() && proposal.isEmpty() && decisions.of(pipeline).isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, mappingFile(), "there is no mapping of '" + pipeline + "' yet",
                "Have it proposed: leat map propose \"" + pipeline + "\", or write it; leat schema mapping prints its JSON Schema");
        }
        Map<String, Integer> before = new HashMap<>();
        fields.forEach(field -> before.put(field.target(), before.size()));
        this.fields = new Inventory(mapping(), proposal, targets(), Approvals.changed(files, asked()), history()).fields().stream().map(this::seen)
            .sorted(Comparator.comparingInt(field -> before.containsKey(field.target()) ? before.get(field.target()) : Integer.MAX_VALUE)).toList();
    }

    private ReviewedField seen(ReviewedField field) {
        return new ReviewedField(field.target(), field.type(), field.required(), field.current().map(variant -> trials.seen(field.target(), variant)),
            field.alternatives().stream().map(variant -> trials.seen(field.target(), variant)).toList(), field.state(), field.open(), field.lookUp(), field.changed(), field.said());
    }

    private void tryAll() {
        trials.attemptAll(fields.stream().flatMap(field -> Stream.concat(field.current().stream(), field.alternatives().stream()).filter(variant -> variant.evidence().isEmpty())
            .map(variant -> new Witness.Claim(variant.expression(), target(field.target())))).toList());
        take(files);
    }
}
