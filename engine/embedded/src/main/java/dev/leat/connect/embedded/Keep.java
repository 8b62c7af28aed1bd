package dev.leat.connect.embedded;

/** How long a started server stays. */
public sealed interface Keep {

    /** Until it is stopped by name or with all others. A server that someone wanted kept is kept, whoever else uses it. */
    record Running() implements Keep {}

    /**
     * Until the last of its owners ends it by {@link EmbeddedServers#stopOwned}. Owners that have died no longer count;
     * an owner may replace itself by another program (exec) and stays the owner.
     *
     * @param pid a process that lives now
     */
    record WhileOwner(long pid) implements Keep {}

    static Keep running() {
        return new Running();
    }

    static Keep whileOwner(long pid) {
        return new WhileOwner(pid);
    }
}
