package dev.leat.cli;

import dev.leat.connect.embedded.Keep;
import dev.leat.connect.embedded.Server;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import dev.leat.model.Workspace;
import dev.leat.run.Leat;
import dev.leat.run.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The workspace of an invocation, opened, with its embedded servers for as long as the command needs them. */
final class Workplace implements AutoCloseable {
    private final Invocation invocation;
    private final Leat leat;
    /** The launcher: it becomes the engine, so a server that the front starts is the engine's. */
    private final long owner = Long.getLong("leat.owner", ProcessHandle.current().pid());
    private boolean serving;

    private Workplace(Invocation invocation, Leat leat) {
        this.invocation = invocation;
        this.leat = leat;
        Handover.asked().ifPresent(size -> beginSpark(leat, size));
    }

    /** Beside all that comes before Spark is used: a front has asked for this process, so it will be. What goes wrong is told where it is used; the session is one for all, with the threads that this size has. */
    private static void beginSpark(Leat leat, Size size) {
        Thread beginning = new Thread(() -> leat.spark(size), "leat-spark");
        beginning.setDaemon(true);
        beginning.setUncaughtExceptionHandler((thread, toldLater) -> { });
        beginning.start();
    }

    static Workplace open(Invocation invocation) {
        return new Workplace(invocation, Leat.open(invocation.workspace()));
    }

    /** With Spark as the command line says. */
    static Workplace open(Invocation invocation, Workspace.Spark spark) {
        return new Workplace(invocation, Leat.open(invocation.workspace()).on(spark));
    }

    Leat leat() {
        return leat;
    }

    /** @throws LeatException of kind WORKSPACE when there is no such connection */
    Workplace with(String connection) {
        Set<String> known = leat.files().workspace().connections().keySet();
        if (!known.contains(connection)) {
            throw new LeatException(Kind.WORKSPACE, connection, "no connection of this name", Problem.choices(known));
        }
        return this;
    }

    /** Starts the embedded ones of these connections, until this is closed or the process ends. */
    Workplace serving(Set<String> connections) {
        Set<String> missing = new HashSet<>(leat.files().embedded().keySet());
        missing.retainAll(connections);
        if (missing.isEmpty()) {
            return this;
        }
        leat.servers().running().stream().map(Server::name).forEach(missing::remove);
        begin(missing);
        serving = true;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "leat-servers"));
        leat.servers().start(connections, Keep.whileOwner(owner));
        return this;
    }

    /** Starts all and leaves them running. */
    List<Server> serveOn() {
        Set<String> all = leat.files().embedded().keySet();
        Set<String> missing = new HashSet<>(all);
        leat.servers().running().stream().map(Server::name).forEach(missing::remove);
        begin(missing);
        List<Server> servers = leat.servers().start(all, Keep.running());
        unlike();
        return servers;
    }

    /** Starts the embedded Airflow, which must outlive this command to be of use; does nothing where there is none or it runs. */
    void serveAirflow() {
        if (leat.files().embedded().containsKey(Workspace.Airflow.NAME) && leat.servers().address(Workspace.Airflow.NAME).isEmpty()) {
            begin(Set.of(Workspace.Airflow.NAME));
            leat.servers().start(Set.of(Workspace.Airflow.NAME), Keep.running());
        }
        unlike();
    }

    /** Before its tasks fail for want of it. */
    private void unlike() {
        if (leat.files().embedded().containsKey(Workspace.Airflow.NAME)) {
            leat.servers().unlike().forEach(problem -> invocation.terminal().note(problem.toString()));
        }
    }

    private void begin(Set<String> missing) {
        if (missing.isEmpty()) {
            return;
        }
        archivesAtHand();
        invocation.terminal().note("Starting " + String.join(", ", missing.stream().sorted().toList()) + " ...");
    }

    /** Of embedded servers; only a front can have them fetched. */
    static void archivesAtHand() {
        if (Handover.possible() && System.getenv("LEAT_SERVERS") == null && !archives()) {
            throw Handover.forServers();
        }
    }

    private static boolean archives() {
        Path folder = Path.of(System.getProperty("leat.servers", "none"));
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".jar") || file.toString().endsWith(".zip"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns in a process that may start Spark; in a front it hands over, and the servers stay for the engine. */
    void engine(Size size) {
        if (Handover.possible()) {
            serving = false;
            throw Handover.toEngine(size);
        }
    }

    @Override
    public synchronized void close() {
        if (serving) {
            serving = false;
            leat.servers().stopOwned(owner);
        }
    }
}
