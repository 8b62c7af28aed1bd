package dev.leat.run;

import dev.leat.lake.Freshness;
import dev.leat.lake.Lake;
import dev.leat.lake.Lease;
import dev.leat.lake.ProcessMark;
import dev.leat.lake.RunLog;
import dev.leat.lake.RunPart;
import dev.leat.lake.RunRecord;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Pipeline;
import dev.leat.plan.CaptureKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process and one Spark that keep all pipelines of a flow going, each capture and each destination in a thread and a rhythm of its own, until it is told to stop. Pipelines that are written into
 * the flow's file meanwhile join in. It is one run, recorded from its first moment.
 */
public final class FollowedFlow {
    /** Of a flow that says nothing of its own. */
    static final Duration RHYTHM = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(FollowedFlow.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration RECORDED = Duration.ofSeconds(10);
    private static final Duration END = Duration.ofSeconds(5);
    /** For what was interrupted to let go of its connections and files. */
    private static final Duration LET_GO = Duration.ofSeconds(30);

    private final String flow;
    private final Predicate<String> chosen;
    private final String part;
    private final String run;
    private final FollowedFiles files;
    private final Lake lake;
    private final Instant started = Instant.now();
    private final long begun = System.nanoTime();
    private final Stop stop = new Stop();
    private final Stop ended = new Stop();
    private final Map<String, PipelineLoop> pipelines = new LinkedHashMap<>();
    private final Map<String, CaptureKey> keys = new LinkedHashMap<>();
    private final Map<CaptureKey, CaptureLoop> captures = new LinkedHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "leat-follow");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Optional<RuntimeException> failure = Optional.empty();
    private Sessions sessions;
    private long cared = System.nanoTime();

    /** @param chosen pipelines, by name */
    public FollowedFlow(Path workspace, String flow, Predicate<String> chosen, Optional<String> run) {
        this.flow = flow;
        this.chosen = chosen;
        this.part = RunLog.newId(started);
        this.run = run.map(RunLog::idOf).orElse(part);
        this.files = new FollowedFiles(workspace, flow);
        this.lake = files.leat().lake();
    }

    /**
     * Returns when {@link #stop} was called.
     *
     * @param beat called once a second
     * @throws LeatException of kind SYSTEM when another run of this flow is at work, or has taken over
     */
    public RunRecord run(Consumer<List<Pulse>> beat) {
        try (Lease lease = lake.leases().take("flow " + flow, run)) {
            save("running", null, null);
            Thread hook = new Thread(this::interrupted, "leat-stopped");
            Runtime.getRuntime().addShutdownHook(hook);
            sessions = new Sessions(files.leat().spark(Size.FOLLOWED), files.leat().files().workspace());
            String error = "it ended without being told to";
            int code = Kind.BUG.exitCode();
            try {
                follow(lease, beat);
                unlessFailed();
                error = null;
                code = 0;
            } catch (LeatException e) {
                error = e.getMessage();
                code = e.kind().exitCode();
                throw e;
            } finally {
                end();
                save(error == null ? "stopped" : "failed", error, code);
                ended.tell();
            }
            return lake.runs().find(run).orElseThrow();
        }
    }

    public void stop() {
        stop.tell();
    }

    private void fail(RuntimeException why) {
        failure = Optional.of(why);
        stop.tell();
    }

    /** The process was told to end: it ends when everything has, or soon. */
    private void interrupted() {
        stop.tell();
        ended.within(END);
    }

    private void follow(Lease lease, Consumer<List<Pulse>> beat) {
        long recorded = begun;
        while (!stop.within(BEAT)) {
            lease.check();
            adjust();
            beat.accept(pulses());
            boolean record = System.nanoTime() - recorded >= RECORDED.toNanos();
            recorded = record ? System.nanoTime() : recorded;
            tell(record);
        }
    }

