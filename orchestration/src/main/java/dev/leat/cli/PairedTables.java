package dev.leat.cli;

import dev.leat.mapping.pair.Pairing;
import dev.leat.mapping.pair.TableProposal;
import dev.leat.mapping.pair.Tables;
import dev.leat.mapping.review.Visible;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code leat map propose FLOW}: which source entity fills which destination entity. */
final class PairedTables {
    /** Of all choices together. */
    private static final double UNLIKE = 0.3;

    private final Invocation invocation;
    private final Tables tables;

    PairedTables(Invocation invocation, Tables tables) {
        this.invocation = invocation;
        this.tables = tables;
    }

    int tell(String flow, int rows, boolean add) {
        TableProposal proposal = tables.propose(flow, Math.min(rows, Tables.ROWS));
        List<String> added = add ? tables.add(proposal) : List.of();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("proposal", proposal);
        document.put("added", added);
        invocation.answer(document, terminal -> tell(proposal, added, terminal));
        return 0;
    }

    private static void tell(TableProposal proposal, List<String> added, Terminal terminal) {
        if (proposal.pairs().isEmpty()) {
            terminal.line("Every entity of " + proposal.destination() + " is written by a pipeline already.");
            return;
        }
        terminal.table(new Table(List.of("destination", "source", "confidence", "fields", "why"), proposal.pairs().stream().map(PairedTables::row).toList()));
        Sheet others = new Sheet("Could be as well:");
        proposal.pairs().stream().filter(pair -> !pair.alternatives().isEmpty()).forEach(pair -> others.with(pair.destination().toString(),
            pair.alternatives().stream().map(choice -> choice.source() + " " + confidence(choice)).collect(Collectors.joining(", "))));
        if (proposal.pairs().stream().anyMatch(pair -> !pair.alternatives().isEmpty())) {
            terminal.sheet(others);
        }
        proposal.unread().forEach(why -> terminal.line("By names alone: " + Visible.of(why)));
        terminal.sheet(next(proposal, added));
    }

    private static Sheet next(TableProposal proposal, List<String> added) {
        if (!added.isEmpty()) {
            Sheet sheet = new Sheet("Added to the flow; the mapping of each is to be proposed, reviewed and approved:");
            added.forEach(name -> sheet.with(name, "leat map propose \"" + name + "\""));
            return sheet;
        }
        int sure = proposal.sure().size();
        return new Sheet(sure + " of " + proposal.pairs().size() + " are sure; nothing is written.").with("add these", sure == 0 ? "none: write the pipelines that are right into the flow yourself"
            : "leat map propose \"" + proposal.flow() + "\" --add");
    }

    private static List<String> row(Pairing pair) {
        return pair.choice().map(choice -> List.of(pair.destination().toString(), choice.source().toString(), confidence(choice), choice.matched() + " of " + choice.of(), choice.why()))
            .orElseGet(() -> List.of(pair.destination().toString(), "", "", "", pair.alternatives().stream().mapToDouble(Pairing.Choice::confidence).sum() < UNLIKE ? "nothing is like it" : "none stands out"));
    }

    private static String confidence(Pairing.Choice choice) {
        return String.format(Locale.ROOT, "%.2f", choice.confidence());
    }
}
