package dev.leat.model;

/** What a delete at the source does to the destination's row. */
public enum Deletes {
    /** The row goes. */
    HARD,
    /** The row stays and is marked: {@code _leat_deleted} is true. */
    SOFT
}