    /** What cannot be written now, as on a full disk, is written with the next beat; that is no reason to end. */
    private void tell(boolean record) {
        try {
            fresh();
            if (record) {
                save("running", null, null);
            }
            if (System.nanoTime() - cared > lake.care().compact().orElseThrow().toNanos()) {
                Upkeep.runs(lake);
                cared = System.nanoTime();
            }
        } catch (LeatException e) {
            LOG.warn("flow=\"{}\" how it stands could not be written and is tried again: {}", flow, e.getMessage());
        }
    }

    /** As the flow says of a source that has changed. */
    private void unlessFailed() {
        failure.ifPresent(why -> {
            throw why;
        });
    }

    /** Pipelines that are new in the flow's file begin. One that is gone from it is paused by its gate. */
    private void adjust() {
        try {
            Flow now = files.flow();
            now.pipelines().stream().filter(pipeline -> chosen.test(pipeline.name()) && !pipelines.containsKey(pipeline.name())).forEach(pipeline -> begin(now, pipeline));
        } catch (LeatException e) {
            LOG.debug("the files are wrong, which pauses each pipeline by itself", e);
        }
    }

    private void begin(Flow now, Pipeline pipeline) {
        CaptureKey key = new CaptureKey(now.source(), pipeline.source());
        CaptureLoop capture = captures.computeIfAbsent(key, this::capture);
        PipelineLoop loop = new PipelineLoop(sessions, lake, files, pipeline.name(), run, capture, stop);
        keys.put(pipeline.name(), key);
        synchronized (pipelines) {
            pipelines.put(pipeline.name(), loop);
        }
        threads.execute(loop);
    }

    private CaptureLoop capture(CaptureKey key) {
        CaptureLoop loop = new CaptureLoop(sessions, lake, key, run, () -> gates(key).filter(gate -> !gate.isExpired()).findFirst(), () -> gates(key).forEach(Gatekeeper::expire),
            () -> CaptureCare.readers(files.leat().files(), lake, key), this::fail, stop);
        threads.execute(loop);
        return loop;
    }

    /** Of the approved pipelines of a capture; they declare it alike. */
    private Stream<Gatekeeper> gates(CaptureKey key) {
        synchronized (pipelines) {
            return List.copyOf(pipelines.values()).stream().flatMap(loop -> loop.gate().stream()).filter(gate -> gate.last().capture().equals(key));
        }
    }

    private List<Pulse> pulses() {
        return pipelines.entrySet().stream().map(loop -> loop.getValue().pulse(captured(loop.getKey()))).toList();
    }

    /** What a capture brings in counts for the first pipeline that reads it. */
    private long captured(String pipeline) {
        CaptureKey key = keys.get(pipeline);
        boolean first = keys.entrySet().stream().filter(other -> other.getValue().equals(key)).findFirst().orElseThrow().getKey().equals(pipeline);
        return first ? captures.get(key).rows() : 0;
    }

    private void fresh() {
        Map<String, Instant> until = pipelines.entrySet().stream().filter(loop -> loop.getValue().fresh().isPresent())
            .collect(Collectors.toMap(Map.Entry::getKey, loop -> loop.getValue().fresh().orElseThrow()));
        if (!until.isEmpty()) {
            lake.freshness(flow).save(new Freshness(flow, run, Instant.now(), until));
        }
    }

    private void end() {
        stop.tell();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
                threads.awaitTermination(LET_GO.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        fresh();
    }

    /** @param code null while it goes on */
    private void save(String outcome, String error, Integer code) {
        Instant now = Instant.now();
        double seconds = Math.round((System.nanoTime() - begun) / 1e7) / 100.0;
        List<RunRecord.PipelineRun> told = pipelines.entrySet().stream().flatMap(loop -> loop.getValue().told(captured(loop.getKey())).stream()).toList();
        lake.runs().save(new RunPart(part, run, flow, "stream", List.of("follow"), List.of(), outcome, started, code == null ? null : now, seconds, told, error, code, ProcessMark.here()));
    }
}
