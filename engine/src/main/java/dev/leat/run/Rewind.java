package dev.leat.run;

import dev.leat.lake.CaptureLog;
import dev.leat.lake.Lake;
import dev.leat.lake.PipelineLog;
import dev.leat.lake.PipelineLog.State;
import dev.leat.lake.RunLog;
import dev.leat.lake.RunRecord;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Pipeline;
import dev.leat.model.Problem;
import java.time.Instant;
import java.util.Optional;

/**
 * Puts a pipeline's checkpoint back, so that the next run writes again, from the lake, what was captured after a run or from the beginning. The source is not read again; a newer version of a key is never
 * replaced by an older one, since each key is written with its newest.
 *
 * @param from    the lowest {@code _leat_seq} that will be written again
 * @param commits how many commits of the capture that is
 * @param changes how many captured changes they hold
 */
public record Rewind(String pipeline, String to, long from, long commits, long changes) {
    public static final String BEGINNING = "beginning";

    /** What a rewind would do. @param to a run's id, or {@code beginning} */
    public static Rewind of(Lake lake, Flow flow, Pipeline pipeline, String to) {
        CaptureLog capture = lake.capture(flow.source(), pipeline.source());
        if (lake.pipeline(pipeline).state().isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, "pipeline '" + pipeline.name() + "'", "it has not run yet, so there is nothing to rewind",
                "Run it: leat run \"" + flow.flow() + "\"");
        }
        long number = to.equals(BEGINNING) ? 0 : reached(lake, flow, pipeline, to);
        var commits = capture.since(number);
        return new Rewind(pipeline.name(), to, Changes.firstSeq(number + 1), commits.size(), commits.stream().mapToLong(CaptureLog.Head::rows).sum());
    }

    private static long reached(Lake lake, Flow flow, Pipeline pipeline, String run) {
        Optional<RunRecord> record = lake.runs().find(run);
        return record.stream().flatMap(found -> found.pipelines().stream()).filter(part -> part.name().equals(pipeline.name()))
            .map(part -> part.checkpoint().path("materialization").path("number").asLong(0)).findFirst()
            .orElseThrow(() -> new LeatException(Kind.WORKSPACE, "--to " + run, "no such run of pipeline '" + pipeline.name() + "'",
                Problem.choices(lake.runs().newest(5).stream().filter(known -> known.flow().equals(flow.flow())).map(RunRecord::run).toList())
                    + ", or " + BEGINNING));
    }

    /** Does it; who follows the pipeline goes on from there by itself. The next generation has a checkpoint and an application id of its own, so that what is written again counts as new. */
    public void apply(Lake lake, Pipeline pipeline) {
        String holder = RunLog.newId(Instant.now());
        try (Way way = Way.to(lake, pipeline, holder)) {
            PipelineLog log = lake.pipeline(pipeline);
            if (log.rebuilding().swap().isPresent()) {
                throw new LeatException(Kind.WORKSPACE, "pipeline '" + pipeline.name() + "'", "a swap was begun and has not ended", "Let it end: leat rebuild \"" + pipeline.name() + "\" --swap");
            }
            State state = log.state().orElseThrow();
            way.lease().check();
            log.save(new State(log.claim(holder), from, -1, false, -1, Changes.commitOf(from) - 1, state.mapping(), holder, Instant.now()));
        }
    }
}
