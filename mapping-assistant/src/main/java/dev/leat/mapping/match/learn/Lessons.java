package dev.leat.mapping.match.learn;

import dev.leat.mapping.match.Comparison;
import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.SampledField;
import java.util.ArrayList;
import java.util.List;

/** What can be learned from: each case as it is, and in some disguises. */
public final class Lessons {
    /** Disguises of each case. */
    private static final int WAYS = 3;
    /** Of populations: enough to tell one from another. */
    private static final int ROWS = 300;

    private Lessons() {}

    /** From tables that were made up for learning; some also as schemas of several tables. */
    public static List<Lesson> own() {
        List<Cases.Case> cases = LessonBook.cases();
        List<Lesson> lessons = of(cases);
        List<Cases.Case> large = LessonBook.cases(ROWS);
        for (int i = 0; i < large.size(); i++) {
            Disguise.of(Disguise.POPULATION, large.get(i), i).ifPresent(each -> add(lessons, each));
            if (i % 2 == 0) {
                Disguise.of(Disguise.VIEWS, large.get(i), i).ifPresent(each -> add(lessons, each));
            }
        }
        for (int i = 0; i < cases.size(); i += 3) {
            add(lessons, schema(cases, i));
        }
        return lessons;
    }

    /** The case and up to four of the next ones of its set, each a table; tables are named after their trade or only numbered. */
    private static Cases.Case schema(List<Cases.Case> all, int first) {
        List<Cases.Case> tables = all.subList(first, all.size()).stream().filter(each -> each.set().equals(all.get(first).set())).limit(5).toList();
        List<SampledField> source = new ArrayList<>();
        List<SampledField> target = new ArrayList<>();
        List<Lesson.Pair> gold = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            String[] words = tables.get(i).name().split(" ");
            String from = (first % 2 == 0 ? words[0] : "t" + i) + ".";
            String to = (first % 2 == 0 ? words[words.length - 1] : "entity" + (tables.size() - i)) + ".";
            tables.get(i).source().fields().forEach(field -> source.add(moved(field, from)));
            tables.get(i).target().fields().forEach(field -> target.add(moved(field, to)));
            tables.get(i).gold().forEach(pair -> gold.add(new Lesson.Pair(from + pair.source(), to + pair.target())));
        }
        return new Cases.Case(all.get(first).set(), "schema of " + all.get(first).name(), new SampledEntity("source", source), new SampledEntity("crowd", target), gold);
    }

    private static SampledField moved(SampledField field, String table) {
        return new SampledField(table + field.name(), field.type(), field.description(), field.values());
    }

    /** A disguised case belongs to the data set of its original. Cases without gold teach to abstain. */
    public static List<Lesson> of(List<Cases.Case> cases) {
        List<Lesson> lessons = new ArrayList<>();
        Disguise[] all = Disguise.values();
        for (int i = 0; i < cases.size(); i++) {
            add(lessons, cases.get(i));
            for (int way = 0; way < WAYS; way++) {
                Disguise.of(all[(i * WAYS + way + i / all.length) % all.length], cases.get(i), i).ifPresent(each -> add(lessons, each));
            }
        }
        return lessons;
    }

    private static void add(List<Lesson> lessons, Cases.Case each) {
        lessons.add(new Lesson(each.set(), each.name(), Comparison.of(each.source(), each.target()), each.gold()));
    }
}
