package dev.leat.run;

import dev.leat.connect.Connectors;
import dev.leat.connect.Destination;
import dev.leat.lake.CaptureLog;
import dev.leat.lake.CaptureLog.Head;
import dev.leat.lake.CaptureLog.Look;
import dev.leat.lake.Lake;
import dev.leat.lake.Lease;
import dev.leat.lake.PipelineLog;
import dev.leat.lake.PipelineLog.State;
import dev.leat.lake.RunRecord.PipelineRun;
import dev.leat.model.LeatException;
import dev.leat.model.Retry;
import dev.leat.plan.ApprovedPipeline;
import dev.leat.plan.FilesStamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one destination of a followed flow in step with its capture: fills it from history, then goes over to a stream that is never given up. What fails is judged by {@link Trouble}; files
 * that have changed are planned anew.
 */
final class PipelineLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(PipelineLoop.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final long WAY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long COUNT_NANOS = Duration.ofSeconds(10).toNanos();
    /** Records by which the share of failed ones is judged at least. */
    private static final long FEWEST = 1000;
    private static final Map<String, String> BOUNDS = Map.of("maxFilesPerTrigger", "1000", "maxBytesPerTrigger", "64m");

    /** Where it is on its way. */
    enum Phase { STARTING, WAITING, FILLING, LIVE, FAILING, PAUSED }

    private final Sessions sessions;
    private final Lake lake;
    private final FollowedFiles files;
    private final String name;
    private final String run;
    private final CaptureLoop source;
    private final Stop stop;
    private final Instant began = Instant.now();
    private final Totals totals = new Totals();
    private final Trouble trouble;
    private volatile Phase phase = Phase.STARTING;
    private volatile Optional<Gatekeeper> gate = Optional.empty();
    private volatile Optional<ApprovedPipeline> last = Optional.empty();
    private volatile Optional<Commits> commits = Optional.empty();
    private long asked = System.nanoTime();
    private long counted = System.nanoTime();
    private boolean wanted;

    /** @param source the loop that captures what this writes */
    PipelineLoop(Sessions sessions, Lake lake, FollowedFiles files, String name, String run, CaptureLoop source, Stop stop) {
        this.sessions = sessions;
        this.lake = lake;
        this.files = files;
        this.name = name;
        this.run = run;
        this.source = source;
        this.stop = stop;
        this.trouble = new Trouble("pipeline=\"" + name + "\"");
    }

    @Override
    public void run() {
        while (!stop.isTold()) {
            FilesStamp stamp = files.stamp();
            Retry retry = Retry.DEFAULT;
            try {
                Gatekeeper opened = planned();
                retry = opened.approved().flow().retry().orElse(Retry.DEFAULT);
                PipelineLog log = lake.pipeline(opened.approved().pipeline());
                while (log.rebuilding().wanted() && !stop.within(LOOK)) {
                    phase = Phase.WAITING;
                }
                wanted = false;
                follow(opened, log);
            } catch (RuntimeException e) {
                if (!stop.isTold()) {
                    patience(stamp, trouble.met(Causes.of(e, "pipeline '" + name + "'"), retry));
                }
            }
        }
    }

    /** Without approval the gate is shut for the capture as well. */
    private Gatekeeper planned() {
        try {
            Gatekeeper opened = files.gate(name);
            gate = Optional.of(opened);
            last = Optional.of(opened.last());
            return opened;
        } catch (LeatException e) {
            gate = e.kind().retryHelps() ? gate : Optional.empty();
            throw e;
        }
    }

    /** Whoever corrects the files is not kept waiting. Too many bad records come again as they were, unless something has been corrected at the source. */
    private void patience(FilesStamp before, Duration wait) {
        phase = trouble.isPause() ? Phase.PAUSED : Phase.FAILING;
        long until = System.nanoTime() + wait.toNanos();
        Optional<Look> then = source.look();
        while (files.stamp().equals(before) && (System.nanoTime() < until || trouble.isData() && source.look().map(Look::number).equals(then.map(Look::number)))) {
            if (stop.within(LOOK)) {
                return;
            }
        }
    }

    /** Whether a rebuild wants to swap, asked once a second. */
    private boolean makesWay(PipelineLog log) {
        if (!wanted && System.nanoTime() - asked > WAY_NANOS) {
            asked = System.nanoTime();
            wanted = log.rebuilding().wanted();
        }
        return wanted;
    }

    private void follow(Gatekeeper opened, PipelineLog log) {
        ApprovedPipeline approved = opened.approved();
        CaptureLog capture = lake.capture(approved.source().name(), approved.pipeline().source());
        try (Lease lease = lake.leases().take("pipeline " + name, run)) {
            settle(approved, log, lease);
            commits = Optional.of(new Commits(capture, log.state().map(State::number).orElse(0L)));
            Optional<Head> head = awaited(opened, capture, log, -1);
            if (head.isPresent()) {
                State filled = filled(opened, capture, log, lease, head.get());
                if (awaited(opened, capture, log, filled.seam()).isPresent()) {
                    live(opened, capture, log, lease, filled);
                }
            }
        }
    }

    private static void settle(ApprovedPipeline approved, PipelineLog log, Lease lease) {
        if (log.rebuilding().swap().isPresent()) {
            try (Destination destination = Connectors.destination(approved.destination())) {
                new Swapping(log, destination, approved.pipeline(), lease).settle();
            }
        }
    }

    /** A head behind this version of the capture; empty when it is time to stop or to make way. */
    private Optional<Head> awaited(Gatekeeper opened, CaptureLog capture, PipelineLog log, long version) {
        Optional<Head> head = capture.head();
        while (head.isEmpty() || head.get().version() <= version) {
            phase = version < 0 ? Phase.WAITING : Phase.LIVE;
            trouble.over();
            seen();
            if (stop.within(LOOK) || makesWay(log)) {
                return Optional.empty();
            }
            opened.approved();
            if (opened.isExpired()) {
                return Optional.empty();
            }
            head = capture.head();
        }
        return head;
    }

    private State filled(Gatekeeper opened, CaptureLog capture, PipelineLog log, Lease lease, Head head) {
        Optional<State> known = log.state().filter(State::filled);
        if (known.isPresent()) {
            return known.get();
        }
        phase = Phase.FILLING;
        ApprovedPipeline approved = opened.approved();
        long rows = capture.since(0).stream().mapToLong(Head::rows).sum();
        SparkSession spark = sessions.open("fill " + name, Size.of(rows));
        try (Destination destination = Connectors.destination(approved.destination())) {
            log.prune();
            destination.create(approved.pipeline().destination(), approved.made());
            BatchWrite write = new BatchWrite(spark, approved, destination, new BacklogTable(spark, log.backlog()), lease, totals.part(0), run);
            MaterializeStep step = new MaterializeStep(spark, approved, capture, log, write, run);
            return kept(step, () -> {
                long begun = System.nanoTime();
                State filled = step.fill(head);
                seen();
                commits.orElseThrow().wrote(filled.seam());
                count(spark, log);
                LOG.info("pipeline=\"{}\" batch=0 written={} backlogged={} ms={}", name, totals.written().written(), totals.backlogged(), millis(begun));
                if (step.backfilled() || head.at().isBefore(began)) { // what differs does not keep new changes waiting; the certificate says it, and a repair mends it
                    new Verification(spark, lake, approved, run, totals.part(0), Progress.SILENT).afterBackfill(destination, lease).failure()
                        .ifPresent(failure -> LOG.warn("pipeline=\"{}\" certificate: {}", name, failure.getMessage()));
                }
                return filled;
            });
        }
    }

    private void live(Gatekeeper opened, CaptureLog capture, PipelineLog log, Lease lease, State filled) {
        ApprovedPipeline approved = opened.approved();
        SparkSession spark = sessions.open("pipeline " + name, Size.FOLLOWED);
        try (Destination destination = Connectors.destination(approved.destination())) {
            destination.create(approved.pipeline().destination(), approved.made());
            BatchWrite write = new BatchWrite(spark, approved, destination, new BacklogTable(spark, log.backlog()), lease, totals.part(FEWEST), run);
            MaterializeStep step = new MaterializeStep(spark, approved, capture, log, write, run);
            kept(step, () -> {
                Commits now = commits.orElseThrow();
                try (LiveStream stream = new LiveStream(step.follow(filled, BOUNDS, () -> Changes.firstSeq(now.written() + 1), opened::approved), now, head -> {
                    lease.check();
                    step.reached(head);
                })) {
                    phase = Phase.LIVE;
                    long before = now.written();
                    while (!stop.isTold() && !makesWay(log) && !opened.isExpired() && stream.goesOn(LOOK.toMillis())) {
                        opened.approved();
                        seen();
                        if (now.written() > before || now.rows() == 0) {
                            trouble.over();
                        }
                        if (System.nanoTime() - counted > COUNT_NANOS) {
                            count(spark, log);
                        }
                    }
                }
                return filled;
            });
        }
    }

    /** For who asks without Spark how many records wait; nothing is read where nothing has failed since. */
    private void count(SparkSession spark, PipelineLog log) {
        BacklogTable backlog = new BacklogTable(spark, log.backlog());
        if (log.waiting().isEmpty()) {
            backlog.care(lake.care().keep().orElseThrow());
        }
        log.count(() -> backlog.waiting().count());
        counted = System.nanoTime();
    }

    private State kept(MaterializeStep step, Supplier<State> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            RuntimeException cause = Causes.of(e, "pipeline '" + name + "'");
            if (cause instanceof LeatException leat) {
                step.failed(leat);
            }
            throw cause;
        }
    }

    private void seen() {
        commits.ifPresent(now -> now.look(source.look()));
    }

    private static long millis(long begun) {
        return (System.nanoTime() - begun) / 1_000_000;
    }

    /** Open for what is approved. */
    Optional<Gatekeeper> gate() {
        return gate;
    }

    Optional<Instant> fresh() {
        return commits.flatMap(Commits::fresh);
    }

    /** Its own, else what keeps the capture that it reads from going on. */
    private Optional<String> troubles() {
        return trouble.told().or(source::trouble);
    }

    /** @param captured by this run for this pipeline */
    Pulse pulse(long captured) {
        return new Pulse(name, phase.name().toLowerCase(Locale.ROOT), captured, totals.written().written(), totals.written().deleted(), totals.backlogged(),
            commits.map(Commits::rows).orElse(0L), fresh().orElse(null), troubles().orElse(null));
    }

    /** Empty before it was approved for the first time. */
    Optional<PipelineRun> told(long captured) {
        return last.map(approved -> new PipelineRun(name, troubles().isPresent() ? "failed" : "succeeded", captured, totals.written().written(), totals.written().deleted(),
            totals.filtered(), totals.backlogged(), totals.written().older(), totals.cacheHits(), totals.cacheMisses(),
            PipelineAttempt.checkpoint(lake, approved.source().name(), approved), Map.of(), approved.content(), troubles().orElse(null), null));
    }
}
