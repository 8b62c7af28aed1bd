package dev.leat.run;

import dev.leat.lake.RunRecord.PipelineRun.Compared;

/** Told what a run is doing, from the thread that does it and from Spark's. Must not throw. */
public interface Progress {
    Progress SILENT = new Progress() {};

    /** A step of a pipeline begins: {@code capture}, {@code materialize}. */
    default void begins(String pipeline, String step) {}

    /** About how many rows have gone through Spark in this step so far. */
    default void rows(long soFar) {}

    /** A step has ended with so many records. */
    default void ends(String pipeline, String step, long records) {}

    /** A step that compared has ended; so also where a difference then fails the run. */
    default void compared(String pipeline, String step, Compared compared) {}

    /** Something that a user should know although the run goes on. */
    default void warns(String pipeline, String message) {}
}
