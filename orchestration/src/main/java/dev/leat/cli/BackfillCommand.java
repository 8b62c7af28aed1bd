package dev.leat.cli;

import dev.leat.airflow.Airflow;
import dev.leat.airflow.DagFile;
import dev.leat.airflow.client.Backfill;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code leat backfill}. */
@Command(name = "backfill", description = {"Has Airflow run a flow for each time of its schedule in the past, one after another.", "Runs that are there already stay as they are. Of a flow that goes by its schedule Airflow then also runs the newest time that has passed,",
    "as it does whenever a scheduled flow goes on after a gap."},
    footerHeading = "%nExample:%n", footer = "  leat backfill \"Marketing to Warehouse\" --from 2026-11-01 --to 2026-11-02 --workspace samples/marketing-warehouse")
final class BackfillCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "FLOW|COLLECTION", description = "By name.")
    private String name;

    @Option(names = "--from", required = true, paramLabel = "TIME", converter = Moment.class, description = "A date, at its beginning in UTC, or a time such as 2026-11-01T03:00:00Z.")
    private OffsetDateTime from;

    @Option(names = "--to", required = true, paramLabel = "TIME", converter = Moment.class, description = "The same; the last run is not after it.")
    private OffsetDateTime to;

    BackfillCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    static final class Moment implements ITypeConverter<OffsetDateTime> {
        @Override
        public OffsetDateTime convert(String text) {
            try {
                return text.matches("\\d{4}-\\d{2}-\\d{2}") ? LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC) : OffsetDateTime.parse(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException("'" + text + "' is no time; write a date such as 2026-11-01, or 2026-11-01T03:00:00Z");
            }
        }
    }

    @Override
    public Integer call() {
        if (to.isBefore(from)) {
            throw new LeatException(Kind.WORKSPACE, "leat backfill --to", to + " is before " + from, "Write the earlier time behind --from");
        }
        try (Workplace place = Workplace.open(invocation)) {
            Airflow airflow = Airflow.of(place.leat().files(), place.leat().servers()::address);
            List<Flow> flows = Scheduled.of(place, name);
            flows.stream().filter(flow -> flow.schedule().isEmpty()).findFirst().ifPresent(flow -> {
                throw new LeatException(Kind.WORKSPACE, flow.flow(), "it has no schedule, so there are no times to make up for", "Write one, or begin a run: leat start \"" + flow.flow() + "\" --now");
            });
            List<Map<String, Object>> made = new ArrayList<>();
            for (Flow flow : flows) {
                String dag = DagFile.of(place.leat().files(), flow).id();
                if (airflow.dag(dag).isEmpty()) {
                    throw new LeatException(Kind.WORKSPACE, flow.flow(), "Airflow does not have it", "Start it: leat start \"" + flow.flow() + "\"");
                }
                Backfill backfill = airflow.backfill(dag, from, to);
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("flow", flow.flow());
                document.put("backfill", backfill.getId());
                document.put("from", backfill.getFromDate().toInstant().toString());
                document.put("to", backfill.getToDate().toInstant().toString());
                made.add(document);
            }
            invocation.answer(Map.of("backfills", made), terminal -> {
                made.forEach(one -> terminal.line(one.get("flow") + ": Airflow runs it for each time of its schedule from " + one.get("from") + " to " + one.get("to")));
                terminal.line("The newest time that has passed is run as well where it never was.");
                terminal.line("What becomes of it:  leat status");
            });
            return 0;
        }
    }
}
