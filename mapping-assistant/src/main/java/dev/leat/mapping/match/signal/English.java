package dev.leat.mapping.match.signal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/** The common English words that the model of meanings knows whole; loaded when the first is asked for. */
final class English {
    private static final String VOCABULARY = "/all-minilm-l6-v2-q-tokenizer.json";
    private static final Set<String> WORDS = read();

    private English() {}

    static boolean knows(String word) {
        return WORDS.contains(word);
    }

    private static Set<String> read() {
        Set<String> words = new HashSet<>();
        try (InputStream file = English.class.getResourceAsStream(VOCABULARY); JsonParser parser = new JsonFactory().createParser(file)) {
            boolean inside = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    inside |= parser.currentName().equals("vocab");
                    if (inside && parser.currentName().chars().allMatch(letter -> letter >= 'a' && letter <= 'z')) {
                        words.add(parser.currentName());
                    }
                }
            }
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
