package dev.leat.run;

import java.util.EnumSet;
import java.util.Set;

/** The steps of a run. */
public enum Step {
    CAPTURE, MATERIALIZE;

    public static Set<Step> all() {
        return EnumSet.allOf(Step.class);
    }
}
