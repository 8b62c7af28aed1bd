package dev.leat.mapping.propose;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Seconds, milliseconds or microseconds since 1970 as an instant or a date; the size of the numbers says which. */
record Epochs() implements Rule {
    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        boolean text = draft.family() == Family.TEXT;
        if (goal.family().filter(Family::isTime).isEmpty() || !draft.family().isNumber() && !text
            || text && !draft.texts().stream().filter(value -> !Gaps.isGap(value)).allMatch(value -> value.strip().matches("-?\\d{8,17}(\\.\\d+)?"))) {
            return Stream.empty();
        }
        return Stream.concat(spreadsheet(draft, goal), Numeric.median(draft.texts()).flatMap(median -> unit(Math.abs(median))).stream().map(unit -> {
            boolean fraction = draft.texts().stream().anyMatch(value -> value.contains(".") || value.contains("E"));
            String type = fraction && unit.equals("seconds") ? "double" : "bigint";
            String number = draft.family() == Family.WHOLE ? draft.sql() : "cast(" + Gaps.without(draft.sql(), draft.texts()) + " as " + type + ")";
            String instant = "timestamp_" + unit + "(" + number + ")";
            return draft.then(goal.is(Family.DATE) ? "cast(" + instant + " as date)" : instant, unit + " since 1970", 0.02);
        }));
    }

    /** Days since the end of 1899, as spreadsheets count, between 1982 and 2064. */
    private static Stream<Idea> spreadsheet(Draft draft, Goal goal) {
        List<String> said = Words.of(draft.idea().source().description() + " " + draft.idea().source().field());
        if (draft.family() == Family.FRACTION && !draft.texts().isEmpty() && draft.texts().stream().allMatch(text -> text.matches("[345]\\d{4}(\\.\\d+)?"))
            && (goal.is(Family.INSTANT) || said.contains("excel"))) {
            return Stream.of(draft.then(goal.is(Family.DATE) ? "date_add(cast('1899-12-30' as date), cast(floor(" + draft.sql() + ") as int))"
                : "timestamp_seconds(round((" + draft.sql() + " - 25569) * 86400))", "days and their parts as a spreadsheet counts them", 0.05)
                .doubted(said.contains("excel") || said.contains("spreadsheet") || said.contains("serial") ? 0 : 0.3));
        }
        boolean days = draft.family() == Family.WHOLE && !draft.texts().isEmpty() && draft.texts().stream().allMatch(text -> text.matches("[345]\\d{4}"));
        String date = "date_add(cast('1899-12-30' as date), cast(" + draft.sql() + " as int))";
        return days ? Stream.of(draft.then(goal.is(Family.DATE) ? date : "cast(" + date + " as timestamp)", "days as a spreadsheet counts them", 0).doubted(0.3)) : Stream.empty();
    }

    /** Between 1973 and 2200. */
    private static Optional<String> unit(double median) {
        return median > 1e8 && median < 7.3e9 ? Optional.of("seconds") : median > 1e11 && median < 7.3e12 ? Optional.of("millis")
            : median > 1e14 && median < 7.3e15 ? Optional.of("micros") : Optional.empty();
    }
}
