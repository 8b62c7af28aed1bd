package dev.leat.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.model.Secrets;
import dev.leat.model.Yaml;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** One use of the command line: its common options, and where its answer goes. */
final class Invocation {
    private final Root root;
    private final Terminal terminal;

    Invocation(Root root, Terminal terminal) {
        this.root = root;
        this.terminal = terminal;
    }

    /** Absolute; whether it is a workspace is not known. */
    Path workspace() {
        return root.workspace();
    }

    boolean json() {
        return root.json();
    }

    boolean debug() {
        return root.debug();
    }

    Terminal terminal() {
        return terminal;
    }

    /** The answer of a command: as one JSON document, or as text for a person. */
    void answer(Object document, Consumer<Terminal> text) {
        if (json()) {
            document(document);
        } else {
            text.accept(terminal);
        }
    }

    void document(Object document) {
        try {
            terminal.document(Yaml.json().writerWithDefaultPrettyPrinter().writeValueAsString(Secrets.redact(Yaml.json().<JsonNode>valueToTree(document))));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
