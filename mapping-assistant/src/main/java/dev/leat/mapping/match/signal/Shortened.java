package dev.leat.mapping.match.signal;

import java.util.List;
import java.util.Optional;

/** One name is a shortened form of the other: cut words, initials, or no vowels. */
final class Shortened implements Signal {
    @Override
    public double measure(Column source, Column target) {
        Name a = source.name;
        Name b = target.name;
        double cut = Math.max(oneWay(a, b), oneWay(b, a));
        return Math.max(cut, consonants(a.skeleton, b.skeleton));
    }

    @Override
    public Optional<String> why(Column source, Column target, double measure) {
        return measure >= 0.6 && !source.name.compact.equals(target.name.compact) ? Optional.of("one name is a shortened form of the other") : Optional.empty();
    }

    private static double oneWay(Name brief, Name full) {
        return Math.max(Shortening.of(brief.compact, full.core), Shortening.of(brief.compact, List.copyOf(full.words.keySet())));
    }

    /** The fewer consonants, the less their agreement says. */
    private static double consonants(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        double alike = Spelling.alike(a, b);
        return alike < 0.6 ? 0 : alike * (1 - 0.5 / Math.min(a.length(), b.length()));
    }
}
