package dev.leat.mapping.match.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts names and texts into words: at case changes, digits, anything that is no letter, and between ideographs and letters. */
final class Words {
    private static final Pattern WORD = Pattern.compile("\\p{IsIdeographic}+|\\p{Lu}+(?!\\p{Ll})|\\p{Lu}?[\\p{L}\\p{M}&&[^\\p{Lu}\\p{IsIdeographic}]]+|\\p{N}+");
    private static final int LONGEST = 2000;

    private Words() {}

    /** In plain script, in order, ideographs as one word for each run. */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        while (matcher.find()) {
            String word = Script.plain(matcher.group()).strip();
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** As {@link #of}, with ideographs one by one and in neighbouring pairs: without a dictionary no better units are known. */
    static List<String> units(String text) {
        List<String> units = new ArrayList<>();
        for (String word : of(text)) {
            if (Script.ideographic(word.codePointAt(0))) {
                int[] characters = word.codePoints().toArray();
                for (int i = 0; i < characters.length; i++) {
                    units.add(Character.toString(characters[i]));
                    if (i > 0) {
                        units.add(Character.toString(characters[i - 1]) + Character.toString(characters[i]));
                    }
                }
            } else {
                units.add(word);
            }
        }
        return units;
    }
}
