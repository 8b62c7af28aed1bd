package dev.leat.mapping.propose;

import dev.leat.transform.Attempt;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How well a draft reaches its goal: 0 not at all, 1 as far as anything can tell. */
final class Fit {
    /** A null, a cut-off fraction or an unlikely date in place of a value counts for this. */
    private static final double HALF = 0.5;

    /** Dimensions that nobody takes for each other. */
    private static final Set<String> DISTINCT = Set.of("mass", "length", "time", "temperature", "energy", "power", "area", "voltage", "current", "pressure", "resistance", "volume");

    private final Draft draft;
    private final Goal goal;
    private final List<Attempt.Result> stored;

    private Fit(Draft draft, Goal goal) {
        this.draft = draft;
        this.goal = goal;
        this.stored = draft.stored().map(Attempt::rows).orElse(List.of());
    }

    static double of(Draft draft, Goal goal) {
        return draft.stored().isEmpty() ? 0 : new Fit(draft, goal).value();
    }

    /**
     * What is left of an origin's confidence: how alike the texts of both sides are has been weighed there already, but not what becomes of the rows, nor whether numbers
     * have the size of the destination's.
     */
    static double kept(Draft draft, Goal goal) {
        Fit fit = new Fit(draft, goal);
        return draft.stored().isEmpty() || fit.conflict() ? 0 : goal.examples().isEmpty() && !goal.isNumber() ? fit.valid() : fit.value();
    }

    private double value() {
        if (conflict()) {
            return 0;
        }
        double valid = valid();
        if (!goal.examples().isEmpty()) {
            return agreement() * (0.9 + 0.1 * valid);
        }
        double alike = goal.existing().isEmpty() || stored.isEmpty() ? 1 : Likeness.of(texts(), goal);
        return Math.max(0, valid * (0.6 + 0.4 * alike) - strangeness());
    }

    private List<String> texts() {
        return stored.stream().flatMap(row -> row.value().stream()).filter(text -> text.length() <= 1_000).toList();
    }

    /** Amounts in different units, which no rule has converted. */
    private boolean conflict() {
        Optional<Unit> here = draft.unit();
        Optional<Unit> there = goal.unit();
        if (here.isEmpty() || there.isEmpty() || !draft.family().isNumber()) {
            return false;
        }
        boolean currencies = here.get().isMoney() && there.get().isMoney() && !here.get().dimension().equals(there.get().dimension())
            && here.get().dimension().contains(" ") && there.get().dimension().contains(" ");
        return currencies || isOther(here.get(), there.get()) || here.get().dimension().equals(there.get().dimension()) && !here.get().same(there.get());
    }

    /** What the target's label calls a temperature is no voltage; shares, counts and money have too many names to tell. */
    private boolean isOther(Unit here, Unit there) {
        boolean labelled = goal.target().unit().isPresent() && draft.isOfOne() && draft.idea().steps() == 0;
        return labelled && !here.dimension().equals(there.dimension()) && Stream.of(here, there).allMatch(unit -> DISTINCT.contains(unit.dimension()))
            && Measures.said(Optional.empty(), "", draft.idea().source().description()).isPresent();
    }

    /** The share of rows with a value of which the destination gets one that it takes. */
    private double valid() {
        double good = 0;
        int counted = 0;
        Set<String> distinct = new HashSet<>();
        int present = 0;
        for (int row = 0; row < stored.size(); row++) {
            Attempt.Result result = stored.get(row);
            if (empty(row) && !(goal.target().required() && result.reason().isPresent())) {
                continue;
            }
            counted++;
            good += result.reason().isPresent() ? 0 : result.value().isEmpty() ? 0.3 : weight(row, result.value().get());
            if (result.value().isPresent()) {
                present++;
                distinct.add(result.value().get());
            }
        }
        double unique = goal.target().key() && present > 0 ? (double) distinct.size() / present : 1;
        return counted == 0 ? 0.9 : good / counted * unique;
    }

    private double weight(int row, String value) {
        if (goal.is(Family.WHOLE) && draft.family() == Family.FRACTION && cut(draft.raw().rows().get(row).value().orElse(""), value)) {
            return HALF;
        }
        if (goal.family().filter(Family::isTime).isPresent() && !value.matches("(?s)(1[6-9]\\d\\d|2[01]\\d\\d|9999)-.*")) {
            return HALF / 2;
        }
        return 1;
    }

    private static boolean cut(String raw, String value) {
        try {
            return new BigDecimal(raw).compareTo(new BigDecimal(value)) != 0;
        } catch (NumberFormatException notPlain) {
            return false;
        }
    }

    /** Nothing in the columns used, or a mark that says so. */
    private boolean empty(int row) {
        return draft.idea().sources().stream().allMatch(source -> source.values().get(row).filter(text -> !Gaps.isGap(text) && !Voids.isVoid(text, draft.idea().sources(), goal)).isEmpty());
    }

    private double agreement() {
        long equal = goal.examples().stream().filter(example -> example.row() < stored.size()
            && Same.values(stored.get(example.row()).value(), example.value())).count();
        return (double) equal / goal.examples().size();
    }

    /** An unsaid conversion may do something else than meant. */
    private double strangeness() {
        if (goal.family().isEmpty() || goal.family().get() == draft.family() || goal.is(Family.FRACTION) && draft.family() == Family.WHOLE) {
            return 0;
        }
        return goal.is(Family.TEXT) ? draft.family() == Family.ARRAY || draft.family() == Family.STRUCT ? 0.1 : 0.01 : 0.06;
    }
}
