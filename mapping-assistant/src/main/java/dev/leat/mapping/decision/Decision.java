package dev.leat.mapping.decision;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a person decided at one time. Holds names, types and expressions, never a value of a row.
 *
 * @param at          to the second
 * @param by          who
 * @param pipeline    by name
 * @param source      connection and entity, as {@code shop_db sales.orders}
 * @param destination the same
 * @param fields      what it is about; empty for the mapping as a whole
 * @param because     in the person's words
 * @param content     {@code sha256:} of what was approved
 */
public record Decision(Instant at, String by, Verdict verdict, String pipeline, String source, String destination, List<Field> fields, Optional<String> because,
                       Optional<String> content) {
    /** What was decided. */
    public enum Verdict {
        /** This expression fills the field. */
        ACCEPTED,
        /** This expression does not fill the field; the field stays open. */
        REJECTED,
        /** Nothing yet; only said something. */
        COMMENTED,
        /** The mapping may run. */
        APPROVED,
        /** The approval is taken back, and what was accepted is to be looked at again. */
        WITHDRAWN;

        /** As files and people write it. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A field that a decision is about.
     *
     * @param expression empty where none is there, for a field that is to stay open
     * @param instead    what stood there before, where that was another
     * @param columns    Spark SQL types of the source columns that the expression uses, by name
     */
    public record Field(String target, Optional<String> expression, Optional<String> instead, Map<String, String> columns) {
        public Field {
            columns = Collections.unmodifiableMap(new TreeMap<>(columns));
        }
    }

    public Decision {
        at = at.truncatedTo(ChronoUnit.SECONDS);
        fields = List.copyOf(fields);
    }

    /** What it says of a field; empty when it is not about this one. */
    public Optional<Field> field(String target) {
        return fields.stream().filter(field -> field.target().equals(target)).findFirst();
    }
}
