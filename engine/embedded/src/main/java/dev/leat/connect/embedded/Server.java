package dev.leat.connect.embedded;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A server that runs.
 *
 * @param name the connection's name, unique under one root
 * @param address {@code jdbc:postgresql://127.0.0.1:PORT/leat}, {@code http://127.0.0.1:PORT}, {@code redis://127.0.0.1:PORT/0}
 * @param pid the server's own process, not one that started it
 * @param home its folder with data and {@code server.log}
 * @param user and password to log in with; empty for a server that asks for none. The password is not in {@link #toString}
 */
public record Server(String name, String type, String address, int port, long pid, Path home, Optional<String> user,
        Optional<String> password) {

    @Override
    public String toString() {
        return type + " " + name + " at " + address + " (process " + pid + ")";
    }
}
