package dev.leat.mapping.propose;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Names and texts as lists of plain words. */
final class Words {
    private Words() {}

    /** In lower case and without accents: {@code orderDate}, {@code ORDER_DATE} and {@code items[].orderDate} end with {@code order, date}. */
    static List<String> of(String name) {
        String spaced = name.replaceAll("([\\p{Ll}\\d])(\\p{Lu})", "$1 $2").replaceAll("(\\p{Lu})(\\p{Lu}\\p{Ll})", "$1 $2");
        return Arrays.stream(plain(spaced).split("[^\\p{L}\\p{N}%]+")).filter(word -> !word.isEmpty()).toList();
    }

    /** Of the last part of a nested name. */
    static List<String> leaf(String name) {
        return of(name.substring(name.lastIndexOf('.') + 1));
    }

    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}", "").replace("ß", "ss").toLowerCase(Locale.ROOT);
    }

    /** Letters and digits only: how two spellings of one thing are compared. */
    static String bare(String text) {
        return plain(text).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
