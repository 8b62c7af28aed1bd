package dev.leat.mapping.match.signal;

import com.ibm.icu.text.Transliterator;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;

/** Brings text of any script to a form that can be compared. */
final class Script {
    private Script() {}

    /** Lower case, compatibility forms resolved, no accents; Chinese in simplified characters, other non-Latin alphabets in Latin letters. */
    static String plain(String text) {
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        if (plain.codePoints().anyMatch(Script::ideographic)) {
            plain = Chinese.SIMPLIFIED.transliterate(plain);
        }
        if (plain.codePoints().anyMatch(Script::foreignAlphabet)) {
            plain = Alphabets.LATIN.transliterate(plain);
        }
        return Normalizer.normalize(plain, Normalizer.Form.NFKD).replaceAll("\\p{Mn}+", "").toLowerCase(Locale.ROOT)
            .replace("ß", "ss").replace("æ", "ae").replace("œ", "oe").replace("ø", "o").replace("ł", "l");
    }

    /** Written without spaces between words, and each character has a meaning. */
    static boolean ideographic(int character) {
        return Character.isIdeographic(character);
    }

    private static boolean foreignAlphabet(int character) {
        if (!Character.isLetter(character)) {
            return false;
        }
        UnicodeScript script = UnicodeScript.of(character);
        return script != UnicodeScript.LATIN && script != UnicodeScript.HAN && script != UnicodeScript.COMMON;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character < 128);
    }

    /** Loaded when the first Chinese text is met. */
    private static final class Chinese {
        static final Transliterator SIMPLIFIED = Transliterator.getInstance("Traditional-Simplified");
    }

    private static final class Alphabets {
        static final Transliterator LATIN = Transliterator.getInstance("Any-Latin");
    }
}
