package dev.leat.cli;

import dev.leat.mapping.propose.Evidence;
import dev.leat.mapping.propose.LookUp;
import dev.leat.mapping.propose.Proposal;
import dev.leat.mapping.review.Visible;
import java.util.Locale;
import java.util.stream.Collectors;

/** What could be looked up in other entities, and what to write for it. */
final class LookUpSheet {
    private static final int ROWS = 3;

    private final Proposal proposal;

    LookUpSheet(Proposal proposal) {
        this.proposal = proposal;
    }

    void tell(Terminal terminal) {
        if (proposal.lookUps().isEmpty()) {
            return;
        }
        Sheet sheet = new Sheet("Could be looked up, which changes the flow's file:");
        for (LookUp lookUp : proposal.lookUps()) {
            lookUp.takes().forEach(take -> sheet.with(take.target(), String.format(Locale.ROOT, "%.2f ", take.confidence()) + take.why() + "; " + lookUp.found() + " of " + lookUp.keys() + " keys found"
                + take.evidence().shown().stream().filter(row -> row.after().isPresent()).limit(ROWS).map(LookUpSheet::row).collect(Collectors.joining(", ", ": ", ""))));
        }
        terminal.sheet(sheet.with("to take these", "leat map propose \"" + proposal.pipeline() + "\" --add"));
        terminal.line("or write into the pipeline:");
        LookUp.lines(proposal.lookUps()).forEach(line -> terminal.line("  " + Visible.of(line)));
        if (!proposal.lookUps().stream().allMatch(LookUp::mapped)) {
            terminal.line("and into the fields of its mapping:");
            proposal.lookUps().forEach(lookUp -> lookUp.line().ifPresent(line -> terminal.line("  " + Visible.of(line))));
        }
    }

    private static String row(Evidence.Row row) {
        return row.before().values().stream().map(value -> value.orElse("null")).collect(Collectors.joining()) + " is " + row.after().orElse("null");
    }
}
