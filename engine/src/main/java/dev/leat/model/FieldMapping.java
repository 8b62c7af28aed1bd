package dev.leat.model;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One destination field and the Spark SQL expression on source columns that fills it.
 *
 * @param confidence between 0 and 1, when the assistant proposed it
 */
public record FieldMapping(String target, String expression, Optional<Double> confidence, Optional<String> why, List<String> alternatives) {
    public FieldMapping {
        alternatives = List.copyOf(alternatives);
    }

    public FieldMapping(String target, String expression) {
        this(target, expression, Optional.empty(), Optional.empty(), List.of());
    }

    /** As it is written in a mapping file, in this order: texts, a decimal for the confidence, a list of texts for the alternatives. */
    public Map<String, Object> written() {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("target", target);
        written.put("expression", expression);
        confidence.ifPresent(known -> written.put("confidence", BigDecimal.valueOf(known)));
        why.ifPresent(known -> written.put("why", known));
        if (!alternatives.isEmpty()) {
            written.put("alternatives", alternatives);
        }
        return written;
    }
}
