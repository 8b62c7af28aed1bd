package dev.leat.bench;

import dev.leat.mapping.match.Comparison;
import dev.leat.mapping.match.Matcher;
import dev.leat.mapping.match.Model;
import dev.leat.mapping.match.Weights;
import dev.leat.mapping.match.learn.Cases;
import dev.leat.mapping.match.learn.Lesson;
import dev.leat.mapping.match.learn.Lessons;
import dev.leat.mapping.match.learn.Prediction;
import dev.leat.mapping.match.learn.Reliability;
import dev.leat.mapping.match.learn.Scores;
import dev.leat.mapping.match.learn.Training;
import dev.leat.mapping.propose.SecondOpinion;
import dev.leat.model.Kind;
import dev.leat.model.LanguageModel;
import dev.leat.model.LeatException;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** How right the proposed mappings of known cases are: the cases go through the matcher that {@code leat map propose} uses. */
public final class MappingQuality {
    private final List<Cases.Case> cases;
    private final Consumer<String> note;

    private MappingQuality(List<Cases.Case> cases, Consumer<String> note) {
        this.cases = cases;
        this.note = note;
    }

    /**
     * @param shipped by data set, with the weights that Leat ships
     * @param leftOut by data set, with weights learned from everything but this data set
     */
    public record Report(Map<String, Scores> shipped, Reliability shippedReliability, Map<String, Scores> leftOut, Reliability leftOutReliability) {}

    /** @param folder of cases as {@link Cases} reads them */
    public static MappingQuality of(Path folder, Consumer<String> note) {
        List<Cases.Case> cases = Files.isDirectory(folder) ? Cases.read(folder) : List.of();
        if (cases.isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, folder.toString(), "there are no cases", "Name a folder that holds <data set>/<case>/gold.json");
        }
        return new MappingQuality(cases, note);
    }

    /** @param folder takes all predictions, {@code shipped.jsonl} and {@code left-out.jsonl}, in the form that {@code score.py} reads: one JSON object a line */
    public Report measure(Optional<Path> folder) {
        note.accept("Matching " + cases.size() + " cases ...");
        List<Comparison> comparisons = cases.stream().map(each -> Comparison.of(each.source(), each.target())).toList();
        List<Prediction> shipped = predictions(comparisons, Matcher.shipped(), cases);
        folder.ifPresent(to -> write(to.resolve("shipped.jsonl"), shipped));
        List<Lesson> lessons = lessons();
        List<Prediction> leftOut = new ArrayList<>();
        for (String set : cases.stream().map(Cases.Case::set).distinct().toList()) {
            note.accept("Learning without " + set + " ...");
            Matcher matcher = new Matcher(Training.learn(lessons.stream().filter(lesson -> !lesson.set().equals(set)).toList()));
            leftOut.addAll(predictions(comparisons, matcher, cases.stream().filter(each -> each.set().equals(set)).toList()));
        }
        folder.ifPresent(to -> write(to.resolve("left-out.jsonl"), leftOut));
        return new Report(Scores.bySet(shipped), Reliability.of(shipped), Scores.bySet(leftOut), Reliability.of(leftOut));
    }

    /**
     * By data set, with the weights that Leat ships.
     *
     * @param offline without a model
     * @param advised with its second opinion
     * @param cases   that were looked at: fewer than there are where the time was over
     * @param asked   questions
     * @param answered of these, by something that could be read
     * @param won     fields that the model's idea fills
     */
    public record Advised(Map<String, Scores> offline, Map<String, Scores> advised, int cases, int asked, int answered, int won) {}

    /**
     * The same cases offline and with a language model's second opinion.
     *
     * @param exchanges folder for what is asked and answered, a file a case
     * @param time      after which no further case is begun
     */
    public Advised advised(LanguageModel model, Path exchanges, Duration time) {
        Instant end = Instant.now().plus(time);
        List<Prediction> offline = new ArrayList<>();
        List<Prediction> advised = new ArrayList<>();
        List<SecondOpinion.Heard> heard = new ArrayList<>();
        for (Cases.Case each : spread()) {
            if (Instant.now().isBefore(end)) {
                note.accept("Asking about " + each.id() + " ...");
                Prediction alone = Prediction.of(each, Matcher.shipped().match(each.source(), each.target()));
                SecondOpinion.Heard opinion = SecondOpinion.of(each.source(), each.target(), Matcher.shipped(), model, exchanges.resolve(each.id().replace('/', '-') + ".jsonl"));
                offline.add(alone);
                advised.add(ModelQuality.advised(alone, opinion.chosen()));
                heard.add(opinion);
            }
        }
        return new Advised(Scores.bySet(offline), Scores.bySet(advised), offline.size(), heard.stream().mapToInt(SecondOpinion.Heard::asked).sum(),
            heard.stream().mapToInt(SecondOpinion.Heard::answered).sum(), heard.stream().mapToInt(one -> one.chosen().size()).sum());
    }

    /** The first of each data set, then the second: where the time ends early, each set has had its share. */
    private List<Cases.Case> spread() {
        Map<String, Integer> places = new LinkedHashMap<>();
        Map<Cases.Case, Integer> rank = new IdentityHashMap<>();
        cases.forEach(each -> rank.put(each, places.merge(each.set(), 1, Integer::sum)));
        return cases.stream().sorted(Comparator.comparing(rank::get)).toList();
    }

    /** Learns from all cases and writes the weights, which the next build ships. */
    public void train(Path file) {
        note.accept("Learning from " + cases.size() + " cases and from Leat's own ...");
        Model model = Training.learn(lessons());
        try {
            Files.writeString(file, Weights.write(model));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, List<Prediction> predictions) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, predictions.stream().map(MappingQuality::json).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Lesson> lessons() {
        return Stream.concat(Lessons.own().stream(), Lessons.of(cases).stream()).toList();
    }

    private List<Prediction> predictions(List<Comparison> comparisons, Matcher matcher, List<Cases.Case> some) {
        return some.stream().map(each -> Prediction.of(each, matcher.match(comparisons.get(cases.indexOf(each))))).toList();
    }

    private static String json(Prediction prediction) {
        Map<String, Object> candidates = new LinkedHashMap<>();
        prediction.ranked().forEach((source, ranked) -> candidates.put(source, ranked.stream().map(each -> List.of(each.target(), each.confidence())).toList()));
        Map<String, List<String>> mapping = new LinkedHashMap<>();
        prediction.chosen().forEach(chosen -> mapping.computeIfAbsent(chosen.pair().source(), source -> new ArrayList<>()).add(chosen.pair().target()));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("case", prediction.of().id());
        document.put("candidates", candidates);
        document.put("mapping", mapping);
        try {
            return Yaml.json().writeValueAsString(document);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
