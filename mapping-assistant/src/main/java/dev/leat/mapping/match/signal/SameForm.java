package dev.leat.mapping.match.signal;

import java.util.Optional;

/** The values have the same form: letters, digits and signs in the same places. */
final class SameForm implements Signal {
    @Override
    public double measure(Column source, Column target) {
        return source.values.empty() || target.values.empty() ? UNKNOWN
            : (Profile.overlap(source.profile.coarse(), target.profile.coarse()) + Profile.overlap(source.profile.fine(), target.profile.fine())) / 2;
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return measure >= 0.6 ? Optional.of("values of the same form") : Optional.empty();
    }
}
