package dev.leat.model;

/** What a flow that is followed does when the schema of a source entity changes. A mapping that does not fit any more pauses its pipeline in any case. */
public enum SchemaChange {
    /** New columns are captured from the first row on that has them; destinations get them once a mapping with them is approved. */
    ADD,
    /** New columns are not captured before the flow is started again. */
    IGNORE,
    /** Nothing of the entity is captured until someone has changed or touched a file of the workspace. */
    PAUSE,
    /** The flow ends. */
    FAIL
}
