package dev.leat.run;

import dev.leat.connect.Connectors;
import dev.leat.connect.Loss;
import dev.leat.connect.Reading;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import dev.leat.lake.CaptureLog;
import dev.leat.lake.Lake;
import dev.leat.lake.Lease;
import dev.leat.lake.RunLog;
import dev.leat.model.Capture;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Pipeline;
import dev.leat.model.Retry;
import dev.leat.plan.CaptureKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Goes on with what a source still has, after a person has accepted that something of it is lost. That is kept as a position of the capture, with the name of who said so: all pipelines that read
 * it go on from there.
 *
 * @param what was lost, in words
 */
public record AcceptedLoss(String pipeline, String what, String by) {
    /** How a position begins whose run is a person. */
    public static final String ACCEPTED = "loss accepted by ";

    /** What would be accepted; empty when nothing is lost. */
    public static Optional<AcceptedLoss> of(Leat leat, Pipeline pipeline, String by) {
        return found(leat, pipeline).map(loss -> new AcceptedLoss(pipeline.name(), loss.what(), by));
    }

    private static Optional<Loss> found(Leat leat, Pipeline pipeline) {
        Flow flow = leat.files().flowOf(pipeline.name());
        Optional<CaptureLog.Head> head = leat.lake().capture(flow.source(), pipeline.source()).head();
        Site<?> site = leat.files().site(flow.source(), flow.retry().orElse(Retry.DEFAULT), leat.servers()::address);
        Reading reading = new Reading(pipeline.source(), List.of(), List.of(), pipeline.capture().orElse(Capture.of("stream")));
        try (Source source = Connectors.source(site)) {
            return head.flatMap(at -> source.loss(reading, at.position()));
        }
    }

    /** Does it; empty when nothing is lost. Who dies behind the position's begin leaves a range without rows, which the next run commits. */
    public static Optional<AcceptedLoss> apply(Leat leat, Pipeline pipeline, String by) {
        Flow flow = leat.files().flowOf(pipeline.name());
        Lake lake = leat.lake();
        CaptureLog log = lake.capture(flow.source(), pipeline.source());
        try (Lease lease = lake.leases().take(PipelineAttempt.captureLease(new CaptureKey(flow.source(), pipeline.source())), RunLog.newId(Instant.now()))) {
            if (log.unfinished().isPresent()) {
                throw new LeatException(Kind.SYSTEM, "capture of " + pipeline.source(), "a run of it has not ended well", "Run it first: leat run \"" + flow.flow() + "\"");
            }
            Optional<Loss> found = found(leat, pipeline);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Loss loss = found.get();
            CaptureLog.Head head = log.head().orElseThrow();
            Instant now = Instant.now();
            CaptureLog.Position position = new CaptureLog.Position(head.number() + 1, ACCEPTED + by, now, loss.position(), loss.bounds(), null, 0);
            lease.check();
            if (!log.begin(position)) {
                throw new LeatException(Kind.SYSTEM, "capture of " + pipeline.source(), "another process has begun position " + position.number(), "Wait until it ends");
            }
            log.finish(new CaptureLog.Head(position.number(), head.version(), position.position(), position.run(), now, 0));
            return Optional.of(new AcceptedLoss(pipeline.name(), loss.what(), by));
        }
    }
}
