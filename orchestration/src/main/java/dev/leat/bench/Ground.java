package dev.leat.bench;

import dev.leat.connect.embedded.EmbeddedServers;
import dev.leat.connect.embedded.Keep;
import dev.leat.connect.embedded.Server;
import dev.leat.run.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Where benchmarks run: a folder that is removed at the end, real servers, and tables made when they are first asked for. */
final class Ground implements AutoCloseable {
    private static final Map<String, String> SETTINGS = Map.of("synchronous_commit", "off");
    private final Path folder;
    private final long rows;
    private final Consumer<String> note;
    private final EmbeddedServers servers;
    private final Shell shell;
    private final Set<String> made = new HashSet<>();

    /** @param rows of the large table @param note is told what happens */
    Ground(long rows, Consumer<String> note) {
        try {
            this.folder = Files.createTempDirectory("leat-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.rows = rows;
        this.note = note;
        this.servers = EmbeddedServers.at(folder.resolve("servers")).endWithThisProcess();
        this.shell = new Shell(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "leat-bench"));
    }

    long rows() {
        return rows;
    }

    void note(String text) {
        note.accept(text);
    }

    Shell shell() {
        return shell;
    }

    Path folder(String name) {
        return folder.resolve(name);
    }

    Server postgres() {
        return server("postgres");
    }

    Server elasticsearch() {
        return server("elasticsearch");
    }

    Server kafka() {
        return server("kafka");
    }

    Server redis() {
        return server("redis");
    }

    /** It reads each DAG file once, on all cores. It takes much of a machine, so it is to be ended. */
    synchronized Server airflow(Path dags) {
        return server("airflow", Map.of("core.dags_folder", dags.toString(), "dag_processor.min_file_process_interval", "86400", "dag_processor.parsing_processes", String.valueOf(Runtime.getRuntime().availableProcessors())));
    }

    void endAirflow() {
        servers.stop("airflow");
    }

    private synchronized Server server(String type) {
        return server(type, type.equals("postgres") ? SETTINGS : Map.of());
    }

    private Server server(String type, Map<String, String> settings) {
        return servers.start(type, type, Optional.empty(), Keep.whileOwner(ProcessHandle.current().pid()), settings);
    }

    /** The table of 16 columns with this many rows, by its name. */
    String wide(long count) {
        String table = "wide_" + count;
        if (made.add(table)) {
            note.accept("Making " + table + " ...");
            sql(Tables.wide(table, count));
        }
        return table;
    }

    /** Users and their preferences, as the sample has them. */
    String users(long count) {
        String table = "users_" + count;
        if (made.add(table)) {
            note.accept("Making " + table + " ...");
            sql(Tables.users(table, count));
        }
        return table;
    }

    void sql(List<String> statements) {
        Server server = postgres();
        try (Connection connection = DriverManager.getConnection(server.address(), server.user().orElseThrow(), server.password().orElseThrow());
             Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** JVM options that a job written by hand is started with: the heap, and what Spark needs opened. */
    static List<String> plain(String heap) {
        List<String> options = options(heap);
        options.removeIf(option -> option.startsWith("-XX:"));
        return options;
    }

    /** JVM options of an engine for large work, with another heap. */
    static List<String> options(String heap) {
        List<String> options = new ArrayList<>(Size.LARGE.jvmOptions());
        options.removeIf(option -> option.startsWith("-Xmx"));
        options.add("-Xmx" + heap);
        return options;
    }

    @Override
    public synchronized void close() {
        if (!Files.exists(folder)) {
            return;
        }
        shell.stop();
        servers.stopAll();
        remove(folder);
    }

    static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
