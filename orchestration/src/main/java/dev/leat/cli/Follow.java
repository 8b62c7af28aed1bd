package dev.leat.cli;

import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Pipeline;
import dev.leat.model.Problem;
import dev.leat.run.FollowedFlow;
import dev.leat.run.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

/** Flows that are followed here, until the process is told to end. */
final class Follow {
    private final Invocation invocation;
    private final Workplace place;

    Follow(Invocation invocation, Workplace place) {
        this.invocation = invocation;
        this.place = place;
    }

    /**
     * @param chosen pipelines, by name
     * @throws LeatException of kind APPROVAL when nothing of it is approved; what is not approved of a flow waits until it is, while the others go on
     */
    int follow(List<Flow> flows, Predicate<String> chosen, Optional<String> run) {
        List<Pipeline> pipelines = flows.stream().flatMap(flow -> flow.pipelines().stream()).filter(pipeline -> chosen.test(pipeline.name())).toList();
        if (pipelines.isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, flows.get(0).flow(), "no pipeline to follow", Problem.choices(flows.stream().flatMap(flow -> flow.pipelines().stream()).map(Pipeline::name).toList()));
        }
        gate(flows, chosen, run);
        place.engine(Size.FOLLOWED);
        try (Vitals vitals = Vitals.on(invocation)) {
            List<FollowedFlow> followed = flows.stream().map(flow -> new FollowedFlow(invocation.workspace(), flow.flow(), chosen, run)).toList();
            List<CompletableFuture<Void>> ends = new ArrayList<>();
            for (int i = 0; i < flows.size(); i++) {
                FollowedFlow one = followed.get(i);
                String name = flows.get(i).flow();
                CompletableFuture<Void> end = new CompletableFuture<>();
                new Thread(() -> complete(end, () -> one.run(pulses -> vitals.beat(name, pulses))), "leat-flow").start();
                ends.add(end.whenComplete((done, failure) -> followed.forEach(FollowedFlow::stop)));
            }
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).join();
            return 0;
        } catch (CompletionException e) {
            throw e.getCause() instanceof LeatException leat ? leat : e;
        }
    }

    private static void complete(CompletableFuture<Void> end, Runnable work) {
        try {
            work.run();
            end.complete(null);
        } catch (RuntimeException e) {
            end.completeExceptionally(e);
        }
    }

    /** A system that does not answer now is asked again by whoever follows. */
    private void gate(List<Flow> flows, Predicate<String> chosen, Optional<String> run) {
        List<LeatException> refused = new ArrayList<>();
        int open = 0;
        for (Flow flow : flows) {
            for (Pipeline pipeline : flow.pipelines().stream().filter(one -> chosen.test(one.name())).toList()) {
                try {
                    place.leat().gated(flow, List.of(pipeline)).approved();
                    open++;
                } catch (LeatException e) {
                    open += e.kind().retryHelps() ? 1 : 0;
                    refused.add(e);
                }
            }
        }
        if (open == 0) {
            LeatException why = new LeatException(refused.stream().map(LeatException::kind).filter(kind -> kind == Kind.APPROVAL).findFirst().orElse(refused.get(0).kind()),
                refused.stream().flatMap(one -> one.problems().stream()).toList());
            flows.forEach(flow -> record(flow, run, why));
            throw why;
        }
        if (Handover.possible()) {
            refused.forEach(one -> one.problems().forEach(problem -> invocation.terminal().note(problem.toString())));
        }
    }

    /** What a supervisor starts again and again is recorded once, as long as it fails for the same reason. */
    private void record(Flow flow, Optional<String> run, LeatException why) {
        if (Optional.ofNullable(place.leat().lake().runs().latest().get(flow.flow())).filter(last -> why.getMessage().equals(last.error())).isEmpty()) {
            place.leat().refused(flow, flow.pipelines(), run, "stream", Set.of(), why);
        }
    }
}
