package dev.leat.mapping.match.signal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Pairs of words of which a name has one or the other: {@code start} and {@code end}, {@code debit} and {@code credit}. */
final class Opposites {
    static final Opposites SHIPPED = read("opposites.txt");

    private final List<List<Set<String>>> pairs;

    private Opposites(List<List<Set<String>>> pairs) {
        this.pairs = pairs;
    }

    /** The sides that a name takes, as numbers of which 2n and 2n + 1 exclude each other. A name with both takes neither. */
    Set<Integer> sides(Iterable<String> words) {
        Set<Integer> sides = new HashSet<>();
        for (int pair = 0; pair < pairs.size(); pair++) {
            boolean first = holds(pairs.get(pair).get(0), words);
            boolean second = holds(pairs.get(pair).get(1), words);
            if (first != second) {
                sides.add(2 * pair + (first ? 0 : 1));
            }
        }
        return sides;
    }

    /** Also at the beginning or end of a longer word, as in {@code tmax}. */
    private static boolean holds(Set<String> side, Iterable<String> words) {
        for (String word : words) {
            for (String known : side) {
                if (word.equals(known) || known.length() >= 3 && word.length() <= known.length() + 4 && known.length() <= 4 && (word.endsWith(known) || word.startsWith(known))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Opposites read(String resource) {
        List<List<Set<String>>> pairs = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(Opposites.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> line.contains("|") && !line.startsWith("#")).forEach(line -> {
                String[] sides = line.split("\\|");
                pairs.add(List.of(Set.of(sides[0].strip().split(" ")), Set.of(sides[1].strip().split(" "))));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Opposites(List.copyOf(pairs));
    }
}
