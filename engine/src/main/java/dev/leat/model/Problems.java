package dev.leat.model;

import java.util.ArrayList;
import java.util.List;

/** Collects problems, so that all are told at once. Not thread-safe. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    public void add(String where, String what, String fix) {
        found.add(new Problem(where, what, fix));
    }

    public void addAll(List<Problem> problems) {
        found.addAll(problems);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Problem> list() {
        return List.copyOf(found);
    }

    /** @throws LeatException of this kind when there is any problem */
    public void throwIfAny(Kind kind) {
        if (!found.isEmpty()) {
            throw new LeatException(kind, found);
        }
    }
}
