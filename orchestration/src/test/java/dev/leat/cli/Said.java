package dev.leat.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.model.Yaml;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a command printed, run in this process. */
public record Said(int code, String out, String err) {
    public static Said by(String... arguments) {
        return by(false, arguments);
    }

    static Said onTerminal(String... arguments) {
        return by(true, arguments);
    }

    private static Said by(boolean terminal, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(new Terminal(stream(out), stream(err), terminal, terminal, 80), arguments);
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** The document that it printed. */
    public JsonNode json() {
        try {
            return Yaml.json().readTree(out);
        } catch (JsonProcessingException e) {
            throw new AssertionError(out + err, e);
        }
    }

    List<String> lines() {
        return out.lines().toList();
    }

    List<String> errors() {
        return err.lines().toList();
    }
}
