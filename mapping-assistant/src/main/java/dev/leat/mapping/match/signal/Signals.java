package dev.leat.mapping.match.signal;

import java.util.List;

/** All signals, in the order of every vector of measures. */
public final class Signals {
    public static final List<Signal> ALL = List.of(new SameName(), new SpelledAlike(), new SharedWords(), new Shortened(), new SameMeaning(), new SameDescription(),
        new DescribedWords(), new SameSide(), new SameNumeral(), new SharedValues(), new SharedRareValues(), new SharedNumbers(), new SharedValueWords(), new SameForm(), new SameLength(),
        new SameCharacters(), new SameDistribution(), new SameMagnitude(), new SameFamily(), new SameUniqueness(), new SameSamples(),
        new SameCodes(), new SamePopulation(), new SameShape(), new SameFrequencies(), new SameGaps());

    /** The first of {@link #ALL}, which compare names and descriptions; the others compare values. */
    public static final int OF_NAMES = 9;

    /** The place of {@link SameNumeral}. */
    public static final int NUMERALS = 8;

    private Signals() {}

    /** One measure for each of {@link #ALL}. */
    public static double[] measure(Column source, Column target) {
        return ALL.stream().mapToDouble(signal -> signal.measure(source, target)).toArray();
    }
}
