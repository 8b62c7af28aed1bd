package dev.leat.mapping.match.learn;

import dev.leat.mapping.match.Comparison;
import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.SampledField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be learned from: each case as it is, and in two disguises. */
public final class Lessons {
    private Lessons() {}

    /** From tables that were made up for learning; every third also with a destination in which its fields are few among many. */
    public static List<Lesson> own() {
        List<Cases.Case> cases = LessonBook.cases();
        List<Lesson> lessons = of(cases);
        for (int i = 0; i < cases.size(); i += 3) {
            add(lessons, crowded(cases.get(i), cases));
        }
        return lessons;
    }

    /** Fields of the other cases of its set beside its own; one that has a name of its own fields is left out. */
    private static Cases.Case crowded(Cases.Case original, List<Cases.Case> all) {
        Map<String, SampledField> fields = new LinkedHashMap<>();
        original.target().fields().forEach(field -> fields.put(field.name(), field));
        all.stream().filter(other -> other.set().equals(original.set()) && other.target().rows() == original.target().rows())
            .flatMap(other -> other.target().fields().stream()).forEach(field -> fields.putIfAbsent(field.name(), field));
        return new Cases.Case(original.set(), original.name(), original.source(), new SampledEntity("crowd", List.copyOf(fields.values())), original.gold());
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
