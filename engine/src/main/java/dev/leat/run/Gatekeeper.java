package dev.leat.run;

import dev.leat.plan.ApprovedPipeline;
import dev.leat.plan.FilesStamp;
import java.nio.file.Path;

/** Stands before each batch of a pipeline that is followed: files that have changed since are read and the approval is verified again. */
final class Gatekeeper {
    private final Path dir;
    private final ApprovedPipeline approved;
    private volatile FilesStamp verified;
    private volatile boolean expired;

    /** @param verified of the files that the approval was judged by, or of before they were read */
    Gatekeeper(Path dir, ApprovedPipeline approved, FilesStamp verified) {
        this.dir = dir;
        this.approved = approved;
        this.verified = verified;
    }

    /** @throws dev.leat.model.LeatException of kind APPROVAL or WORKSPACE as {@link ApprovedPipeline#verify} does; also when it was approved anew, as something else */
    ApprovedPipeline approved() {
        FilesStamp now = FilesStamp.of(dir);
        if (!now.equals(verified)) {
            approved.verify();
            verified = now;
        }
        return approved;
    }

    /** Without asking, to speak of it. */
    ApprovedPipeline last() {
        return approved;
    }

    /** Of the files as they were when this was asked last. */
    FilesStamp verified() {
        return verified;
    }

    /** The source's schema is another one now: whoever works behind this gate plans anew. */
    void expire() {
        expired = true;
    }

    boolean isExpired() {
        return expired;
    }
}
