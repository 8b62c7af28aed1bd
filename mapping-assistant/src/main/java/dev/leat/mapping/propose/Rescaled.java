package dev.leat.mapping.propose;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A scale that nothing names but the values of both sides show: hundreds, thousands, per cent. */
record Rescaled() implements Rule {
    private static final int ENOUGH = 3;
    /** In powers of ten. */
    private static final double NEAR = 0.45;

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        if (!draft.family().isNumber() || !goal.isNumber() || goal.existing().size() < ENOUGH || draft.texts().isEmpty()) {
            return Stream.empty();
        }
        Optional<Double> here = Numeric.median(draft.texts()).filter(median -> median != 0);
        Optional<Double> there = Numeric.median(goal.existing()).filter(median -> median != 0);
        if (here.isEmpty() || there.isEmpty()) {
            return Stream.empty();
        }
        double distance = Math.log10(Math.abs(there.get() / here.get()));
        return IntStream.of(-6, -3, -2, 2, 3, 6).filter(power -> Math.abs(distance - power) < NEAR).boxed().map(power -> {
            BigDecimal factor = BigDecimal.ONE.scaleByPowerOfTen(power);
            String sql = Units.scaled(Units.wide(draft, goal), factor, BigDecimal.ONE.scaleByPowerOfTen(-power));
            return draft.then(Units.stored(sql, draft, goal, power > 0), "scaled as the destination's values are", 0).doubted(0.2);
        });
    }
}
