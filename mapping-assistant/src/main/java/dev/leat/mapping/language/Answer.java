package dev.leat.mapping.language;

/**
 * What the model said of one field. Nothing of it is checked yet.
 *
 * @param source     the name of a candidate, or {@code none}
 * @param expression Spark SQL; empty: the source as it is
 * @param reason     one line, cut
 */
public record Answer(String source, String expression, String reason) {
    public static final String NONE = "none";

    /** It says that nothing fits. */
    public boolean isNone() {
        return source.equals(NONE) && (expression.isEmpty() || expression.equalsIgnoreCase(NONE) || expression.equalsIgnoreCase("null"));
    }
}
