package dev.leat.mapping.match;

import java.util.List;

/**
 * What a match found.
 *
 * @param fields      one for each destination field, in their order
 * @param confidences of all pairs, by source and destination field; the caller does not change them
 */
public record Matching(List<FieldMatch> fields, double[][] confidences) {
    public Matching {
        fields = List.copyOf(fields);
    }

    /** How much of the destination the source can fill: the expected number of right choices. For choosing among entities. */
    public double coverage() {
        return fields.stream().flatMap(field -> field.chosen().stream()).mapToDouble(Candidate::confidence).sum();
    }
}
