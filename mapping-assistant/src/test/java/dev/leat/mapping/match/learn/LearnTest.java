package dev.leat.mapping.match.learn;

import static dev.leat.mapping.match.Tables.entity;
import static dev.leat.mapping.match.Tables.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leat.mapping.match.Matcher;
import dev.leat.mapping.match.Model;
import dev.leat.mapping.match.Weights;
import dev.leat.mapping.match.Comparison;
import dev.leat.mapping.match.signal.Signal;
import dev.leat.mapping.match.signal.Signals;
import java.util.stream.IntStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnTest {
    @TempDir
    private Path folder;

    private static Prediction prediction(Map<String, List<Prediction.Ranked>> ranked, List<Prediction.Chosen> chosen) {
        List<Lesson.Pair> gold = List.of(new Lesson.Pair("a", "x"), new Lesson.Pair("b", "y"));
        return new Prediction(new Cases.Case("set", "case", entity(field("a"), field("b")), entity(field("x"), field("y"), field("z")), gold), ranked, chosen);
    }

    @Test
    void scoresCountAsTheBenchmarksDo() {
        Scores scores = Scores.of(prediction(
            Map.of("a", List.of(new Prediction.Ranked("x", 0.9), new Prediction.Ranked("z", 0.6)), "b", List.of(new Prediction.Ranked("z", 0.6), new Prediction.Ranked("y", 0.5))),
            List.of(new Prediction.Chosen(new Lesson.Pair("a", "x"), 0.9), new Prediction.Chosen(new Lesson.Pair("b", "z"), 0.6))));
        assertThat(scores.recallAtGold()).isEqualTo(0.5);
        assertThat(scores.mrr()).isEqualTo(0.75);
        assertThat(List.of(scores.first(), scores.recallAtOne())).containsOnly(0.5);
        assertThat(List.of(scores.amongThree(), scores.amongFive(), scores.recallAtFive())).containsOnly(1.0);
        assertThat(scores.mrrOfFields()).isEqualTo(0.75);
        assertThat(List.of(scores.precisionOfAll(), scores.recallOfAll(), scores.f1OfAll())).containsOnly(0.5);
        assertThat(List.of(scores.precision(), scores.recall(), scores.f1())).containsOnly(0.5);
    }

    @Test
    void tiesAtTheCutCountAsExpected() {
        Scores scores = Scores.of(prediction(Map.of("a", List.of(new Prediction.Ranked("x", 0.5), new Prediction.Ranked("y", 0.5)), "b", List.of(new Prediction.Ranked("y", 0.5))), List.of()));
        assertThat(scores.recallAtGold()).isCloseTo(2 * 2 / 3.0 / 2, within(1e-9));
        assertThat(scores.f1()).isZero();
    }

    @Test
    void reliabilityComparesConfidenceWithWhatIsRight() {
        Reliability reliability = Reliability.of(List.of(prediction(Map.of(), List.of(new Prediction.Chosen(new Lesson.Pair("a", "x"), 0.95), new Prediction.Chosen(new Lesson.Pair("b", "z"), 0.65)))));
        assertThat(reliability.error()).isCloseTo((0.05 + 0.65) / 2, within(1e-9));
        assertThat(reliability.bins()).extracting(Reliability.Bin::from).containsExactly(0.6, 0.9);
    }

    @Test
    void learningTwiceGivesTheSameBytes() {
        List<Lesson> lessons = Lessons.of(LessonBook.cases().subList(0, 3));
        Model model = Training.learn(lessons);
        assertThat(Weights.write(Training.learn(Lessons.of(LessonBook.cases().subList(0, 3))))).isEqualTo(Weights.write(model));
        Cases.Case first = LessonBook.cases().get(0);
        assertThat(Scores.of(Prediction.of(first, new Matcher(model).match(first.source(), first.target()))).mrr()).isGreaterThan(0.9);
    }

    @Test
    void everyLessonOfTheBookNamesFieldsThatExist() {
        assertThat(LessonBook.cases()).hasSizeGreaterThan(20).allSatisfy(each -> {
            assertThat(each.source().fields()).extracting("name").containsAll(each.gold().stream().map(Lesson.Pair::source).toList()).doesNotHaveDuplicates();
            assertThat(each.target().fields()).extracting("name").containsAll(each.gold().stream().map(Lesson.Pair::target).toList()).doesNotHaveDuplicates();
        });
    }

    @Test
    void aDisguisedCaseKeepsItsGold() {
        for (Disguise disguise : Disguise.values()) {
            Cases.Case disguised = Disguise.of(disguise, LessonBook.cases().get(0), 5).orElseThrow();
            assertThat(disguised.source().fields()).extracting("name").containsAll(disguised.gold().stream().map(Lesson.Pair::source).toList());
            assertThat(disguised.target().fields()).extracting("name").containsAll(disguised.gold().stream().map(Lesson.Pair::target).toList());
        }
    }

    @Test
    void tablesThatAreApartTeachToAbstain() {
        Cases.Case apart = Disguise.of(Disguise.APART, LessonBook.cases().get(0), 5).orElseThrow();
        assertThat(apart.gold()).isEmpty();
        assertThat(apart.source().fields().size() + apart.target().fields().size()).isGreaterThan(10);
        assertThat(Lessons.of(List.of(apart)).get(0).gold()).isEmpty();
    }

    @Test
    void bothSidesOfAPairAreSamplesOfOnePopulation() {
        Cases.Case drawn = Disguise.of(Disguise.POPULATION, LessonBook.cases(400).get(0), 5).orElseThrow();
        Comparison comparison = Comparison.of(drawn.source(), drawn.target());
        boolean[][] truth = new Lesson("set", "case", comparison, drawn.gold()).truth();
        int shape = Signals.ALL.stream().map(Signal::name).toList().indexOf("sameShape");
        assertThat(mean(comparison, truth, shape, true)).isGreaterThan(mean(comparison, truth, shape, false) + 0.2);
    }

    private static double mean(Comparison comparison, boolean[][] truth, int signal, boolean right) {
        return IntStream.range(0, truth.length).boxed().flatMapToDouble(s -> IntStream.range(0, truth[s].length).filter(t -> truth[s][t] == right)
            .mapToDouble(t -> comparison.measures()[s][t][signal])).filter(measure -> !Double.isNaN(measure)).average().orElseThrow();
    }

    @Test
    void casesAreReadFromTablesAndFromSchemas() throws IOException {
        write("set/table/source.csv", "a,\"b \"\"c\"\"\"\n1,\"x\ny\"\n2,\n");
        write("set/table/target.csv", "d\r\n");
        write("set/table/gold.json", "[{\"source\": \"a\", \"target\": \"d\"}]");
        write("set/schema/source_schema.json", "{\"tables\": [{\"name\": \"t\", \"columns\": [{\"name\": \"c\", \"type\": \"int\", \"description\": \"what\", \"samples\": [1, null, \"3\"]}, {\"name\": \"e\"}]}]}");
        write("set/schema/target_schema.json", "{\"tables\": []}");
        write("set/schema/gold.json", "[]");
        List<Cases.Case> cases = Cases.read(folder);
        assertThat(cases).extracting(Cases.Case::id).containsExactly("set/schema", "set/table");
        assertThat(cases.get(1).source().fields().get(1).name()).isEqualTo("b \"c\"");
        assertThat(cases.get(1).source().fields().get(1).values()).containsExactly(java.util.Optional.of("x\ny"), java.util.Optional.empty());
        assertThat(cases.get(1).target().rows()).isZero();
        assertThat(cases.get(0).source().fields()).extracting("name").containsExactly("t.c", "t.e");
        assertThat(cases.get(0).source().fields().get(0).values()).containsExactly(java.util.Optional.of("1"), java.util.Optional.empty(), java.util.Optional.of("3"));
        assertThat(cases.get(0).target().fields()).isEmpty();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
