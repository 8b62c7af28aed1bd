package dev.leat.bench;

import dev.leat.connect.embedded.Server;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Ten minutes of changes of a table of PostgreSQL that Elasticsearch follows; with {@code --rows} below the usual two million so much shorter, a minute at least. The heap after a collection,
 * resident memory, threads, open files and files of the lake are looked at when a fifth of the time is over and at the end. It fails when one of them has grown.
 */
final class Soak implements Benchmark {
    private static final long SECONDS = 600;
    private static final long USUAL_ROWS = 2_000_000;
    private static final int SHORTEST_SECONDS = 60;
    private static final int PARTS = 5;
    private static final int PER_SECOND = 5_000;
    private static final int TRANSACTION = 100;
    private static final int ROWS = 20_000;
    private static final String TABLE = "soak";

    /** What may not grow: by more than this share, and this much beside it. */
    private record Bound(String what, ToLongFunction<Sample> of, double share, long more) {
        boolean kept(List<Sample> samples) {
            return of.applyAsLong(samples.get(samples.size() - 1)) <= of.applyAsLong(samples.get(0)) * (1 + share) + more;
        }

        Figure figure(List<Sample> samples, long seconds) {
            List<Long> values = samples.stream().map(of::applyAsLong).toList();
            return new Figure(seconds + " s of " + PER_SECOND + " changes/s: " + what, values.toString(), "", kept(samples) ? "flat" : "grows", "flat", "flat");
        }
    }

    private static final List<Bound> BOUNDS = List.of(new Bound("heap, MB", Sample::heap, 0.25, 16), new Bound("resident memory, MB", Sample::memory, 0.25, 64),
        new Bound("threads", Sample::threads, 0, 10), new Bound("open files", Sample::files, 0, 20), new Bound("files of the lake", Sample::lake, 0.5, 50));

    /** @param heap in MB, as is @param memory */
    private record Sample(long heap, long memory, long threads, long files, long lake) {
        static Sample of(long pid, Path lake) {
            try {
                Path process = Path.of("/proc", String.valueOf(pid));
                long heap = UsedHeap.of(pid) >> 20;
                List<String> status = Files.readAllLines(process.resolve("status"));
                return new Sample(heap, number(status, "VmRSS:") / 1024, number(status, "Threads:"), count(Files.list(process.resolve("fd"))), count(Files.walk(lake).filter(Files::isRegularFile)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static long number(List<String> status, String name) {
            return status.stream().filter(line -> line.startsWith(name)).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow();
        }

        private static long count(Stream<Path> paths) {
            try (paths) {
                return paths.count();
            }
        }
    }

    @Override
    public String name() {
        return "soak";
    }

    /** @throws LeatException of kind BUG when something has grown */
    @Override
    public List<Figure> measure(Ground ground) {
        Path folder = ground.folder(TABLE);
        long seconds = Math.max(SHORTEST_SECONDS, SECONDS * ground.rows() / USUAL_ROWS);
        String index = Live.scene(ground, folder, TABLE, ROWS, "capture: change");
        careOften(folder);
        List<Sample> samples = new ArrayList<>();
        try (Followed flow = new Followed(ground.shell().home(), folder, "F")) {
            Live.filled(flow, index, ROWS);
            for (int part = 0; part < PARTS; part++) {
                long last = changes(ground.postgres(), part * seconds / PARTS * PER_SECOND / TRANSACTION, seconds / PARTS * PER_SECOND / TRANSACTION);
                arrived(flow, index, last);
                samples.add(Sample.of(flow.pid(), folder.resolve("lake")));
                ground.note("soak: " + samples.get(part));
            }
        }
        Ground.remove(folder);
        List<Figure> figures = BOUNDS.stream().map(bound -> bound.figure(samples, seconds)).toList();
        List<String> grown = figures.stream().filter(figure -> figure.measured().equals("grows")).map(figure -> figure.work() + " " + figure.leat()).toList();
        if (!grown.isEmpty()) {
            throw new LeatException(Kind.BUG, TABLE, String.join("; ", grown), "Find what is kept, or never removed");
        }
        return figures;
    }

    /** So that the first look comes after the lake was cared for, as in a flow that has followed for hours. */
    private static void careOften(Path folder) {
        try {
            Files.writeString(folder.resolve("leat.yaml"), "care: {compact: PT20S, keep: PT20S}\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the number that the last transaction has left in its rows */
    private static long changes(Server server, long first, long count) {
        try (Connection connection = DriverManager.getConnection(server.address(), server.user().orElseThrow(), server.password().orElseThrow()); Statement statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = on"); // or its changes would be decoded later
            long begun = System.nanoTime();
            for (long number = first + 1; number <= first + count; number++) {
                long row = number * TRANSACTION % ROWS;
                statement.execute("update " + TABLE + " set n = " + number + " where id between " + row + " and " + (row + TRANSACTION - 1));
                Live.pause((begun + (number - first) * TRANSACTION * 1_000_000_000L / PER_SECOND - System.nanoTime()) / 1_000_000);
            }
            return first + count;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void arrived(Followed flow, String index, long number) {
        while (Live.call(index + "_count?q=n:" + number).path("count").asLong() < TRANSACTION) {
            flow.alive();
            Live.pause(200);
        }
    }
}
