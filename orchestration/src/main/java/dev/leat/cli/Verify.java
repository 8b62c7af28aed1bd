package dev.leat.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.lake.RunRecord;
import dev.leat.model.Flow;
import dev.leat.plan.FlowPlan;
import dev.leat.run.Servers;
import dev.leat.run.Size;
import dev.leat.run.Step;
import dev.leat.run.Work;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leat verify}. */
@Command(name = "verify", description = {"Compares what the destination holds with what the mapping makes of the lake.", "A difference ends with exit code 5 and says which keys and fields."},
    footerHeading = "%nExample:%n", footer = "  leat verify \"User Sync Flow\" --repair")
final class Verify implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "FLOW|COLLECTION", description = "By name.")
    private String name;

    @Option(names = "--repair", description = "Write what differs again from the lake, and compare once more.")
    private boolean repair;

    @Option(names = "--certificate", description = {"Capture and write what is new, compare the source too, and keep counts and checksums", "of all key ranges with the run (leat runs show)."})
    private boolean certificate;

    Verify(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Set<Step> steps = EnumSet.of(repair ? Step.REPAIR : Step.VERIFY);
        if (certificate) {
            steps.addAll(EnumSet.of(Step.CAPTURE, Step.MATERIALIZE, Step.CERTIFY));
        }
        try (Workplace place = Workplace.open(invocation)) {
            List<Flow> flows = place.leat().files().select(name);
            place.serving(Servers.usedBy(flows));
            List<FlowPlan> plans = flows.stream().map(flow -> place.leat().planned(flow, flow.pipelines(), Optional.empty(), "verify", steps, () -> place.leat().gated(flow, flow.pipelines()))).toList();
            place.engine(Size.of(plans.stream().mapToLong(plan -> Work.of(plan, place.leat().lake(), steps).rows()).sum()));
            List<RunRecord> records = new ArrayList<>();
            try (Ticker ticker = new Ticker(invocation.terminal())) {
                plans.forEach(plan -> records.add(place.leat().run(plan, Optional.empty(), "verify", steps, ticker)));
            }
            Certificates certificates = new Certificates(place.leat().lake().runs());
            List<JsonNode> documents = records.stream().map(certificates::document).toList();
            invocation.answer(documents.size() == 1 ? documents.get(0) : Map.of("runs", documents), terminal -> records.forEach(record -> {
                Runs.tell(record, terminal);
                certificates.tell(record, terminal);
            }));
            return records.stream().filter(record -> record.exitCode() != null).mapToInt(RunRecord::exitCode).filter(code -> code != 0).min().orElse(0);
        }
    }
}
