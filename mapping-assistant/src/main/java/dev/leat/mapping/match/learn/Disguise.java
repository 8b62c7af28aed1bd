package dev.leat.mapping.match.learn;

import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.SampledField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
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
    },
    /** Both sides are samples of one population, in other units and codes, with equally many gaps. */
    POPULATION {
        @Override
        Cases.Case of(Cases.Case original, Random random) {
            return new Population(random).of(original);
        }
    },
    /** No field has a partner: of each pair one side is left. */
    APART {
        @Override
        Cases.Case of(Cases.Case original, Random random) {
            return divided(original, 0, random);
        }
    },
    /** Few fields have a partner, as in tables that can be joined. */
    LITTLE {
        @Override
        Cases.Case of(Cases.Case original, Random random) {
            return divided(original, 0.25, random);
        }
    },
    /** Two views of one table, of different rows, with some columns in common. */
    VIEWS {
        @Override
        Cases.Case of(Cases.Case original, Random random) {
            return views(original, random);
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

    /** @param both the share of the pairs of which both sides stay */
    private static Cases.Case divided(Cases.Case original, double both, Random random) {
        Set<String> goneSources = new HashSet<>();
        Set<String> goneTargets = new HashSet<>();
        for (Lesson.Pair pair : original.gold()) {
            boolean left = random.nextBoolean();
            if (random.nextDouble() >= both && !goneSources.contains(pair.source()) && !goneTargets.contains(pair.target())) {
                (left ? goneSources : goneTargets).add(left ? pair.source() : pair.target());
            }
        }
        return new Cases.Case(original.set(), original.name(), without(original.source(), goneSources), without(original.target(), goneTargets),
            original.gold().stream().filter(pair -> !goneSources.contains(pair.source()) && !goneTargets.contains(pair.target())).toList());
    }

    private static SampledEntity without(SampledEntity entity, Set<String> gone) {
        return new SampledEntity(entity.name(), entity.fields().stream().filter(field -> !gone.contains(field.name())).toList());
    }

    private static Cases.Case views(Cases.Case original, Random random) {
        SampledEntity whole = original.target();
        int half = whole.rows() / 2;
        int way = random.nextInt(4);
        List<SampledField> left = new ArrayList<>();
        List<SampledField> right = new ArrayList<>();
        List<Lesson.Pair> gold = new ArrayList<>();
        for (SampledField field : whole.fields()) {
            double part = random.nextDouble();
            String name = way == 0 ? field.name() : way == 1 ? field.name().replaceAll("(?<=.)[aeiouAEIOU]", "") : way == 2 ? cut(field.name()) : "c" + right.size();
            if (part < 0.65) {
                left.add(new SampledField(field.name(), field.type(), field.description(), field.values().subList(0, half)));
            }
            if (part > 0.35) {
                right.add(new SampledField(name, field.type(), field.description(), field.values().subList(half, whole.rows())));
            }
            if (part > 0.35 && part < 0.65) {
                gold.add(new Lesson.Pair(field.name(), name));
            }
        }
        return new Cases.Case(original.set(), original.name(), new SampledEntity("source", left), new SampledEntity("target", right), gold);
    }

    static Optional<Cases.Case> of(Disguise disguise, Cases.Case original, long seed) {
        return Optional.of(disguise.of(original, new Random(seed))).filter(each -> !each.source().fields().isEmpty() && !each.target().fields().isEmpty());
    }
}
