package dev.leat.run;

import java.util.EnumSet;
import java.util.Set;

/** The steps of a run. */
public enum Step {
    /** Approvals, connections and rights, before a row moves. */
    PREFLIGHT,
    CAPTURE, MATERIALIZE,
    /** Compares the keys and versions that the lake has with those of the destination; only when it is asked for. */
    RECONCILE,
    /** Compares the values too. */
    VERIFY,
    /** The same, and what differs is written again. */
    REPAIR,
    /** Compares with the source as well, and keeps what was found as the certificate of the run. Goes with {@link #VERIFY} or {@link #REPAIR}, after {@link #CAPTURE} and {@link #MATERIALIZE}. */
    CERTIFY;

    /** Those of a run for which nothing else is said. */
    public static Set<Step> all() {
        return EnumSet.of(CAPTURE, MATERIALIZE);
    }

    /** Those that look at all that is there. */
    static Set<Step> comparing() {
        return EnumSet.of(RECONCILE, VERIFY, REPAIR, CERTIFY);
    }

    /** Those that can be asked for one by one. */
    public static Set<Step> single() {
        return EnumSet.of(PREFLIGHT, CAPTURE, MATERIALIZE, RECONCILE);
    }
}
