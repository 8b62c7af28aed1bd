package dev.leat.connect.embedded;

import java.util.Optional;

/**
 * One kind of server; found by ServiceLoader, so implementations have a public constructor without arguments. They hold
 * no state: {@link EmbeddedServers} keeps the lock, the state file, the process and the data folder's life, and calls
 * these methods for one place from one thread at a time. All of them throw {@link ServerException}.
 */
public interface EmbeddedServer {

    /** The word in {@code leat.yaml}: {@code postgres}, {@code elasticsearch}, ... */
    String type();

    /** Whether {@link #fill} does something with {@link Place#seed}. A seed for a server that takes none is an error. */
    default boolean takesSeed() {
        return false;
    }

    /** The file name of the server's executable begins with this; so a lost process is recognized. */
    String program();

    /** Whether a process with this command line is a further one of the server's, if it is in the data folder; so are found those that outlive it. */
    default boolean child(String command) {
        return false;
    }

    /** The name to log in with; empty for a server that asks for none. */
    default Optional<String> user(Place place) {
        return Optional.empty();
    }

    /** Where clients connect; never contains the password. */
    String address(int port);

    /** What asks the server to end soon with all it was given written. */
    default String stopSignal() {
        return "TERM";
    }

    /** Before the first start: writes into {@link Place#data}, which exists and is empty. */
    default void create(Place place) {}

    /** How to start the server on existing data. Called before each start and may write files under the data folder. */
    Launch launch(Place place);

    /** Whether the server takes requests at {@link Place#port} now. Returns within two seconds, false on any failure. */
    boolean answers(Place place);

    /** After the first start, once the server answers: what must be there before anyone else uses it, the seed among it. */
    default void fill(Place place) {}
}
