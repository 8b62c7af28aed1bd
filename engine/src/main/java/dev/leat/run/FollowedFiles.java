package dev.leat.run;

import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Pipeline;
import dev.leat.plan.ApprovedPipeline;
import dev.leat.plan.FilesStamp;
import java.nio.file.Path;
import java.util.List;

/** The files of a workspace as they are now, read again only when they have changed. */
final class FollowedFiles {
    private final Path dir;
    private final String flow;
    private FilesStamp read = null;
    private Leat leat;

    FollowedFiles(Path dir, String flow) {
        this.dir = dir;
        this.flow = flow;
    }

    /** @throws LeatException of kind WORKSPACE while a file is wrong */
    synchronized Leat leat() {
        FilesStamp now = stamp();
        if (!now.equals(read)) {
            leat = Leat.open(dir);
            read = now;
        }
        return leat;
    }

    FilesStamp stamp() {
        return FilesStamp.of(dir);
    }

    Flow flow() {
        return leat().files().flows().stream().filter(known -> known.flow().equals(flow)).findFirst()
            .orElseThrow(() -> new LeatException(Kind.WORKSPACE, flow, "the workspace has no such flow any more", "Stop following it, or bring it back"));
    }

    /** @throws LeatException of kind APPROVAL, WORKSPACE or SYSTEM, as planning does */
    Gatekeeper gate(String pipeline) {
        FilesStamp before = stamp();
        Flow now = flow();
        List<Pipeline> one = now.pipelines().stream().filter(known -> known.name().equals(pipeline)).toList();
        if (one.isEmpty()) {
            throw new LeatException(Kind.APPROVAL, pipeline, "the flow has no such pipeline any more", "Bring it back, or let the others go on without it");
        }
        ApprovedPipeline approved = leat().gated(now, one).approved().get(0);
        return new Gatekeeper(dir, approved, before);
    }
}
