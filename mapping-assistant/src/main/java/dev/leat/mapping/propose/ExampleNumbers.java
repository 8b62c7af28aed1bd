package dev.leat.mapping.propose;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The straight line through the examples, if all are on it. */
record ExampleNumbers() implements Rule {
    private static final double NEAR = 1e-6;

    private static final String WHY = "the line through the examples";
    /** Through two points there is always a line; one that somebody meant has round numbers. */
    private static final int ROUND = 5;

    private record Point(BigDecimal from, BigDecimal to) {}

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        List<Point> points = draft.family().isNumber() && goal.isNumber() ? points(draft, goal) : List.of();
        if (points.isEmpty() || draft.idea().trail().contains(WHY)) {
            return Stream.empty();
        }
        Point one = points.get(0);
        Optional<Point> other = points.stream().filter(point -> point.from().compareTo(one.from()) != 0).findFirst();
        List<Idea> ideas = new ArrayList<>();
        if (one.from().signum() != 0) {
            add(draft, goal, points, one.to().divide(one.from(), MathContext.DECIMAL64), BigDecimal.ZERO, ideas);
        }
        other.ifPresent(point -> {
            BigDecimal factor = point.to().subtract(one.to()).divide(point.from().subtract(one.from()), MathContext.DECIMAL64);
            add(draft, goal, points, factor, one.to().subtract(factor.multiply(one.from())), ideas);
        });
        return ideas.stream();
    }

    private static boolean isRound(BigDecimal number) {
        return number.stripTrailingZeros().precision() <= ROUND;
    }

    private static List<Point> points(Draft draft, Goal goal) {
        return goal.examples().stream().filter(example -> example.row() < draft.values().size())
            .flatMap(example -> draft.values().get(example.row()).flatMap(Numeric::of).flatMap(from -> example.value().flatMap(Numeric::of)
                .map(to -> new Point(BigDecimal.valueOf(from), BigDecimal.valueOf(to)))).stream()).toList();
    }

    private static void add(Draft draft, Goal goal, List<Point> points, BigDecimal factor, BigDecimal offset, List<Idea> ideas) {
        boolean fits = factor.signum() != 0 && points.stream().allMatch(point -> Math.abs(point.from().multiply(factor).add(offset).subtract(point.to()).doubleValue())
            <= NEAR * Math.max(1, Math.abs(point.to().doubleValue())));
        BigDecimal inverse = factor.signum() == 0 ? BigDecimal.ONE : BigDecimal.ONE.divide(factor, MathContext.DECIMAL64);
        boolean changes = factor.compareTo(BigDecimal.ONE) != 0 || offset.signum() != 0;
        boolean meant = points.size() > 2 || offset.signum() == 0 && points.size() > 1 || isRound(factor) && isRound(offset);
        if (fits && changes && meant) {
            String shift = offset.stripTrailingZeros().signum() == 0 ? "" : offset.signum() < 0 ? " - " + offset.negate().stripTrailingZeros().toPlainString()
                : " + " + offset.stripTrailingZeros().toPlainString();
            String sql = Units.scaled(draft.sql(), factor, inverse) + shift;
            ideas.add(draft.then(Units.stored(sql, draft, goal, false), WHY, 0).doubted(points.size() > 2 ? 0.1 : 0.4));
        }
    }
}
