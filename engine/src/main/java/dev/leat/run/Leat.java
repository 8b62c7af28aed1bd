package dev.leat.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Connectors;
import dev.leat.connect.Finding;
import dev.leat.lake.CaptureLog;
import dev.leat.lake.Lake;
import dev.leat.lake.RunRecord;
import dev.leat.model.Care;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Pipeline;
import dev.leat.model.Problems;
import dev.leat.model.Retry;
import dev.leat.model.Workspace;
import dev.leat.plan.ApprovedPipeline;
import dev.leat.plan.CaptureKey;
import dev.leat.plan.FlowPlan;
import dev.leat.plan.PipelinePlan;
import dev.leat.plan.Planner;
import dev.leat.plan.Standing;
import dev.leat.plan.WorkspaceFiles;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;

/**
 * A workspace and everything that can be done with it, for the command line, notebooks and Java programs. Embedded servers must run before anything is planned: see
 * {@link #servers()}. Whatever moves rows verifies the approvals first.
 */
public final class Leat {
    private final WorkspaceFiles files;
    private final Lake lake;
    private final Servers servers;

    private Leat(WorkspaceFiles files) {
        this.files = files;
        this.lake = Lake.at(files.workspace().lake(), files.dir()).within(files.workspace().care().orElse(Care.DEFAULT));
        this.servers = new Servers(files);
    }

    /** @throws dev.leat.model.LeatException of kind WORKSPACE with all problems of all files */
    public static Leat open(Path workspace) {
        return new Leat(WorkspaceFiles.read(workspace));
    }

    /** @throws LeatException as {@link WorkspaceFiles#on} */
    public Leat on(Workspace.Spark spark) {
        return new Leat(files.on(spark));
    }

    public WorkspaceFiles files() {
        return files;
    }

    public Lake lake() {
        return lake;
    }

    public Servers servers() {
        return servers;
    }

    /** Reads the live schemas and what is new; starts no Spark. */
    public FlowPlan plan(Flow flow, List<Pipeline> pipelines) {
        return planner().plan(flow, pipelines);
    }

    /** The same for a run: without a current approval it fails before the source is asked what is new, since the answer may need all rows. */
    public FlowPlan ready(Flow flow, List<Pipeline> pipelines) {
        return planner().ready(flow, pipelines);
    }

    /** The same without what is new. What is approved of it may run. */
    public FlowPlan gated(Flow flow, List<Pipeline> pipelines) {
        return planner().gated(flow, pipelines);
    }

    /** The same, and without a gate: it is only looked at. */
    public FlowPlan check(Flow flow, List<Pipeline> pipelines) {
        return planner().check(flow, pipelines);
    }

    /** The same where the destination is to be rebuilt: what is there need not take what the mapping makes now. */
    public FlowPlan beside(Flow flow, List<Pipeline> pipelines) {
        return planner().beside(flow, pipelines);
    }

    /** How they stand to their approvals, also where the live systems have changed so that a mapping does not fit them any more. */
    public List<Standing> standings(Flow flow, List<Pipeline> pipelines) {
        return planner().standings(flow, pipelines);
    }

    private Planner planner() {
        return new Planner(files, servers::address, this::position);
    }

    private Optional<JsonNode> position(CaptureKey key) {
        return lake.capture(key.connection(), key.entity()).head().map(CaptureLog.Head::position);
    }

    /** One Spark session for the process, set up for this much work. The caller stops it. */
    public SparkSession spark(Size size) {
        return Session.start(files.workspace(), size);
    }

    /**
     * Runs what is planned; a run that finds nothing to do starts no Spark and is recorded as well.
     *
     * @param run an id to join, else a new one
     * @throws LeatException of kind APPROVAL before a row is read, SYSTEM when another run of the flow is at work; what fails later is in the record
     */
    public RunRecord run(FlowPlan plan, Optional<String> run, String cause, Set<Step> steps, Progress progress) {
        List<ApprovedPipeline> approved = plan.approved();
        FlowRun attempt = new FlowRun(lake, plan.flow().flow(), run, cause, steps, plan.pipelines().stream().map(planned -> planned.pipeline().name()).toList());
        Work work = Work.of(plan, lake, steps);
        if (work.nothing()) {
            return attempt.nothingNew(approved, Optional.of(plan.asked()).filter(asked -> steps.contains(Step.CAPTURE)));
        }
        SparkSession spark = spark(Size.of(work.rows()));
        RunRecord done = attempt.run(spark, approved, steps, progress);
        new Upkeep(spark, files, lake, done.run()).after(approved);
        return done;
    }

