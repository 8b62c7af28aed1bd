package dev.leat.mapping.match.signal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A column's name in pieces. Words that most columns of the table share (a prefix of the table's name, say) tell columns apart no better than
 * none, so they weigh less and the core goes without them.
 */
final class Name {
    /** Below this weight a word is shared so widely that the core goes without it. */
    private static final double TELLING = 0.35;
    /** A word of an outer level of a nested name says less than the leaf's. */
    private static final double OUTER = 0.6;

    /** English words with their weights, in order. */
    final Map<String, Double> words;
    /** As written, in plain script, letters and digits only. */
    final String whole;
    /** The telling words as written, joined. */
    final String compact;
    /** The consonants of {@link #compact}. */
    final String skeleton;
    /** The telling words as written, in order. */
    final List<String> core;
    /** The telling English words, as a phrase. */
    final String phrase;
    final long[] trigrams;
    /** Of {@link Opposites}. */
    final Set<Integer> sides;
    /** Numbers in the name, in order. */
    final List<String> numerals;

    private Name(Map<String, Double> words, String whole, List<String> core, String phrase) {
        this.words = words;
        this.whole = whole;
        this.core = core;
        this.compact = String.join("", core);
        this.skeleton = skeleton(compact);
        this.phrase = phrase;
        this.trigrams = Trigrams.of(compact);
        this.sides = Opposites.SHIPPED.sides(Stream.concat(words.keySet().stream(), core.stream()).toList());
        this.numerals = words.keySet().stream().filter(word -> Character.isDigit(word.charAt(0))).toList();
    }

    /** Names of all columns of one table, in order. */
    static List<Name> ofTable(List<String> names) {
        List<List<String>> written = names.stream().map(Words::of).toList();
        Map<String, Double> weights = Rarity.of(written);
        List<Name> result = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            result.add(of(names.get(i), written.get(i), weights));
        }
        return result;
    }

    private static Name of(String name, List<String> written, Map<String, Double> weights) {
        int leaf = written.size() - Words.of(name.substring(name.lastIndexOf('.') + 1)).size();
        boolean nested = leaf > 0 && leaf < written.size();
        boolean anyTelling = written.stream().anyMatch(word -> weights.get(word) >= TELLING);
        Map<String, Double> words = new LinkedHashMap<>();
        List<String> core = new ArrayList<>();
        List<String> phrase = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            String word = written.get(i);
            double weight = weights.get(word) * (nested && i < leaf ? OUTER : 1);
            boolean telling = !anyTelling || weights.get(word) >= TELLING;
            List<String> meaning = Lexicon.SHIPPED.meaning(word);
            for (String part : meaning) {
                words.merge(part, Math.max(0.05, weight), Math::max);
            }
            if (telling && (!nested || i >= leaf)) {
                core.add(word);
            }
            if (telling && !Character.isDigit(word.charAt(0))) {
                phrase.addAll(meaning);
            }
        }
        if (core.isEmpty()) {
            core.addAll(written);
        }
        return new Name(words, String.join("", written), core, String.join(" ", phrase));
    }

    /** Consonants and digits, in order; ideographs stay. */
    static String skeleton(String compact) {
        return compact.replaceAll("[aeiouy]", "");
    }
}
