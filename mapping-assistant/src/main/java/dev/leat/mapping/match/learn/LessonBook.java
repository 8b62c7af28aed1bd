package dev.leat.mapping.match.learn;

import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.SampledField;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Reads {@code lessons.txt}: tables of many trades with their mapping. In three sets, so that each can be left out. */
final class LessonBook {
    private static final int SETS = 3;
    private static final int ROWS = 40;

    private LessonBook() {}

    static List<Cases.Case> cases() {
        return cases(ROWS);
    }

    static List<Cases.Case> cases(int rows) {
        List<Cases.Case> cases = new ArrayList<>();
        for (String chapter : text().split("(?m)^case ")) {
            if (!chapter.startsWith("#")) {
                cases.add(read(chapter, cases.size(), rows));
            }
        }
        return cases;
    }

    private static Cases.Case read(String chapter, int number, int rows) {
        List<String> lines = chapter.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        List<SampledField> source = new ArrayList<>();
        List<SampledField> target = new ArrayList<>();
        List<Lesson.Pair> gold = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] sides = line.split("=>", -1);
            Optional<SampledField> left = field(sides[0], 2L * source.size() + 1000L * number, rows);
            Optional<SampledField> right = field(sides[1], 2L * target.size() + 1 + 1000L * number, rows);
            left.ifPresent(source::add);
            right.ifPresent(target::add);
            left.ifPresent(from -> right.ifPresent(to -> gold.add(new Lesson.Pair(from.name(), to.name()))));
        }
        if (number % 2 == 0) { // people often keep the order, and often do not
            java.util.Collections.shuffle(target, new Random(number));
        }
        return new Cases.Case("leat " + (1 + number % SETS), lines.get(0), new SampledEntity("source", source), new SampledEntity("target", target), gold);
    }

    private static Optional<SampledField> field(String side, long seed, int rows) {
        if (side.isBlank()) {
            return Optional.empty();
        }
        String[] parts = side.split("~", -1);
        return Optional.of(new SampledField(parts[0].strip(), Optional.empty(), Optional.of(parts[2].strip()).filter(text -> !text.isEmpty()),
            new MadeUpValues(seed).rows(parts[1].strip(), rows)));
    }

    private static String text() {
        try (InputStream file = LessonBook.class.getResourceAsStream("lessons.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
