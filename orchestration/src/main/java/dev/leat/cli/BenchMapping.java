package dev.leat.cli;

import dev.leat.bench.MappingQuality;
import dev.leat.mapping.match.learn.Reliability;
import dev.leat.mapping.match.learn.Scores;
import dev.leat.model.Kind;
import dev.leat.model.LanguageModel;
import dev.leat.model.LeatException;
import dev.leat.plan.WorkspaceFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code leat bench mapping}. */
@Command(name = "mapping", description = "How right the proposed mappings of known cases are, and whether their confidence means something.",
    footerHeading = "%nExample:%n", footer = "  leat bench mapping --data mapping-bench")
final class BenchMapping implements Callable<Integer> {
    /** As {@code score.py} names them. */
    private static final Map<String, Function<Scores, String>> METRICS = metrics();

    private final Invocation invocation;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "Cases: folders DATASET/CASE with source.csv, target.csv and gold.json.")
    private Path data;

    @Option(names = "--predictions", paramLabel = "DIR", description = "Also write all predictions there: shipped.jsonl and left-out.jsonl.")
    private Optional<Path> predictions;

    @Option(names = "--train", description = "Only learn the weights from these cases, and write them into Leat's sources.")
    private boolean train;

    @Option(names = "--model", description = "Only the scores with a second opinion of the language model that leat.yaml names beside those without; what is asked is stored in .leat/bench.")
    private boolean model;

    @Option(names = "--time", paramLabel = "DURATION", defaultValue = "PT1H", description = "With --model: begin no further case after this, as PT20M; ${DEFAULT-VALUE} when absent.")
    private Duration time;

    BenchMapping(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (Handover.possible()) {
            throw Handover.toEngine(List.of("-XX:MaxRAMPercentage=50", "-XX:+UseParallelGC")); // a front has no room for all cases
        }
        MappingQuality quality = MappingQuality.of(data, invocation.terminal()::note);
        if (train) {
            Path file = Path.of(System.getProperty("leat.home", "."), "mapping-assistant/src/main/resources/dev/leat/mapping/match/weights.json");
            quality.train(file);
            invocation.answer(Map.of("weights", file.toString()), terminal -> terminal.line("Wrote " + file + "; the next build uses it."));
            return 0;
        }
        if (model) {
            WorkspaceFiles files = WorkspaceFiles.read(invocation.workspace());
            LanguageModel named = files.workspace().assistant().orElseThrow(() -> new LeatException(Kind.WORKSPACE, "leat.yaml: assistant", "no language model is named", "Name one: assistant: {provider: openai, model: NAME}"));
            MappingQuality.Advised advised = quality.advised(named, files.dir().resolve(".leat/bench"), time);
            invocation.answer(advised, terminal -> {
                terminal.line("Without a model:");
                terminal.table(scores(advised.offline()));
                terminal.line("\nWith " + named.model() + ", which was asked " + advised.asked() + " times in " + advised.cases() + " cases, answered " + advised.answered()
                    + " times, and fills " + advised.won() + " fields:");
                terminal.table(scores(advised.advised()));
            });
            return 0;
        }
        MappingQuality.Report report = quality.measure(predictions);
        invocation.answer(report, terminal -> {
            terminal.line("With the weights that Leat ships:");
            terminal.table(scores(report.shipped()));
            terminal.line("\nEach data set with weights learned without it:");
            terminal.table(scores(report.leftOut()));
            terminal.line("\nReliability of the proposals, each data set left out:");
            terminal.table(reliability(report.leftOutReliability()));
            terminal.line("expected calibration error " + number(report.leftOutReliability().error()) + " (with the shipped weights " + number(report.shippedReliability().error()) + ")");
        });
        return 0;
    }

    /** A metric a line, a data set a column: there are more metrics than sets. */
    private static Table scores(Map<String, Scores> sets) {
        List<String> header = new ArrayList<>(List.of("metric"));
        header.addAll(sets.keySet());
        List<List<String>> lines = new ArrayList<>();
        METRICS.forEach((metric, value) -> {
            List<String> line = new ArrayList<>(List.of(metric));
            sets.values().forEach(scores -> line.add(value.apply(scores)));
            lines.add(line);
        });
        return new Table(header, lines);
    }

    private static Map<String, Function<Scores, String>> metrics() {
        Map<String, Function<Scores, String>> metrics = new LinkedHashMap<>();
        metrics.put("cases", scores -> Integer.toString(scores.cases()));
        metrics.put("gold", scores -> Integer.toString(scores.gold()));
        Map<String, ToDoubleFunction<Scores>> shares = new LinkedHashMap<>();
        shares.put("recall_at_gt", Scores::recallAtGold);
        shares.put("mrr", Scores::mrr);
        shares.put("mrr_col", Scores::mrrOfFields);
        shares.put("acc@1", Scores::first);
        shares.put("acc@3", Scores::amongThree);
        shares.put("acc@5", Scores::amongFive);
        shares.put("rec@1", Scores::recallAtOne);
        shares.put("rec@5", Scores::recallAtFive);
        shares.put("p", Scores::precision);
        shares.put("r", Scores::recall);
        shares.put("f1", Scores::f1);
        shares.put("micro_p", Scores::precisionOfAll);
        shares.put("micro_r", Scores::recallOfAll);
        shares.put("micro_f1", Scores::f1OfAll);
        shares.forEach((metric, share) -> metrics.put(metric, scores -> number(share.applyAsDouble(scores))));
        return metrics;
    }

    private static Table reliability(Reliability reliability) {
        return new Table(List.of("from", "proposals", "confidence", "right"), reliability.bins().stream()
            .map(bin -> List.of(String.format(Locale.ROOT, "%.1f", bin.from()), Integer.toString(bin.proposals()), number(bin.confidence()), number(bin.right()))).toList());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
