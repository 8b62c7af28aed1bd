package dev.leat.mapping.language;

/** Where a language model's answers come from. */
public enum Asking {
    /** From the model that {@code leat.yaml} names; without one nothing is asked. */
    LIVE,
    /** From what was stored the last time; no network. */
    REPLAY
}
