package dev.leat.lake;

import java.util.Optional;

/** Where a flow's freshness is kept: one small document, written by the run that holds the flow. */
public final class FreshnessLog {
    private final Documents documents;
    private final String name;

    FreshnessLog(Documents documents, String name) {
        this.documents = documents;
        this.name = name;
    }

    public Optional<Freshness> read() {
        return documents.read(name, Freshness.class);
    }

    /** Adds what a run knows to what is known. */
    public void save(Freshness freshness) {
        documents.replace(name, read().map(freshness::after).orElse(freshness));
    }
}
