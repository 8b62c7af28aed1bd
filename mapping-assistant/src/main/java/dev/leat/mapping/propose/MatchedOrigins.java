package dev.leat.mapping.propose;

import dev.leat.mapping.match.Candidate;
import dev.leat.mapping.match.FieldMatch;
import dev.leat.mapping.match.Matcher;
import dev.leat.mapping.schema.SampledEntity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Origins as the matcher finds them: its choice first, then what else it could be. Where it abstains there are none. */
final class MatchedOrigins implements Origins {
    private static final double LEAST = 0.05;
    /** A candidate that was better, but belongs to another field, comes after the choice. */
    private static final double BEHIND = 0.9;

    private final Matcher matcher;
    private final SampledEntity destination;
    private List<FieldMatch> matches = List.of();

    /** @param destination with the target fields, of names that do not repeat */
    MatchedOrigins(Matcher matcher, SampledEntity destination) {
        this.matcher = matcher;
        this.destination = destination;
    }

    @Override
    public Map<String, List<Origin>> of(SampledEntity source, List<TargetField> targets) {
        Map<String, List<Origin>> origins = new HashMap<>();
        matches = matcher.match(source, destination).fields();
        matches.forEach(match -> origins.put(match.target(), of(match)));
        return origins;
    }

    /** After {@link #of}: all candidates of each target field, also where the matcher abstains, the likeliest first. */
    Map<String, List<Origin>> candidates() {
        Map<String, List<Origin>> candidates = new HashMap<>();
        matches.forEach(match -> candidates.put(match.target(), match.candidates().stream().map(candidate -> origin(candidate, 1)).toList()));
        return candidates;
    }

    private static List<Origin> of(FieldMatch match) {
        return match.chosen().stream().flatMap(chosen -> Stream.concat(Stream.of(origin(chosen, 1)), match.candidates().stream()
            .filter(candidate -> candidate.place() != chosen.place() && candidate.confidence() >= LEAST)
            .map(candidate -> origin(candidate, BEHIND * chosen.confidence())))).toList();
    }

    private static Origin origin(Candidate candidate, double most) {
        return new Origin(candidate.source(), Math.min(most, candidate.confidence()), String.join("; ", candidate.why()));
    }
}
