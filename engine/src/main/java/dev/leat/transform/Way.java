package dev.leat.transform;

/** One way to anonymize a field. */
public record Way(String written) {
    public static Way of(String text) {
        return new Way(text);
    }
}
