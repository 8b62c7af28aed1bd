package dev.leat.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Failure;
import dev.leat.model.Flow;
import dev.leat.model.Yaml;
import dev.leat.plan.PipelinePlan;
import dev.leat.run.Preview;
import dev.leat.run.Servers;
import dev.leat.run.Size;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leat preview}. */
@Command(name = "preview", description = "Rows of the source before and after, as a pipeline would make them. Nothing is written.",
    footerHeading = "%nExample:%n", footer = "  leat preview \"User Profile Sync\" -n 3")
final class PreviewCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "PIPELINE", description = "By name.")
    private String name;

    @Option(names = "-n", paramLabel = "N", defaultValue = "20", description = "At most so many rows; ${DEFAULT-VALUE} when absent.")
    private int most;

    PreviewCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        try (Workplace place = Workplace.open(invocation)) {
            Flow flow = place.leat().files().flowOf(name);
            place.serving(Servers.usedBy(List.of(flow)));
            PipelinePlan plan = place.leat().check(flow, List.of(place.leat().files().pipeline(name))).pipelines().get(0);
            place.engine(Size.SMALL);
            List<Preview.Sample> samples = place.leat().preview(plan, most);
            invocation.answer(Map.of("pipeline", name, "rows", samples.stream().map(PreviewCommand::document).toList()),
                terminal -> samples.forEach(sample -> tell(sample, terminal)));
            return 0;
        }
    }

    private static Map<String, Object> document(Preview.Sample sample) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("before", tree(sample.before()));
        document.put("after", sample.after().map(PreviewCommand::tree));
        document.put("failure", sample.failure());
        return document;
    }

    private static void tell(Preview.Sample sample, Terminal terminal) {
        Sheet before = new Sheet("before");
        tree(sample.before()).properties().forEach(field -> before.with(field.getKey(), field.getValue()));
        terminal.sheet(before);
        Sheet after = new Sheet(sample.after().isPresent() ? "after" : sample.failure().isPresent() ? "to the backlog" : "left out");
        sample.after().map(PreviewCommand::tree).ifPresent(row -> row.properties().forEach(field -> after.with(field.getKey(), field.getValue())));
        sample.failure().ifPresent(failure -> after.with("reason", text(failure)));
        terminal.sheet(after);
        terminal.line("");
    }

    private static String text(Failure failure) {
        return failure.reason() + " at " + failure.stage() + (failure.field().isEmpty() ? "" : ", field " + failure.field()) + ": " + failure.detail();
    }

    private static JsonNode tree(String json) {
        try {
            return Yaml.json().readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
