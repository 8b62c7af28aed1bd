package dev.leat.plan;

import dev.leat.connect.Layout;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Site;
import dev.leat.model.Column;
import dev.leat.model.EntitySchema;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Mapping;
import dev.leat.model.Pipeline;
import dev.leat.model.StageFlow;
import dev.leat.transform.Constraint;
import dev.leat.transform.Java;
import dev.leat.transform.Program;
import java.util.List;
import java.util.Optional;

/** What a run of a pipeline would do, and whether it may. */
public final class PipelinePlan {
    private final Compiled compiled;
    private final Verdict verdict;
    private final Optional<Range> next;

    PipelinePlan(Compiled compiled, Verdict verdict, Optional<Range> next) {
        this.compiled = compiled;
        this.verdict = verdict;
        this.next = next;
    }

    public Flow flow() {
        return compiled.flow();
    }

    public Pipeline pipeline() {
        return compiled.pipeline();
    }

    public CaptureKey capture() {
        return new CaptureKey(compiled.flow().source(), compiled.pipeline().source());
    }

    public Verdict verdict() {
        return verdict;
    }

    /** Why the entity is captured in this way, and what that way does not see, as a sentence. */
    public String why() {
        return compiled.effective().why();
    }

    /** What there is to capture since the last run; empty when there is nothing new, or after {@link Planner#check}, which does not ask. */
    public Optional<Range> next() {
        return next;
    }

    public Mapping mapping() {
        return compiled.mapping();
    }

    /** The source entity's live schema. */
    public EntitySchema schema() {
        return compiled.schema();
    }

    public Site<?> source() {
        return compiled.source();
    }

    public Site<?> destination() {
        return compiled.destination();
    }

    public boolean destinationExists() {
        return compiled.destinationExists();
    }

    public Reading reading() {
        return compiled.reading();
    }

    public Layout layout() {
        return compiled.layout();
    }

    /** Labeled fields that nothing fills; a destination that is made has them and they are null. */
    public List<String> open() {
        return compiled.open();
    }

    public List<Constraint> constraints() {
        return compiled.constraints();
    }

    /** Source columns that are captured and that nothing uses; no approval covers them. */
    public List<Column> unused() {
        return compiled.unused();
    }

    /** {@code sha256:} of all that an approval binds. */
    public String content() {
        return compiled.content().hash();
    }

    /** Capture, Map, each transformer, Materialize, and Backlog, to which failed records go from each of them. */
    public List<StageFlow.Stage> stages() {
        return Stages.of(compiled);
    }

    /**
     * For looking only, at rows that go nowhere.
     *
     * @throws LeatException of kind APPROVAL when it would execute the user's own Java and is not approved
     */
    public Program preview() {
        if (!verdict.isApproved() && compiled.pipeline().transformers().stream().anyMatch(Java.class::isInstance)) {
            throw new LeatException(Kind.APPROVAL, compiled.pipeline().name(), "it has a java transformer, whose code is not executed before it is approved",
                Approvals.howTo(compiled.pipeline()));
        }
        return compiled.program();
    }

    Compiled compiled() {
        return compiled;
    }
}
