package dev.leat.model;

/** The ways to capture an entity. */
public enum CaptureMode {
    /** By a cursor column that rises with every change. Sees no deletes. */
    INCREMENTAL,
    /** A full read, compared with the current state. */
    SNAPSHOT,
    /** Change events from Kafka or logical replication. */
    CHANGE,
    /** Records of a Kafka topic. */
    STREAM,
    /** New files of a folder, or webhook requests. */
    APPEND
}