    /**
     * The beginning of a run that a scheduler's tasks do: approvals, connections and rights of all pipelines. Moves nothing; is recorded, also when it fails.
     *
     * @throws LeatException of kind APPROVAL when a pipeline may not run, WORKSPACE when a right is missing, SYSTEM when a system cannot be asked or another run of the flow is at work
     */
    public RunRecord preflight(Flow flow, Optional<String> run, String cause) {
        return new FlowRun(lake, flow.flow(), run, cause, EnumSet.of(Step.PREFLIGHT), List.of()).checked(() -> {
            planner().gated(flow, flow.pipelines());
            List<Finding> findings = Connectors.checkWriting(files.site(flow.destination(), flow.retry().orElse(Retry.DEFAULT), servers::address),
                flow.pipelines().stream().map(Pipeline::destination).distinct().toList());
            Problems problems = new Problems();
            problems.addAll(findings.stream().flatMap(finding -> finding.problem().stream()).toList());
            problems.throwIfAny(Kind.WORKSPACE);
        });
    }

    /** Records a run that failed before it could begin. @param run an id to join, else a new one */
    public void refused(Flow flow, List<Pipeline> pipelines, Optional<String> run, String cause, Set<Step> steps, LeatException why) {
        unplanned(flow, pipelines, run, cause, steps).refused(why);
    }

    /**
     * Plans what is to be a run: that it cannot be planned is recorded as that run, which has failed. What goes well is recorded by the run itself.
     *
     * @param run an id to join, else a new one
     */
    public FlowPlan planned(Flow flow, List<Pipeline> pipelines, Optional<String> run, String cause, Set<Step> steps, Supplier<FlowPlan> planning) {
        return unplanned(flow, pipelines, run, cause, steps).planned(planning);
    }

    private FlowRun unplanned(Flow flow, List<Pipeline> pipelines, Optional<String> run, String cause, Set<Step> steps) {
        return new FlowRun(lake, flow.flow(), run, cause, steps, pipelines.stream().map(Pipeline::name).toList());
    }

    /** @return rows before and after, at most so many; nothing is written */
    public List<Preview.Sample> preview(PipelinePlan plan, int most) {
        return Preview.of(spark(Size.SMALL), plan, most);
    }

    /** The waiting records of a pipeline. */
    public BacklogTable backlog(Pipeline pipeline) {
        return new BacklogTable(spark(Size.SMALL), lake.pipeline(pipeline).backlog());
    }

    /** What a replay of these records would do. @param plan of one pipeline @param chosen a condition on the columns of {@link BacklogTable#waiting()} */
    public Replay.Outcome tryReplay(FlowPlan plan, Column chosen) {
        return replay(plan).tryOut(chosen);
    }

    /** Replays them, recorded as a run of its own. */
    public Replay.Outcome replay(FlowPlan plan, Column chosen) {
        return new RecordedRun(lake, plan.flow().flow(), "backlog replay").run(run -> counted(plan.pipelines().get(0).pipeline(), replay(plan).replay(chosen, run)));
    }

    private <T> T counted(Pipeline pipeline, T done) {
        lake.pipeline(pipeline).count(() -> backlog(pipeline).waiting().count());
        return done;
    }

    private Replay replay(FlowPlan plan) {
        ApprovedPipeline approved = plan.approved().get(0);
        return new Replay(spark(Size.SMALL), lake, approved);
    }

    /** A pipeline's next generation. @param plan of one pipeline, as {@link #beside} makes it */
    public Rebuild rebuild(FlowPlan plan, Progress progress) {
        return new Rebuild(() -> spark(Size.of(Work.ofRebuild(plan.pipelines().get(0), lake))), lake, plan, progress);
    }

    /** Records that wait no longer, with the reason that a person gives. @return how many */
    public long discard(Flow flow, Pipeline pipeline, Column chosen, String why) {
        return new RecordedRun(lake, flow.flow(), "backlog discard").run(run -> counted(pipeline, backlog(pipeline).discard(chosen, run, why)));
    }
}
