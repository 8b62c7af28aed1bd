package dev.leat.mapping.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.http.client.HttpRequest;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was said to the model and back for one proposal: a file with one JSON object a line, by key, and a last one where asking ended early. */
final class Exchanges implements Line {
    static final String MISSING = "missing";

    private final Path file;
    private final Map<String, Exchange> byKey = new TreeMap<>();
    private Optional<Stop> stop = Optional.empty();

    /**
     * Asking ended before all was asked, for a reason that another time may not come again.
     *
     * @param asked how many questions were asked before
     */
    record Stop(int asked, String why) {}

    private Exchanges(Path file) {
        this.file = file;
    }

    static Exchanges fresh(Path file) {
        return new Exchanges(file);
    }

    /** @throws LeatException of kind WORKSPACE when there is no such file, or it is not one of these */
    static Exchanges stored(Path file) {
        Exchanges stored = new Exchanges(file);
        try {
            for (String line : Files.readAllLines(file)) {
                JsonNode node = Yaml.json().readTree(line);
                if (node.has("why")) {
                    stored.stop = Optional.of(Yaml.json().treeToValue(node, Stop.class));
                } else {
                    stored.add(Yaml.json().treeToValue(node, Exchange.class));
                }
            }
            return stored;
        } catch (JsonProcessingException e) {
            throw new LeatException(Kind.WORKSPACE, file.getFileName().toString(), "it is not what Leat wrote", "Delete it and propose again without --replay", e);
        } catch (IOException e) {
            throw new LeatException(Kind.WORKSPACE, file.getFileName().toString(), "there are no stored answers of a language model", "Propose once without --replay", e);
        }
    }

    void add(Exchange exchange) {
        byKey.put(exchange.key(), exchange);
    }

    void stop(Stop at) {
        stop = Optional.of(at);
    }

    Optional<Stop> stop() {
        return stop;
    }

    /** Whole or not at all. If the process dies before the next wave, what was paid for is there. */
    void write() {
        List<String> lines = new ArrayList<>(byKey.values().stream().map(Exchange::line).toList());
        try {
            if (stop.isPresent()) {
                lines.add(Yaml.json().writeValueAsString(stop.get()));
            }
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
            Files.write(fresh, lines);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LeatException(Kind.WORKSPACE, file.toString(), "it cannot be written (" + e.getMessage() + ")", "Correct its permissions", e);
        }
    }

    @Override
    public Exchange send(Exchange exchange, HttpRequest request, Duration timeout) {
        return Optional.ofNullable(byKey.get(exchange.key())).orElseGet(() -> exchange.failed(MISSING));
    }
}
