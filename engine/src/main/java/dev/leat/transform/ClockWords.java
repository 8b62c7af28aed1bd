package dev.leat.transform;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.UpperCaseCharStream;

/**
 * Finds {@code DATE 'today'} and {@code TIMESTAMP 'now'}: the parser replaces them by today's value, so the parsed expression does not show them.
 */
final class ClockWords {
    private static final Set<String> TYPES = Set.of("DATE", "TIMESTAMP", "TIMESTAMP_NTZ", "TIMESTAMP_LTZ", "TIME");
    private static final List<String> WORDS = List.of("now", "today", "tomorrow", "yesterday");

    private ClockWords() {}

    static Optional<String> in(String expression) {
        SqlBaseLexer lexer = new SqlBaseLexer(new UpperCaseCharStream(CharStreams.fromString(expression)));
        lexer.removeErrorListeners();
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        List<Token> visible = tokens.getTokens().stream().filter(token -> token.getChannel() == Token.DEFAULT_CHANNEL).toList();
        for (int i = 0; i < visible.size(); i++) {
            String text = quoted(visible, i + 1);
            if (TYPES.contains(visible.get(i).getText().toUpperCase(Locale.ROOT)) && isWord(text)) {
                return Optional.of(visible.get(i).getText() + " '" + text + "'");
            }
        }
        return Optional.empty();
    }

    /** The text that starts here; texts next to each other are one. */
    private static String quoted(List<Token> tokens, int from) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < tokens.size() && tokens.get(i).getText().matches("(?s)[rR]?(['\"]).*\\1"); i++) {
            text.append(tokens.get(i).getText().replaceAll("(?s)^[rR]?.|.$", ""));
        }
        return text.toString();
    }

    /** Also true for what may spell such a word with escapes, which are not undone here. */
    private static boolean isWord(String text) {
        return WORDS.stream().anyMatch(text.toLowerCase(Locale.ROOT)::contains) || text.contains("\\");
    }
}
