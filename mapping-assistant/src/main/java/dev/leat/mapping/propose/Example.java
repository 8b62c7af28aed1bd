package dev.leat.mapping.propose;

import java.util.Optional;

/**
 * What a person expects of one row of the sample.
 *
 * @param row   of the sample, from 0
 * @param value as text; empty for null
 */
public record Example(int row, Optional<String> value) {
    public Example {
        if (row < 0) {
            throw new IllegalArgumentException("rows are counted from 0");
        }
    }
}
