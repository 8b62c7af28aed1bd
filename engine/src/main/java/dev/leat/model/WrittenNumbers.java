package dev.leat.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Hands numbers on as numbers only when their text says the same ({@code 7}, {@code 1.50}); YAML's other ways ({@code 007}, {@code 1_000},
 * {@code 0x1F}, {@code 1e3}) stay the text that was written, because a code or name of digits must not change when it is read.
 */
final class WrittenNumbers extends JsonParserDelegate {
    private static final Pattern PLAIN = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?");

    private JsonToken token;

    WrittenNumbers(JsonParser parser) {
        super(parser);
    }

    @Override
    public JsonToken nextToken() throws IOException {
        token = super.nextToken();
        if (token != null && token.isNumeric() && !PLAIN.matcher(getText()).matches()) {
            token = JsonToken.VALUE_STRING;
        }
        return token;
    }

    @Override
    public JsonToken currentToken() {
        return token;
    }

    @Override
    public int currentTokenId() {
        return token == null ? 0 : token.id();
    }

    @Override
    public boolean hasToken(JsonToken other) {
        return token == other;
    }

    @Override
    public boolean hasTokenId(int id) {
        return currentTokenId() == id;
    }
}
