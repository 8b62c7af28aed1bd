package dev.leat.mapping.match.learn;

import dev.leat.mapping.match.Comparison;
import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.SampledField;
import java.util.ArrayList;
import java.util.List;

/** What can be learned from: each case as it is, and in two disguises. */
public final class Lessons {
    private Lessons() {}

    /** From tables that were made up for learning; some also as schemas of several tables. */
    public static List<Lesson> own() {
        List<Cases.Case> cases = LessonBook.cases();
        List<Lesson> lessons = of(cases);
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

    /** A disguised case belongs to the data set of its original. Cases without gold teach nothing. */
    public static List<Lesson> of(List<Cases.Case> cases) {
        List<Lesson> lessons = new ArrayList<>();
        Disguise[] all = Disguise.values();
        for (int i = 0; i < cases.size(); i++) {
            add(lessons, cases.get(i));
            Disguise.of(all[i % all.length], cases.get(i), i).ifPresent(each -> add(lessons, each));
            Disguise.of(all[(i + 1 + i / all.length) % all.length], cases.get(i), i).ifPresent(each -> add(lessons, each));
        }
        return lessons;
    }

    private static void add(List<Lesson> lessons, Cases.Case each) {
        if (!each.gold().isEmpty()) {
            lessons.add(new Lesson(each.set(), each.name(), Comparison.of(each.source(), each.target()), each.gold()));
        }
    }
}
