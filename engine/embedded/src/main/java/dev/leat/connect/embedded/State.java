package dev.leat.connect.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code server.json} remembers of a server. It stays when the server is stopped: port and password are used again.
 *
 * @param process the server's; empty when it was stopped
 * @param kept stays until stopped by name
 * @param owners who needs it while they live, when it is not kept
 */
record State(String type, String address, int port, Optional<String> user, String password,
        Optional<OsProcess> process, boolean kept, List<OsProcess> owners) {
    private static final ObjectMapper JSON = new ObjectMapper();

    State {
        owners = List.copyOf(owners);
    }

    boolean alive() {
        return process.map(OsProcess::alive).orElse(false);
    }

    State stopped() {
        return new State(type, address, port, user, password, Optional.empty(), false, List.of());
    }

    State process(Optional<OsProcess> process) {
        return new State(type, address, port, user, password, process, kept, owners);
    }

    State at(int port, String address, Optional<String> user) {
        return new State(type, address, port, user, password, process, kept, owners);
    }

    State keep(Keep keep) {
        List<OsProcess> living = new ArrayList<>(owners.stream().filter(OsProcess::alive).toList());
        if (keep instanceof Keep.WhileOwner owner) {
            OsProcess process = OsProcess.of(owner.pid()).orElseThrow(() -> ServerException.machine(
                    "owner process " + owner.pid() + ": does not run. Name a living process."));
            if (!living.contains(process)) {
                living.add(process);
            }
        }
        return new State(type, address, port, user, password, process, kept || keep instanceof Keep.Running, living);
    }

    /** Without this owner and without those that have died. */
    State without(long owner) {
        List<OsProcess> rest = owners.stream().filter(o -> o.pid() != owner && o.alive()).toList();
        return new State(type, address, port, user, password, process, kept, rest);
    }

    static Optional<State> read(Path home) {
        Path file = home.resolve("server.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode node = JSON.readTree(file.toFile());
            List<OsProcess> owners = new ArrayList<>();
            node.path("owners").forEach(owner -> owners.add(process(owner)));
            return Optional.of(new State(node.required("type").asText(), node.required("address").asText(), node.required("port").asInt(),
                    node.has("user") ? Optional.of(node.get("user").asText()) : Optional.empty(), node.required("password").asText(), node.has("pid") ? Optional.of(process(node)) : Optional.empty(),
                    node.path("keep").asText().equals("running"), owners));
        } catch (IOException | IllegalArgumentException e) {
            throw ServerException.workspace(file + ": cannot be read (" + e.getMessage() + "). Delete " + home + " to begin with new data.", e);
        }
    }

    void write(Path home) {
        ObjectNode node = JSON.createObjectNode().put("type", type).put("address", address).put("port", port)
                .put("password", password).put("keep", kept ? "running" : "while-owner");
        user.ifPresent(name -> node.put("user", name));
        process.ifPresent(p -> put(node, p));
        owners.forEach(owner -> put(node.withArray("owners").addObject(), owner));
        try {
            Folders.writePrivate(home.resolve("server.json"), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(ObjectNode node, OsProcess process) {
        node.put("pid", process.pid()).put("started", process.started());
    }

    private static OsProcess process(JsonNode node) {
        return new OsProcess(node.required("pid").asLong(), node.required("started").asText());
    }

    @Override
    public String toString() {
        return type + " " + address;
    }
}
