package dev.leat.cli;

import dev.leat.mapping.language.Asking;
import dev.leat.mapping.language.Conversation;
import dev.leat.mapping.pair.Tables;
import dev.leat.mapping.propose.Assistant;
import dev.leat.mapping.propose.LookUp;
import dev.leat.mapping.propose.OpenField;
import dev.leat.mapping.propose.Proposal;
import dev.leat.mapping.propose.ProposedField;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Pipeline;
import dev.leat.model.Problem;
import dev.leat.run.Leat;
import dev.leat.run.Size;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leat map propose}. */
@Command(name = "propose", description = {"Proposes an expression for each destination field, tried on sample rows. It runs once somebody has approved it. A mapping that a person has approved or edited stays.",
    "Of a flow: proposes which source entity fills which of the destination's entities that no pipeline writes yet."},
    footerHeading = "%nExample:%n", footer = {"  leat map propose \"User Profile Sync\"", "  leat map propose \"User Sync Flow\""})
final class MapPropose implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "PIPELINE|FLOW", description = "By name.")
    private String name;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "1000", description = "Look at so many rows of each side, at most; ${DEFAULT-VALUE} when absent.")
    private int rows;

    @Option(names = "--replace", description = "Write over the mapping that is there, and its approval.")
    private boolean replace;

    @Option(names = "--stale", description = "Propose anew only for the fields whose approval is stale. All other lines stay as they are, and what was approved of them too.")
    private boolean stale;

    @Option(names = "--add", description = "Write what is suggested for the flow into its file: of a pipeline the look-ups, of a flow the pipelines of the sure pairs. All else in it stays as it is.")
    private boolean add;

    @ArgGroup
    private Model model = new Model();

    /** Of the language model that {@code leat.yaml} may name. */
    static final class Model {
        @Option(names = "--show-prompt", description = "Only print what would be sent to the language model of leat.yaml, to the letter; send nothing.")
        private boolean show;

        @Option(names = "--replay", description = "Take the language model's answers of the last time, without network: the same proposal.")
        private boolean replay;
    }

    MapPropose(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        try (Workplace place = Workplace.open(invocation)) {
            Leat leat = place.leat();
            Optional<Flow> flow = flow(leat);
            if (flow.isPresent()) {
                ofPipelinesOnly();
                place.serving(new TreeSet<>(List.of(flow.get().source(), flow.get().destination())));
                place.engine(Size.SMALL);
                return new PairedTables(invocation, new Tables(leat.files(), leat.servers()::address)).tell(name, rows, add);
            }
            place.serving(Look.systems(leat, name));
            place.engine(Size.SMALL); // a front has no room for the rows of wide entities
            Assistant assistant = new Assistant(leat.files(), leat.servers()::address);
            if (stale) {
                return new Mended(invocation, leat, assistant).repair(leat.files().pipeline(name), rows);
            }
            if (model.show) {
                show(assistant.requests(name, rows));
                return 0;
            }
            Proposal proposal = assistant.propose(name, rows, model.replay ? Asking.REPLAY : Asking.LIVE);
            Proposal whole = add ? assistant.add(proposal) : proposal;
            Assistant.Written written = replace ? assistant.replace(whole) : assistant.write(whole);
            List<String> lookedUp = add ? proposal.lookUps().stream().flatMap(lookUp -> lookUp.takes().stream()).map(LookUp.Take::target).toList() : List.of();
            Map<String, Object> document = document(whole, written);
            document.put("lookedUp", lookedUp);
            invocation.answer(document, terminal -> {
                tell(whole, written, terminal);
                if (!lookedUp.isEmpty()) {
                    terminal.sheet(new Sheet("Written into the flow; its file is otherwise as it was.").with("looks up", String.join(", ", lookedUp)));
                }
            });
            return 0;
        }
    }

    private void ofPipelinesOnly() {
        if (replace || stale || model.show || model.replay) {
            throw new LeatException(Kind.WORKSPACE, name, "it is a flow, and --replace, --stale, --show-prompt and --replay are about the mapping of a pipeline", "Leave them out, or name a pipeline");
        }
    }

    /** Empty where it is a pipeline's name. */
    private Optional<Flow> flow(Leat leat) {
        List<Flow> flows = leat.files().flows();
        List<String> pipelines = flows.stream().flatMap(flow -> flow.pipelines().stream()).map(Pipeline::name).toList();
        Optional<Flow> named = flows.stream().filter(flow -> flow.flow().equals(name)).findFirst();
        if (named.isEmpty() && !pipelines.contains(name)) {
            throw new LeatException(Kind.WORKSPACE, name, "no pipeline or flow of this name", Problem.choices(Stream.concat(pipelines.stream(), flows.stream().map(Flow::flow)).toList()));
        }
        return pipelines.contains(name) ? Optional.empty() : named;
    }

    private void show(List<Conversation.Request> requests) {
        invocation.answer(Map.of("requests", requests), terminal -> {
            requests.forEach(request -> terminal.line("POST " + request.url() + "\n" + request.body() + "\n"));
            terminal.line(requests.isEmpty() ? "Nothing would be sent: every field is sure without a language model." : requests.size() + " requests; nothing was sent.");
        });
    }

    private static Map<String, Object> document(Proposal proposal, Assistant.Written written) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("proposal", proposal);
        document.put("mapping", written.mapping());
        document.put("evidence", written.evidence());
        document.put("kept", written.kept());
        return document;
    }

    private static void tell(Proposal proposal, Assistant.Written written, Terminal terminal) {
        if (!proposal.fields().isEmpty()) {
            terminal.table(new Table(List.of("target", "expression", "confidence", "why"), proposal.fields().stream().map(MapPropose::row).toList()));
        }
        if (!proposal.open().isEmpty()) {
            Sheet open = new Sheet("Open:");
            proposal.open().stream().sorted(Comparator.comparing(field -> !field.required())).forEach(field -> open.with(field.target(), why(field)));
            terminal.sheet(open);
        }
        new LookUpSheet(proposal).tell(terminal);
        if (proposal.dropped() > 0) {
            terminal.line("Dropped: " + proposal.dropped() + " expressions that are not allowed or have no type.");
        }
        proposal.model().ifPresent(report -> terminal.sheet(ModelSheet.of(report)));
        Sheet files = new Sheet("A proposal; it runs once somebody has approved it.");
        written.mapping().ifPresent(mapping -> files.with("mapping", mapping));
        files.with("evidence", written.evidence());
        written.kept().ifPresentOrElse(kept -> files.with("stays", kept + ": somebody has approved or edited it").with("to take this", "leat map propose \"" + proposal.pipeline() + "\" --replace"),
            () -> written.mapping().ifPresent(mapping -> files.with("review", "leat map review \"" + proposal.pipeline() + "\"")
                .with("decide", "leat map approve \"" + proposal.pipeline() + "\" --by WHO")));
        terminal.sheet(files);
    }

    private static List<String> row(ProposedField field) {
        int failures = field.choice().evidence().failures().values().stream().mapToInt(Integer::intValue).sum();
        String tried = failures == 0 ? "" : failures + " of " + field.choice().evidence().rows() + " rows fail; ";
        return List.of(field.target(), field.choice().expression(), String.format(Locale.ROOT, "%.2f", field.choice().confidence()), tried + field.choice().why());
    }

    private static String why(OpenField field) {
        return (field.required() ? "required; " : "") + field.why();
    }
}
