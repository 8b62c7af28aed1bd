package dev.leat.connect.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The servers of one workspace: real ones, as processes of their own that outlive this JVM, on loopback, each in a folder
 * {@code <root>/<name>} with {@code server.json} (what runs where, with the password; readable by the owner only),
 * {@code server.log} and {@code data/}, which stays when the server is stopped.
 *
 * <p>Threads and processes may call all of it at once: whoever comes second adopts what the first one started. A caller
 * that dies at any instant leaves either a server that the next one adopts or ends, or new data that is not complete
 * and is made again. All methods throw {@link ServerException}.
 */
public final class EmbeddedServers {
    /** Owners that end in this JVM: what they are just starting must not be left behind. */
    private static final Set<Long> ENDING = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final Map<String, String> environment;

    private EmbeddedServers(Path root, Map<String, String> environment) {
        this.root = root.toAbsolutePath().normalize();
        this.environment = Map.copyOf(environment);
    }

    /** @param root {@code <workspace>/.leat/embedded}; made when the first server is started */
    public static EmbeddedServers at(Path root) {
        return new EmbeddedServers(root, Map.of());
    }

    /** The same servers; what one that is started from now on runs for the user, as Airflow does, sees these variables. They are in memory alone, and one that runs already keeps its own. */
    public EmbeddedServers passing(Map<String, String> variables) {
        return new EmbeddedServers(root, variables);
    }

    /** The variables that a server was started with; empty when it does not run. */
    public Map<String, String> passed(String name) {
        return State.read(root.resolve(name)).flatMap(State::process).map(OsProcess::environment).orElse(Map.of());
    }

    /** The types that can be started, sorted. */
    public static List<String> types() {
        return kinds().map(EmbeddedServer::type).sorted().toList();
    }

    /** Ends, when this JVM ends, what was started with this process as its owner. */
    public EmbeddedServers endWithThisProcess() {
        long pid = ProcessHandle.current().pid();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopOwned(pid), "leat-embedded-servers"));
        return this;
    }

    public Server start(String name, String type, Optional<Path> seed, Keep keep) {
        return start(name, type, seed, keep, Map.of());
    }

    /**
     * Returns when the server takes requests: one that runs is adopted as it is, another one is started on the data it has.
     *
     * @param seed what to put into new data, once; changes of the file later do nothing
     * @param keep how long; adds to what others asked for
     * @param settings in the server's own words; a server that runs already keeps those it was started with
     */
    public Server start(String name, String type, Optional<Path> seed, Keep keep, Map<String, String> settings) {
        EmbeddedServer kind = kinds().filter(k -> k.type().equals(type)).findFirst().orElseThrow(() -> ServerException.workspace(
                name + ": there is no embedded server of type '" + type + "'. Use one of " + types() + "."));
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
            throw ServerException.workspace("'" + name + "': cannot be the name of an embedded server. Use letters, digits, _ . -");
        }
        if (seed.isPresent() && !kind.takesSeed()) {
            throw ServerException.workspace(name + ": " + type + " takes no seed. Remove `seed: " + seed.get() + "`.");
        }
        seed.filter(file -> !Files.isReadable(file)).ifPresent(file -> {
            throw ServerException.workspace(file + ": the seed of " + name + " cannot be read. Correct its path.");
        });
        Path home = root.resolve(name);
        return server(name, FolderLock.holding(home, () -> new Start(home, kind, seed, settings, environment, () -> ending(keep)).run(keep)));
    }

    /** Those that run now, by name. */
    public List<Server> running() {
        return names().stream().flatMap(name -> State.read(root.resolve(name)).filter(State::alive).map(s -> server(name, s)).stream()).toList();
    }

    /** Returns when the server is gone; does nothing when it does not run. Its data stays. */
    public void stop(String name) {
        Path home = root.resolve(name);
        if (Files.isDirectory(home)) {
            locked(home, state -> Stop.run(home, kind(state), state));
        }
    }

    public void stopAll() {
        names().forEach(this::stop);
    }

    /** Ends this owner's claims; stops the servers that nobody else needs and nobody wanted kept. */
    public void stopOwned(long owner) {
        ENDING.add(owner);
        try {
            for (String name : names()) {
                Path home = root.resolve(name);
                locked(home, state -> {
                    if (state.owners().stream().anyMatch(o -> o.pid() == owner)) {
                        release(home, state.without(owner));
                    }
                });
            }
        } finally {
            ENDING.remove(owner);
        }
    }

    private static void release(Path home, State rest) {
        if (rest.kept() || !rest.owners().isEmpty()) {
            rest.write(home);
        } else {
            Stop.run(home, kind(rest), rest);
        }
    }

    private static void locked(Path home, Consumer<State> work) {
        FolderLock.holding(home, () -> {
            State.read(home).ifPresent(work);
            return home;
        });
    }

    private static boolean ending(Keep keep) {
        return keep instanceof Keep.WhileOwner owner && ENDING.contains(owner.pid());
    }

    private List<String> names() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> homes = Files.list(root)) {
            return homes.filter(home -> Files.exists(home.resolve("server.json"))).map(home -> home.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<EmbeddedServer> kinds() {
        return ServiceLoader.load(EmbeddedServer.class, EmbeddedServer.class.getClassLoader()).stream().map(ServiceLoader.Provider::get);
    }

    private static EmbeddedServer kind(State state) {
        return kinds().filter(k -> k.type().equals(state.type())).findFirst().orElseThrow();
    }

    private Server server(String name, State state) {
        return new Server(name, state.type(), state.address(), state.port(), state.process().orElseThrow().pid(), root.resolve(name),
                state.user(), state.user().map(user -> state.password()));
    }
}
