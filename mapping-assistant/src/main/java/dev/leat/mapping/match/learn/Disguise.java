package dev.leat.mapping.match.learn;

import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.SampledField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/** The same case made harder, in the ways in which real tables differ. What is learned from them: to rely on what is left, and to abstain. */
enum Disguise {
    /** Names of the source say nothing. */
    NAMELESS {
        @Override
        Cases.Case of(Cases.Case original, Random random) {
            int[] count = {0};
            return renamed(original, name -> "col" + ++count[0]);
        }
    },
    /** Names of the source are cut, lose vowels, or take a prefix. */
    SHORTENED {
        @Override
        Cases.Case of(Cases.Case original, Random random) {
            int way = random.nextInt(3);
            return renamed(original, name -> way == 0 ? "t_" + name : way == 1 ? name.substring(0, 1) + name.substring(1).replaceAll("[aeiouAEIOU]", "") : cut(name));
        }
    },
    /** No rows. */
    EMPTY {
        @Override
        Cases.Case of(Cases.Case original, Random random) {
            return new Cases.Case(original.set(), original.name(), fewer(original.source(), 0, 0), fewer(original.target(), 0, 0), original.gold());
        }
    },
    /** Few rows, different ones on both sides. */
    FEW_ROWS {
        @Override
        Cases.Case of(Cases.Case original, Random random) {
            return new Cases.Case(original.set(), original.name(), fewer(original.source(), 0, 8), fewer(original.target(), original.target().rows() / 2, 8), original.gold());
        }
    },
    /** Some fields of either side are missing. */
    PARTIAL {
        @Override
        Cases.Case of(Cases.Case original, Random random) {
            return reduced(original, 0.6, 0.6, random);
        }
    },
    /** Most fields of the source are missing. */
    SPARSE {
        @Override
        Cases.Case of(Cases.Case original, Random random) {
            return reduced(original, 0.35, 0.8, random);
        }
    };

    abstract Cases.Case of(Cases.Case original, Random random);

    private static Cases.Case renamed(Cases.Case original, UnaryOperator<String> naming) {
        List<SampledField> fields = new ArrayList<>();
        List<Lesson.Pair> gold = new ArrayList<>();
        for (SampledField field : original.source().fields()) {
            String name = naming.apply(field.name());
            fields.add(new SampledField(name, field.type(), field.description(), field.values()));
            original.gold().stream().filter(pair -> pair.source().equals(field.name())).forEach(pair -> gold.add(new Lesson.Pair(name, pair.target())));
        }
        return new Cases.Case(original.set(), original.name(), new SampledEntity(original.source().name(), fields), original.target(), gold);
    }

    /** The beginnings of its words. */
    private static String cut(String name) {
        StringBuilder cut = new StringBuilder();
        for (String word : name.split("(?<=[a-z])(?=[A-Z])|[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty()) {
                String start = word.substring(0, Math.min(word.length(), 3));
                cut.append(start.substring(0, 1).toUpperCase(Locale.ROOT)).append(start.substring(1));
            }
        }
        return cut.isEmpty() ? name : cut.toString();
    }

    private static SampledEntity fewer(SampledEntity entity, int from, int rows) {
        return new SampledEntity(entity.name(), entity.fields().stream().map(field -> new SampledField(field.name(), field.type(), field.description(),
            field.values().subList(Math.min(from, field.values().size()), Math.min(from + rows, field.values().size())))).toList());
    }

    private static Cases.Case reduced(Cases.Case original, double sources, double targets, Random random) {
        List<SampledField> source = original.source().fields().stream().filter(field -> random.nextDouble() < sources).toList();
        List<SampledField> target = original.target().fields().stream().filter(field -> random.nextDouble() < targets).toList();
        List<Lesson.Pair> gold = original.gold().stream().filter(pair -> source.stream().anyMatch(field -> field.name().equals(pair.source()))
            && target.stream().anyMatch(field -> field.name().equals(pair.target()))).toList();
        return new Cases.Case(original.set(), original.name(), new SampledEntity("source", source), new SampledEntity("target", target), gold);
    }

    static Optional<Cases.Case> of(Disguise disguise, Cases.Case original, long seed) {
        return Optional.of(disguise.of(original, new Random(seed))).filter(each -> !each.gold().isEmpty());
    }
}
