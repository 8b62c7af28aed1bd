package dev.leat.bench;

import dev.leat.connect.embedded.Server;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** How long a task of a scheduler waits for Leat: from its start to the first row that is asked of the source. */
final class TaskStart implements Benchmark {
    private static final int ROUNDS = 5;
    /** So many that the database is still at it when it is looked at. */
    private static final long ROWS = 200_000;
    private static final long LOOK_MILLIS = 5;

    @Override
    public String name() {
        return "task";
    }

    @Override
    public List<Figure> measure(Ground ground) {
        String table = ground.wide(ROWS);
        Path folder = ground.folder("task");
        List<Timed> starts = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            Scene scene = Capture.scene(ground, folder.resolve("leat"), table);
            Instant begun = Instant.now();
            CompletableFuture<Instant> asked = CompletableFuture.supplyAsync(() -> asked(ground.postgres(), begun));
            Timed whole = ground.shell().leat(scene.folder(), "run", "F", "--step", "capture", "--pipeline", "P", "--nothing-new-exit", "99", "--run", "task." + round).took();
            if (round > 0) { // before it, the archive of classes is made
                starts.add(new Timed(Duration.between(begun, asked.join()).toMillis() / 1e3, whole.cpu()));
            }
            Ground.remove(folder);
        }
        return List.of(Figure.within("start of a task to its first row", Timed.median(starts), 6, 3));
    }

    /** By the database's own clock, which is this machine's. */
    private static Instant asked(Server server, Instant since) {
        try (Connection connection = DriverManager.getConnection(server.address(), server.user().orElseThrow(), server.password().orElseThrow());
             Statement statement = connection.createStatement()) {
            while (true) {
                try (ResultSet copies = statement.executeQuery("select extract(epoch from min(query_start)) from pg_stat_activity where query like 'COPY%' and query_start >= to_timestamp("
                    + since.toEpochMilli() / 1e3 + ")")) {
                    copies.next();
                    if (copies.getObject(1) != null) {
                        return Instant.ofEpochMilli(Math.round(copies.getDouble(1) * 1000));
                    }
                }
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
