package dev.leat.plan;

import dev.leat.connect.Layout;
import dev.leat.connect.Reading;
import dev.leat.connect.Site;
import dev.leat.model.EntitySchema;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Limit;
import dev.leat.model.Pipeline;
import dev.leat.transform.Constraint;
import dev.leat.transform.Program;
import java.util.List;
import java.util.Map;

/** A pipeline whose exact content a person has approved: the only thing that runs. Only {@link FlowPlan#approved} makes one. */
public final class ApprovedPipeline {
    private final Compiled compiled;

    ApprovedPipeline(Compiled compiled) {
        this.compiled = compiled;
    }

    /**
     * Asks again, from the files as they are now and the source's schema as it was planned; for flows that are followed, before each batch.
     *
     * @throws LeatException of kind APPROVAL when the approval is gone or the files say something else now, WORKSPACE when they are wrong
     */
    public void verify() {
        WorkspaceFiles now = WorkspaceFiles.read(compiled.files().dir());
        if (now.flows().stream().flatMap(flow -> flow.pipelines().stream()).noneMatch(known -> known.name().equals(name()))) {
            throw new LeatException(Kind.APPROVAL, name(), "the workspace has no such pipeline any more", "Stop following it");
        }
        Gate.again(compiled, now, Approvals.of(now));
    }

    public Flow flow() {
        return compiled.flow();
    }

    public Pipeline pipeline() {
        return compiled.pipeline();
    }

    public String name() {
        return compiled.pipeline().name();
    }

    public CaptureKey capture() {
        return new CaptureKey(compiled.flow().source(), compiled.pipeline().source());
    }

    public Site<?> source() {
        return compiled.source();
    }

    public Site<?> destination() {
        return compiled.destination();
    }

    /** By the name that transformers use. */
    public Map<String, Site<?>> auxiliaries() {
        return compiled.auxiliaries();
    }

    public Reading reading() {
        return compiled.reading();
    }

    /** Source columns that name a row; empty only for what is appended. */
    public List<String> key() {
        return compiled.effective().key();
    }

    /** Whether the source itself guarantees that the key is never null and names one row only. */
    public boolean keyIsCertain() {
        return !key().isEmpty() && compiled.schema().key().equals(key());
    }

    /** The source entity's, as it was planned. */
    public EntitySchema schema() {
        return compiled.schema();
    }

    public Program program() {
        return compiled.program();
    }

    public Layout layout() {
        return compiled.layout();
    }

    /** How to make the destination where it does not exist: {@link #layout}, and the labeled fields that nothing fills. */
    public Layout made() {
        return compiled.made();
    }

    public List<Constraint> constraints() {
        return compiled.constraints();
    }

    /** {@code sha256:} of all that was approved. */
    public String content() {
        return compiled.content().hash();
    }

    public Limit limit() {
        return compiled.pipeline().limit();
    }

    /** Whether the destination entity was there when this was planned. */
    public boolean destinationExists() {
        return compiled.destinationExists();
    }
}
