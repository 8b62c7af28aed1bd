package dev.leat.model;

/** Rows to rows, on mapped fields. The kinds, their keys and what they do are the sealed set in {@code dev.leat.transform}. */
public interface Transformer {
    /** What a user calls it; shown as the stage's name. */
    String name();
}
