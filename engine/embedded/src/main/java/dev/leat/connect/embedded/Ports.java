package dev.leat.connect.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/** Ports on loopback below those that the system gives to outgoing connections, so nothing takes them by chance. */
final class Ports {
    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;

    private Ports() {}

    static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** The same folder gets the same port on every machine where it is free. */
    static int freeFor(Path home) {
        int wish = Math.floorMod(home.toString().hashCode(), COUNT);
        for (int i = 0; i < COUNT; i++) {
            int port = FIRST + (wish + i * 7) % COUNT;
            if (free(port)) {
                return port;
            }
        }
        throw ServerException.machine(home + ": no free port on 127.0.0.1. Stop some servers.");
    }
}
