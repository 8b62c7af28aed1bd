package dev.leat.mapping.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Fields of an entity, alone or two together, that have no null and no value twice in the sample. */
final class KeyCandidates {
    private static final int TRIED = 12;
    /** With fewer rows only what is named like an identifier counts: anything differs in a few. */
    private static final int TELLING = 20;

    private final List<Seen> columns;
    private final List<Profile> profiles;

    /** Both in the same order, top-level columns only. */
    KeyCandidates(List<Seen> columns, List<Profile> profiles) {
        this.columns = columns;
        this.profiles = profiles;
    }

    /** Best first: what is named like an identifier, earlier columns, fewer of them. Empty for less than two rows. */
    List<List<String>> find() {
        int rows = columns.isEmpty() ? 0 : columns.get(0).byRow().size();
        if (rows < 2) {
            return List.of();
        }
        List<Integer> usable = IntStream.range(0, columns.size()).filter(this::usable).boxed().toList();
        List<Integer> alone = usable.stream().filter(i -> profiles.get(i).distinct() == rows && (rows >= TELLING || named(i)) && !chance(i)).sorted(Comparator.comparing((Integer i) -> !named(i))).toList();
        List<List<String>> found = new ArrayList<>();
        alone.forEach(i -> found.add(List.of(columns.get(i).name())));
        if (found.isEmpty()) {
            List<Integer> tried = usable.stream().filter(i -> profiles.get(i).distinct() > 1)
                .sorted(Comparator.comparing((Integer i) -> !named(i))).limit(TRIED).sorted().toList();
            for (int a = 0; a < tried.size(); a++) {
                for (int b = a + 1; b < tried.size(); b++) {
                    if ((rows >= TELLING || named(tried.get(a)) || named(tried.get(b))) && unique(columns.get(tried.get(a)), columns.get(tried.get(b)))) {
                        found.add(List.of(columns.get(tried.get(a)).name(), columns.get(tried.get(b)).name()));
                    }
                }
            }
        }
        return found.stream().limit(5).toList();
    }

    private boolean named(int i) {
        return profiles.get(i).is(Trait.IDENTIFIER);
    }

    /** Dates and hash values name no row by themselves. */
    private boolean chance(int i) {
        Profile profile = profiles.get(i);
        return profile.family() == Family.DATE || profile.is(Trait.DATE_IN_TEXT) || profile.is(Trait.HASH);
    }

    /** Measures and long texts are different by chance. */
    private boolean usable(int i) {
        Profile profile = profiles.get(i);
        boolean measure = profile.type().map(type -> type.matches("(?i)float|double|real|decimal\\(\\d+, ?[1-9]\\d*\\)")).orElse(false);
        boolean point = profile.family() == Family.TEXT && profile.statement(Trait.NUMBER_IN_TEXT).isPresent() && columns.get(i).present().stream().anyMatch(value -> value.contains("."));
        return !measure && !point && profile.nulls() == 0 && profile.longest() <= 100 && !profile.is(Trait.BLANK)
            && Set.of(Family.TEXT, Family.NUMBER, Family.DATE, Family.TIMESTAMP).contains(profile.family());
    }

    private static boolean unique(Seen one, Seen other) {
        Set<List<Optional<String>>> pairs = new HashSet<>();
        for (int row = 0; row < one.byRow().size(); row++) {
            if (!pairs.add(List.of(one.byRow().get(row), other.byRow().get(row)))) {
                return false;
            }
        }
        return true;
    }
}
