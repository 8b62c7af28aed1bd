package dev.leat.mapping.match.learn;

import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.SampledField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Draws the values of a case anew, so that the fields of a pair are samples of one population: numbers, few different values, and which are missing. Other texts stay. */
final class Population {
    private static final int FEW = 12;
    private static final double[] FACTORS = {10, 100, 1000, 0.1, 0.01, 0.001, 60, 24, 365.25, 1 / 12.0, 2.54, 0.3048, 0.4536, 1.609, 1.8, 0.9};

    private final Random random;

    Population(Random random) {
        this.random = random;
    }

    Cases.Case of(Cases.Case original) {
        Map<String, Long> seeds = new HashMap<>();
        original.gold().forEach(pair -> seeds.put("target " + pair.target(), seeds.computeIfAbsent("source " + pair.source(), key -> random.nextLong())));
        return new Cases.Case(original.set(), original.name(), drawn(original.source(), "source ", seeds), drawn(original.target(), "target ", seeds), original.gold());
    }

    private SampledEntity drawn(SampledEntity entity, String side, Map<String, Long> seeds) {
        return new SampledEntity(entity.name(), entity.fields().stream().map(field -> {
            Long seed = seeds.get(side + field.name());
            return new SampledField(field.name(), field.type(), field.description(), drawn(field.values(), new Random(seed == null ? random.nextLong() : seed), side.startsWith("t")));
        }).toList());
    }

    /** @param shared says what the population is, the same for both sides of a pair */
    private List<Optional<String>> drawn(List<Optional<String>> values, Random shared, boolean converted) {
        List<String> kinds = values.stream().flatMap(Optional::stream).distinct().toList();
        double missing = shared.nextBoolean() ? 0 : shared.nextDouble() * shared.nextDouble();
        boolean numbers = kinds.stream().allMatch(kind -> kind.matches("-?\\d+([.]\\d+)?"));
        List<String> drawn = kinds.isEmpty() ? List.of() : numbers && kinds.size() > FEW ? numbers(values.size(), shared, converted)
            : kinds.size() <= FEW ? kinds(values.size(), kinds, shared) : values.stream().map(value -> value.orElse("")).toList();
        return drawn.isEmpty() ? values : drawn.stream().map(value -> Optional.of(value).filter(there -> !there.isEmpty() && random.nextDouble() >= missing)).toList();
    }

    private List<String> kinds(int rows, List<String> kinds, Random shared) {
        double[] weights = IntStream.range(0, kinds.size()).mapToDouble(i -> -Math.log(1 - shared.nextDouble())).toArray();
        double all = IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).sum();
        List<String> drawn = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            double at = random.nextDouble() * all;
            int kind = 0;
            while (kind < weights.length - 1 && at > weights[kind]) {
                at -= weights[kind++];
            }
            drawn.add(kinds.get(kind));
        }
        return drawn;
    }

    private List<String> numbers(int rows, Random shared, boolean target) {
        double middle = Math.exp(shared.nextDouble() * 9 - 1);
        double spread = 0.05 + shared.nextDouble() * 1.2;
        boolean whole = shared.nextBoolean();
        DoubleSupplier number = population(shared.nextInt(5), middle, spread);
        DoubleUnaryOperator unit = unit(shared);
        int digits = shared.nextInt(4);
        List<String> drawn = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            double value = whole ? Math.rint(number.getAsDouble()) : number.getAsDouble();
            drawn.add(text(target ? unit.applyAsDouble(value) : value, digits));
        }
        return drawn;
    }

    private static DoubleUnaryOperator unit(Random shared) {
        double factor = FACTORS[shared.nextInt(FACTORS.length)];
        int way = shared.nextInt(12);
        return value -> way == 0 ? 32 + 1.8 * value : way < 4 ? value * factor : value;
    }

    private DoubleSupplier population(int kind, double middle, double spread) {
        return switch (kind) {
            case 0 -> () -> middle * (1 + 0.4 * spread * random.nextGaussian());
            case 1 -> () -> middle * Math.exp(spread * random.nextGaussian());
            case 2 -> () -> middle * (1 + spread * (random.nextDouble() - 0.5));
            case 3 -> () -> random.nextDouble() < spread / 2 ? 0 : middle * -Math.log(1 - random.nextDouble());
            default -> () -> Math.floor(-Math.log(1 - random.nextDouble()) * 6 * spread);
        };
    }

    private static String text(double value, int digits) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : String.format(Locale.ROOT, "%." + (1 + digits) + "f", value);
    }
}
