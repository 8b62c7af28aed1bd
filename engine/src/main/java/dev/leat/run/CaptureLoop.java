package dev.leat.run;

import dev.leat.connect.Connectors;
import dev.leat.connect.Source;
import dev.leat.lake.CaptureLog;
import dev.leat.lake.CaptureLog.Look;
import dev.leat.lake.Lake;
import dev.leat.lake.Lease;
import dev.leat.lake.Leases;
import dev.leat.lake.PipelineLog.State;
import dev.leat.model.Care;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Retry;
import dev.leat.plan.ApprovedPipeline;
import dev.leat.plan.CaptureKey;
import dev.leat.plan.FilesStamp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one capture of a followed flow in step with its source: asks what is new, commits it, and again. It never waits for a destination, so what a slow one has still to take waits in the
 * lake. Where another run captures the entity already, this only watches how far that is.
 */
final class CaptureLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(CaptureLoop.class);
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration OTHERS = Duration.ofSeconds(1);

    private final Sessions sessions;
    private final CaptureLog log;
    private final Leases leases;
    private final Care limits;
    private final String name;
    private final String run;
    private final Supplier<Optional<Gatekeeper>> gates;
    private final Runnable expire;
    private final Supplier<List<State>> readers;
    private final Consumer<RuntimeException> fail;
    private final Stop stop;
    private final Trouble trouble;
    private final AtomicLong rows = new AtomicLong();
    private volatile Optional<Look> look = Optional.empty();
    /** What the last look at the source that did not fail was taken by, or the last that did when files were saved since; files that are saved while it fails are newer than this. */
    private FilesStamp before;
    private long saved = System.nanoTime() - OTHERS.toNanos();
    private long cared = System.nanoTime();

    /**
     * @param gates the gate of a pipeline that reads this capture and is approved; empty while none is
     * @param expire called when the source's schema has changed: all pipelines that read it are to be planned anew
     * @param readers of all pipelines that read the capture
     * @param fail   ends the flow
     */
    CaptureLoop(Sessions sessions, Lake lake, CaptureKey key, String run, Supplier<Optional<Gatekeeper>> gates, Runnable expire, Supplier<List<State>> readers, Consumer<RuntimeException> fail, Stop stop) {
        this.sessions = sessions;
        this.log = lake.capture(key.connection(), key.entity());
        this.leases = lake.leases();
        this.limits = lake.care();
        this.name = PipelineAttempt.captureLease(key);
        this.run = run;
        this.gates = gates;
        this.expire = expire;
        this.readers = readers;
        this.fail = fail;
        this.stop = stop;
        this.trouble = new Trouble("capture=\"" + key.entity() + "\"");
    }

    @Override
    public void run() {
        while (!stop.isTold()) {
            Optional<Gatekeeper> gate = gates.get();
            Optional<String> other = leases.holder(name).filter(holder -> !holder.equals(run));
            if (gate.isEmpty() || other.isPresent()) {
                look = other.flatMap(holder -> log.look()).or(() -> look);
                stop.within(OTHERS);
                continue;
            }
            attempt(gate.get());
        }
    }

    private void attempt(Gatekeeper gate) {
        Retry retry = Retry.DEFAULT;
        unlessInTrouble(gate);
        try {
            ApprovedPipeline approved = gate.approved();
            retry = approved.flow().retry().orElse(Retry.DEFAULT);
            try (Lease lease = leases.take(name, run); Source source = Connectors.source(approved.source())) {
                capture(gate, lease, source);
            }
        } catch (RuntimeException e) {
            if (!stop.isTold()) {
                patience(gate, trouble.met(Causes.of(e, name), retry));
            }
        }
    }

    /** Somebody who corrects the files is not kept waiting; what was paused is planned anew with them. */
    private void patience(Gatekeeper gate, Duration wait) {
        long until = System.nanoTime() + wait.toNanos();
        while (gates.get().filter(gate::equals).isPresent() && gate.verified().equals(before) && System.nanoTime() < until && !stop.within(SHORTEST)) { }
        FilesStamp now = gate.verified();
        if (!now.equals(before)) {
            if (trouble.isPause()) {
                expire.run();
            }
            before = now;
        }
    }

    /** Each try of what fails would else take files that were saved since for those that it failed with. */
    private void unlessInTrouble(Gatekeeper gate) {
        if (trouble.told().isEmpty()) {
            before = gate.verified();
        }
    }

    private boolean changed(SchemaWatch schema) {
        try {
            return schema.changed();
        } catch (LeatException e) {
            if (e.kind() == Kind.DATA) {
                fail.accept(e);
            }
            throw e;
        }
    }

    private void capture(Gatekeeper gate, Lease lease, Source source) {
        ApprovedPipeline approved = gate.approved();
        SparkSession spark = sessions.open(name, Size.FOLLOWED);
        CaptureStep step = new CaptureStep(spark, log, approved.reading(), source, note -> LOG.warn("capture=\"{}\" {}", approved.reading().entity(), note));
        SchemaWatch schema = new SchemaWatch(source, approved);
        CaptureCare care = new CaptureCare(spark, log, readers, limits.keep().orElseThrow());
        while (!stop.isTold() && gates.get().filter(gate::equals).isPresent()) {
            gate.approved();
            unlessInTrouble(gate);
            if (changed(schema)) {
                LOG.info("capture=\"{}\" its source has another schema now; the flow is planned anew", approved.reading().entity());
                expire.run();
                return;
            }
            long begun = System.nanoTime();
            long captured = step.run(run, lease);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            trouble.over();
            rows.addAndGet(captured);
            step.look().ifPresent(now -> looked(now, captured > 0));
            if (captured > 0) {
                LOG.info("capture=\"{}\" captured={} ms={}", approved.reading().entity(), captured, took.toMillis());
            }
            if (System.nanoTime() - cared > limits.compact().orElseThrow().toNanos()) {
                lease.check();
                care.care();
                cared = System.nanoTime();
            }
            if (step.look().isPresent()) {
                stop.within(pause(approved.flow().every().orElse(FollowedFlow.RHYTHM), took, captured > 0));
            }
        }
    }

    /** A source that takes long to say that nothing is new is not asked all the time. */
    private static Duration pause(Duration every, Duration took, boolean moved) {
        Duration rest = every.minus(took);
        Duration least = moved || took.compareTo(SHORTEST) < 0 ? SHORTEST : took;
        return rest.compareTo(least) > 0 ? rest : least;
    }

    /** On disk at most once a second, for whoever asks without being part of this process. */
    private void looked(Look now, boolean moved) {
        look = Optional.of(now);
        if (moved || System.nanoTime() - saved >= OTHERS.toNanos()) {
            log.looked(now);
            saved = System.nanoTime();
        }
    }

    Optional<Look> look() {
        return look;
    }

    long rows() {
        return rows.get();
    }

    Optional<String> trouble() {
        return trouble.told();
    }
}
