package dev.leat.cli;

import dev.leat.mapping.propose.ModelReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a language model had to do with a proposal, in lines. */
final class ModelLines {
    private ModelLines() {}

    static List<String> of(ModelReport report) {
        List<String> lines = new ArrayList<>();
        if (report.isSilent()) {
            lines.add("The language model " + report.model() + " did not answer (" + counts(report.failed()) + "): this is the proposal without it.");
            return lines;
        }
        lines.add("Language model " + report.model() + ": " + report.answered() + " of " + report.asked() + " answered, " + report.chosen() + " chosen (from: model), " + report.tokens() + " tokens.");
        if (report.known() > 0) {
            lines.add("  On " + report.known() + " fields that are sure it agreed " + report.agreed() + " times.");
        }
        if (!report.failed().isEmpty()) {
            lines.add("  Not answered: " + counts(report.failed()));
        }
        if (!report.dropped().isEmpty()) {
            lines.add("  Dropped by the check: " + counts(report.dropped()));
        }
        report.stopped().ifPresent(why -> lines.add("  Stopped early: " + (why.equals("unreachable") ? "it did not answer any more" : "the budget of " + why + " is spent") + "."));
        return lines;
    }

    private static String counts(Map<String, Integer> causes) {
        return causes.entrySet().stream().map(cause -> cause.getKey() + " " + cause.getValue()).collect(Collectors.joining(", "));
    }
}
