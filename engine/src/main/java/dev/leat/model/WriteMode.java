package dev.leat.model;

/** What a materialization makes of changes. */
public enum WriteMode {
    /** The newest version of each key; deletes delete. */
    UPSERT,
    /** Every change as a row of its own, in {@code _leat_seq} order; deletes are not written. */
    APPEND,
    /** Every version of each key as a row with the time from which and until which it held; a delete ends the last one. */
    HISTORY
}
