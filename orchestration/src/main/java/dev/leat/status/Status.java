package dev.leat.status;

import dev.leat.airflow.DagFile;
import dev.leat.airflow.client.Dag;
import dev.leat.airflow.client.DagRun;
import dev.leat.lake.RunRecord;
import dev.leat.model.Flow;
import dev.leat.plan.Approvals;
import dev.leat.plan.Planner;
import dev.leat.plan.Verdict;
import dev.leat.run.Leat;
import dev.leat.status.FlowStatus.Last;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** How flows stand, and which of the lake and Airflow told it. Opens no connection of a flow. */
public record Status(List<FlowStatus> flows, Side lake, Side airflow) {

    public static Status of(Leat leat, List<Flow> flows) {
        Planner.prepare();
        Instant now = Instant.now();
        CompletableFuture<AirflowSide> asking = CompletableFuture.supplyAsync(() -> AirflowSide.of(leat.files(), leat.servers()::address));
        LakeSide lake = LakeSide.of(leat.lake(), flows, now);
        Approvals approvals = Approvals.of(leat.files());
        List<Verdict> verdicts = flows.parallelStream().map(flow -> worst(approvals, flow)).toList();
        AirflowSide airflow = asking.join();
        return new Status(IntStream.range(0, flows.size()).parallel().mapToObj(i -> status(flows.get(i), verdicts.get(i), lake, airflow, now)).toList(), lake.side(), airflow.side());
    }

    private static Verdict worst(Approvals approvals, Flow flow) {
        return flow.pipelines().stream().map(approvals::filed).filter(verdict -> !verdict.isApproved()).findFirst()
            .orElseGet(() -> new Verdict(flow.pipelines().isEmpty() ? Verdict.State.MISSING : Verdict.State.APPROVED, List.of(), List.of()));
    }

    private static FlowStatus status(Flow flow, Verdict verdict, LakeSide lake, AirflowSide airflow, Instant now) {
        Optional<RunRecord> recorded = Optional.ofNullable(lake.runs().get(flow.flow()));
        Optional<Last> last = last(flow, recorded, airflow, now);
        return new FlowStatus(flow.flow(), state(flow, recorded, last, lake, airflow), flow.schedule().or(() -> flow.every().map(every -> "every " + every)), last, airflow.next(flow),
            Optional.ofNullable(lake.backlogs().get(flow.flow())), Optional.ofNullable(lake.lags().get(flow.flow())),
            verdict.isApproved() ? "valid" : verdict.state().name().toLowerCase(Locale.ROOT), verdict.changes(), airflow.deployed(flow));
    }

    /** The lake tells of its own runs; Airflow of one that came to an end without Leat, as when its machine has none. */
    private static Optional<Last> last(Flow flow, Optional<RunRecord> recorded, AirflowSide airflow, Instant now) {
        Optional<Last> known = recorded.map(run -> Last.of(run, now));
        Optional<DagRun> scheduled = airflow.run(flow).filter(run -> run.getStartDate() != null);
        boolean more = scheduled.isPresent() && recorded.filter(run -> run.run().equals(DagFile.run(flow, scheduled.get()))
            || run.started().isAfter(scheduled.get().getStartDate().toInstant())).isEmpty();
        return more ? scheduled.map(run -> last(run, flow, now)) : known;
    }

    private static Last last(DagRun run, Flow flow, Instant now) {
        Instant started = run.getStartDate().toInstant();
        Optional<Instant> ended = Optional.ofNullable(run.getEndDate()).map(end -> end.toInstant());
        return new Last(DagFile.run(flow, run), run.getRunType(), run.getState().equals("success") ? "succeeded" : run.getState(), started, ended,
            Duration.between(started, ended.orElse(now)).toMillis() / 1000.0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static String state(Flow flow, Optional<RunRecord> recorded, Optional<Last> last, LakeSide lake, AirflowSide airflow) {
        boolean works = recorded.filter(run -> run.outcome().equals("running")).isPresent();
        if (works) {
            return flow.every().isPresent() ? FlowStatus.FOLLOWING : "running";
        }
        Optional<Dag> dag = airflow.dag(flow);
        if (airflow.reached() && flow.every().isEmpty()) {
            if (dag.isEmpty()) {
                return "not deployed";
            } else if (dag.get().getHasImportErrors()) {
                return "broken";
            } else if (dag.get().getIsPaused()) {
                return "paused";
            }
            Optional<String> now = airflow.run(flow).map(DagRun::getState).filter(state -> state.equals("running") || state.equals("queued"));
            if (now.isPresent()) {
                return now.get();
            }
        }
        boolean known = lake.side().reached().orElse(false) || airflow.reached();
        return last.map(Last::outcome).orElse(known ? "never run" : "unknown");
    }
}
