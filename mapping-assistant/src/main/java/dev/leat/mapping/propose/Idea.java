package dev.leat.mapping.propose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An expression that a rule would try.
 *
 * @param sources the fields that it is made of, the one it began with first
 * @param trail   what each step does, for the person who reviews
 * @param hint    how much names and labels speak for it, about -0.3 to 0.3
 * @param doubt   the share of the confidence that is lost by guesses, 0 to 1
 * @param unit    of its values where a rule knows; else that of the source counts
 */
record Idea(String sql, List<Source> sources, List<String> trail, double hint, double doubt, Optional<Unit> unit) {
    Idea {
        sources = List.copyOf(sources);
        trail = List.copyOf(trail);
    }

    static Idea of(Source source) {
        return new Idea(source.sql(), List.of(source), List.of(), 0, 0, Optional.empty());
    }

    static Idea of(String sql, List<Source> sources, String why, double hint) {
        return new Idea(sql, sources, List.of(why), hint, 0, Optional.empty());
    }

    Idea then(String sql, String why, double hint) {
        List<String> steps = new ArrayList<>(trail);
        steps.add(why);
        return new Idea(sql, sources, steps, this.hint + hint, doubt, unit);
    }

    Idea with(Source other) {
        List<Source> all = new ArrayList<>(sources);
        all.add(other);
        return new Idea(sql, all, trail, hint, doubt, unit);
    }

    Idea in(Unit unit) {
        return new Idea(sql, sources, trail, hint, doubt, Optional.of(unit));
    }

    Idea doubted(double share) {
        return new Idea(sql, sources, trail, hint, Math.max(doubt, share), unit);
    }

    Source source() {
        return sources.get(0);
    }

    /** How far it is from a plain column. */
    int steps() {
        return trail.size();
    }
}
