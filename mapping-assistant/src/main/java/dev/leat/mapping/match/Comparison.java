package dev.leat.mapping.match;

import dev.leat.mapping.match.signal.Column;
import dev.leat.mapping.match.signal.Signals;
import dev.leat.mapping.schema.SampledEntity;
import java.util.stream.IntStream;

/**
 * All measures between the fields of a source and of a destination.
 *
 * @param columns  prepared, in the order of the fields
 * @param measures by source field, destination field, and signal in the order of {@link Signals#ALL}; not a number where a signal has nothing to compare
 */
public record Comparison(SampledEntity source, SampledEntity target, Column.Sides columns, double[][][] measures) {
    public static Comparison of(SampledEntity source, SampledEntity target) {
        Column.Sides columns = Column.prepare(source, target);
        double[][][] measures = new double[columns.source().size()][columns.target().size()][];
        IntStream.range(0, measures.length).parallel().forEach(s -> {
            for (int t = 0; t < measures[s].length; t++) {
                measures[s][t] = Signals.measure(columns.source().get(s), columns.target().get(t));
            }
        });
        return new Comparison(source, target, columns, measures);
    }
}
