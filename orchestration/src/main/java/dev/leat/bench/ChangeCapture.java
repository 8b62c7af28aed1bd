package dev.leat.bench;

import dev.leat.connect.embedded.Server;
import dev.leat.lake.RunRecord;
import dev.leat.run.Leat;
import dev.leat.run.Progress;
import dev.leat.run.Size;
import dev.leat.run.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Changes of one table into the lake by logical replication, in transactions of a hundred: while they are made, and when they have waited. */
final class ChangeCapture implements Benchmark {
    private static final int TRANSACTION = 100;

    @Override
    public String name() {
        return "change-capture";
    }

    @Override
    public List<Figure> measure(Ground ground) {
        Path folder = ground.folder("change-capture");
        long rows = Math.max(1000, ground.rows() / 10);
        Scene.in(folder, ground.postgres(), Scene.delta()).pipeline("P", ground.wide(rows), "copy", "capture: change", Fields.wide()).approved();
        Server postgres = ground.postgres();
        Shell.Ended ended = ground.shell().java(Ground.options("1g"), ChangeCapture.class.getName(), folder.toString(), postgres.address(), postgres.user().orElseThrow(), ground.wide(rows), String.valueOf(rows));
        Ground.remove(folder);
        return ended.output().lines().filter(line -> line.startsWith("measured")).map(line -> line.split("\t"))
            .map(words -> new Figure(words[1], words[2] + " changes in " + words[3] + " s", "", words[4] + "/s", "≥ 5000/s", "≥ 15000/s")).toList();
    }

    /** The measured process: folder, URL, user, table, its rows. */
    public static void main(String[] arguments) {
        new Measured(Path.of(arguments[0]), arguments[1], arguments[2], arguments[3], Long.parseLong(arguments[4])).all();
        System.exit(0);
    }

    private record Measured(Path folder, String url, String user, String table, long rows) {
        void all() {
            Leat leat = Leat.open(folder);
            leat.spark(Size.LARGE);
            captured(leat);
            changes(0, rows / 4);
            captured(leat);
            long made = 3 * rows / 2;
            changes(0, made);
            long begun = System.nanoTime();
            tell("change capture of what has waited", made, drained(leat, made), begun);
            Thread writer = new Thread(() -> changes(0, made), "leat-bench-writer");
            begun = System.nanoTime();
            writer.start();
            tell("sustained change capture, one table", made, drained(leat, made), begun);
        }

        private static void tell(String what, long made, long captured, long begun) {
            if (captured != made) {
                throw new IllegalStateException(captured + " changes were captured of " + made);
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.println(String.join("\t", "measured", what, String.valueOf(made), Figure.number(seconds), String.format(Locale.ROOT, "%.0f", made / seconds)));
        }

        private static long drained(Leat leat, long wanted) {
            long captured = 0;
            while (captured < wanted) {
                captured += captured(leat);
            }
            return captured;
        }

        private static long captured(Leat leat) {
            RunRecord record = leat.run(Scene.plan(leat), Optional.empty(), "bench", EnumSet.of(Step.CAPTURE), Progress.SILENT);
            if (record.outcome().equals("failed")) {
                throw new IllegalStateException(record.error());
            }
            return record.pipelines().get(0).captured();
        }

        /** Each transaction changes the next so many rows. */
        private void changes(long from, long count) {
            try (Connection connection = DriverManager.getConnection(url, user, Files.readString(folder.resolve("password"))); Statement statement = connection.createStatement()) {
                for (long done = from; done < from + count; done += TRANSACTION) {
                    long first = 1 + done % rows;
                    statement.execute("update " + table + " set logins = logins + 1 where id between " + first + " and " + (first + Math.min(TRANSACTION, from + count - done) - 1));
                }
                statement.execute("set synchronous_commit = on; create table if not exists flushed (); drop table flushed"); // what others committed is in the log with it
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
