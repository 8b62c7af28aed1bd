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
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What abbreviations, and the commonest words of columns in other languages, mean in English. */
final class Lexicon {
    static final Lexicon SHIPPED = read("lexicon.txt");

    private static final Set<String> FILLERS = Set.of("of", "the", "a", "an", "and", "de", "del", "della", "di", "da", "do", "du", "des", "der", "die", "das", "den", "la",
        "le", "les", "el", "los", "las", "van", "von", "y", "e", "et", "und", "的");

    /** Words kept for later. */
    private static final int KEPT = 50_000;

    private final Map<String, List<String>> meanings;
    private final int longest;
    /** The same, in order. */
    private final TreeMap<String, List<String>> terms;
    /** Those of the meanings. */
    private final Set<String> words;
    private final Map<String, List<String>> found = new ConcurrentHashMap<>();

    private Lexicon(Map<String, List<String>> meanings) {
        this.meanings = meanings;
        this.terms = new TreeMap<>(meanings);
        this.words = meanings.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        this.longest = meanings.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** English words for one word as {@link Words#of} gives it; the word itself where nothing is known; none for a filler. */
    List<String> meaning(String word) {
        if (FILLERS.contains(word)) {
            return List.of();
        }
        if (found.size() > KEPT) {
            found.clear();
        }
        return Script.ideographic(word.codePointAt(0)) ? cut(word) : found.computeIfAbsent(word, this::find);
    }

    /** As it stands, with its umlauts in one letter, cut into its parts, or as the beginning of a word in another language. */
    private List<String> find(String word) {
        List<String> meaning = meanings.get(word);
        if (meaning != null || word.length() < 4 || English.knows(word)) {
            return meaning != null ? meaning : List.of(word);
        }
        String spelled = word.replace("ae", "a").replace("oe", "o").replace("ue", "u");
        List<String> parts = meanings.containsKey(spelled) ? List.of(spelled) : Compound.parts(word, this::known);
        if (parts.isEmpty() && !spelled.equals(word)) {
            parts = Compound.parts(spelled, this::known);
        }
        return parts.isEmpty() ? begun(word) : parts.stream().flatMap(part -> meanings.getOrDefault(part, List.of(part)).stream()).distinct().toList();
    }

    private boolean known(String part) {
        return meanings.containsKey(part) || words.contains(part) || part.length() > 3 && English.knows(part);
    }

    /** Where all words that begin so mean the same. */
    private List<String> begun(String word) {
        List<List<String>> possible = terms.subMap(word, word + Character.MAX_VALUE).values().stream().distinct().toList();
        return possible.size() == 1 ? possible.get(0) : List.of(word);
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
