package dev.leat.mapping.match.signal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What abbreviations, and the commonest words of columns in other languages, mean in English. */
final class Lexicon {
    static final Lexicon SHIPPED = read("lexicon.txt");

    private static final Set<String> FILLERS = Set.of("of", "the", "a", "an", "and", "de", "del", "della", "di", "da", "do", "du", "des", "der", "die", "das", "den", "la",
        "le", "les", "el", "los", "las", "van", "von", "y", "e", "et", "und", "的");

    private final Map<String, List<String>> meanings;
    private final int longest;

    private Lexicon(Map<String, List<String>> meanings) {
        this.meanings = meanings;
        this.longest = meanings.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** English words for one word as {@link Words#of} gives it; the word itself where nothing is known; none for a filler. */
    List<String> meaning(String word) {
        if (FILLERS.contains(word)) {
            return List.of();
        }
        return Script.ideographic(word.codePointAt(0)) ? cut(word) : meanings.getOrDefault(word, List.of(word));
    }

    /** The longest known word first; what is not known stays a word for each character. */
    private List<String> cut(String run) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < run.length()) {
            int end = Math.min(run.length(), at + longest);
            while (end > at && !meanings.containsKey(run.substring(at, end))) {
                end--;
            }
            if (end > at) {
                words.addAll(meanings.get(run.substring(at, end)));
                at = end;
            } else {
                int next = at + Character.charCount(run.codePointAt(at));
                String character = run.substring(at, next);
                if (!FILLERS.contains(character)) {
                    words.add(character);
                }
                at = next;
            }
        }
        return words;
    }

    private static Lexicon read(String resource) {
        Map<String, List<String>> meanings = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(Lexicon.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int equals = line.indexOf('=');
                if (equals > 0 && line.charAt(0) != '#') {
                    List<String> meaning = List.of(line.substring(0, equals).strip().split(" "));
                    for (String term : line.substring(equals + 1).split(",")) {
                        meanings.put(term.strip(), meaning);
                    }
                }
            }
            return new Lexicon(Map.copyOf(meanings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
