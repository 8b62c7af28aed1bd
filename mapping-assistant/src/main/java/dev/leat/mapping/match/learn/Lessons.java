package dev.leat.mapping.match.learn;

import dev.leat.mapping.match.Comparison;
import java.util.ArrayList;
import java.util.List;

/** What can be learned from: each case as it is, and in two disguises. */
public final class Lessons {
    private Lessons() {}

    /** From tables that were made up for learning. */
    public static List<Lesson> own() {
        return of(LessonBook.cases());
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
