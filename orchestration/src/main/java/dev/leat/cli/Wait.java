package dev.leat.cli;

import dev.leat.connect.Backoff;
import dev.leat.lake.Freshness;
import dev.leat.lake.Lake;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leat wait}. */
@Command(name = "wait", description = {"Waits until all that was committed at the source before a time has arrived at every destination of a flow, or waits in the backlog.",
    "Ends with exit code 4 when that takes too long."}, footerHeading = "%nExample:%n", footer = "  leat wait \"User Sync Flow\" --until 2026-11-01T00:00:00Z --timeout 30s")
final class Wait implements Callable<Integer> {
    private static final long RHYTHM_MILLIS = 200;

    private final Invocation invocation;

    @Parameters(paramLabel = "FLOW|COLLECTION", description = "By name.")
    private String name;

    @Option(names = "--until", paramLabel = "TIME", required = true, description = "Such as 2026-11-01T00:00:00Z, or now.")
    private Instant until;

    @Option(names = "--timeout", paramLabel = "DURATION", description = "Such as 30s; as long as it takes when absent.")
    private Optional<Duration> timeout = Optional.empty();

    Wait(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        long begun = System.nanoTime();
        Workplace place = Workplace.open(invocation);
        Lake lake = place.leat().lake();
        List<Flow> flows = place.leat().files().select(name);
        Map<String, Instant> fresh = fresh(lake, flows);
        while (!late(flows, fresh).isEmpty()) {
            if (timeout.filter(most -> System.nanoTime() - begun >= most.toNanos()).isPresent()) {
                throw new LeatException(Kind.SYSTEM, name, "after " + timeout.get().toSeconds() + " s not fresh to " + until + ": " + told(late(flows, fresh), fresh),
                    "See what keeps it: leat runs show; a flow that does not run becomes no fresher");
            }
            Backoff.sleep(RHYTHM_MILLIS);
            fresh = fresh(lake, flows);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("until", until);
        document.put("fresh", fresh);
        Map<String, Instant> all = fresh;
        invocation.answer(document, terminal -> terminal.table(new Table(List.of("pipeline", "fresh to"), all.entrySet().stream().map(one -> List.of(one.getKey(), one.getValue().toString())).toList())));
        return 0;
    }

    private static Map<String, Instant> fresh(Lake lake, List<Flow> flows) {
        Map<String, Instant> fresh = new TreeMap<>();
        flows.forEach(flow -> Freshness.of(lake, flow.flow()).ifPresent(known -> fresh.putAll(known.until())));
        return fresh;
    }

    private List<String> late(List<Flow> flows, Map<String, Instant> fresh) {
        return flows.stream().flatMap(flow -> flow.pipelines().stream()).map(Pipeline::name).filter(pipeline -> fresh.getOrDefault(pipeline, Instant.MIN).isBefore(until)).toList();
    }

    private static String told(List<String> late, Map<String, Instant> fresh) {
        return late.stream().map(pipeline -> pipeline + " " + Optional.ofNullable(fresh.get(pipeline)).map(time -> "to " + time).orElse("not yet at all")).collect(Collectors.joining(", "));
    }
}
