package dev.leat.cli;

import dev.leat.mapping.propose.ModelReport;
import java.util.Map;
import java.util.stream.Collectors;

/** What a language model had to do with a proposal. */
final class ModelSheet {
    private ModelSheet() {}

    static Sheet of(ModelReport report) {
        if (report.isSilent()) {
            return new Sheet("The language model did not answer: this is the proposal without it.").with("model", report.model()).with("why", counts(report.failed()));
        }
        Sheet sheet = new Sheet("Language model:").with("model", report.model()).with("answered", report.answered() + " of " + report.asked() + " questions, " + report.tokens() + " tokens")
            .with("chosen", report.chosen() + " of its ideas (from: model)").with("agrees", report.agreed() + " times on " + report.known() + " fields that are sure without it");
        if (!report.failed().isEmpty()) {
            sheet.with("not answered", counts(report.failed()));
        }
        if (!report.dropped().isEmpty()) {
            sheet.with("dropped", counts(report.dropped()));
        }
        report.stopped().ifPresent(why -> sheet.with("stopped", why.equals("unreachable") ? "it did not answer any more" : "the budget of " + why + " is spent"));
        return sheet;
    }

    private static String counts(Map<String, Integer> causes) {
        return causes.entrySet().stream().map(cause -> cause.getKey() + " " + cause.getValue()).collect(Collectors.joining(", "));
    }
}
