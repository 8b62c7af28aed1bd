package dev.leat.mapping.propose;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Local time to UTC and back, where a description names the zone; nothing is guessed. */
record Zones() implements Rule {
    private static final Pattern ZONE = Pattern.compile("\\b(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Za-z_/+-]+");
    private static final Set<String> KNOWN = ZoneId.getAvailableZoneIds();

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        if (draft.family() != Family.INSTANT || !goal.is(Family.INSTANT) || draft.sql().contains("_utc_timestamp(")) {
            return Stream.empty();
        }
        String said = draft.idea().source().description();
        boolean placed = draft.idea().source().values().stream().flatMap(Optional::stream).anyMatch(text -> text.matches(".*(Z|UTC|GMT|[+-]\\d\\d:?\\d\\d)"));
        boolean toUtc = goal.says("utc") && !draft.idea().source().words().contains("utc") && !placed;
        boolean fromUtc = !goal.says("utc") && (placed || Stream.concat(Words.of(said).stream(), draft.idea().source().words().stream()).anyMatch("utc"::equals));
        return toUtc ? zone(said).map(zone -> draft.then("to_utc_timestamp(" + draft.sql() + ", " + Sql.text(zone) + ")", "from the time in " + zone + " to UTC", 0.2)).stream()
            : fromUtc ? zone(goal.description()).map(zone -> draft.then("from_utc_timestamp(" + draft.sql() + ", " + Sql.text(zone) + ")", "from UTC to the time in " + zone, 0.2)).stream()
            : Stream.empty();
    }

    private static Optional<String> zone(String description) {
        Matcher found = ZONE.matcher(description);
        return found.find() && KNOWN.contains(found.group()) ? Optional.of(found.group()) : Optional.empty();
    }
}
