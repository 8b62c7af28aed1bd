package dev.leat.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.embedded.Server;
import dev.leat.model.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long a change is on its way from its commit in PostgreSQL until Elasticsearch finds it, at a hundred changes a second. */
final class Live implements Benchmark {
    private static final int ROWS = 10_000;
    private static final int PER_SECOND = 100;
    private static final int WARM_SECONDS = 30;
    private static final int SECONDS = 60;
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public String name() {
        return "live";
    }

    @Override
    public List<Figure> measure(Ground ground) {
        Path folder = ground.folder("live");
        String index = scene(ground, folder, "live", ROWS, "capture: {incremental: updated_at}");
        Delays delays = new Delays();
        try (Followed flow = new Followed(ground.shell().home(), folder, "F")) {
            filled(flow, index, ROWS);
            changes(ground, flow, "live", index, delays, 0, WARM_SECONDS * PER_SECOND);
            delays.forget();
            changes(ground, flow, "live", index, delays, WARM_SECONDS * PER_SECOND, SECONDS * PER_SECOND);
            ground.note("live: " + delays);
        }
        Ground.remove(folder);
        return List.of(Figure.delay("PostgreSQL to Elasticsearch, " + PER_SECOND + " changes/s", delays, 5, 2));
    }

    /** A table that is followed into an index of the same name. @param capture as the pipeline says it @return the index's address */
    static String scene(Ground ground, Path folder, String table, int rows, String capture) {
        ground.sql(List.of("create table " + table + " (id int primary key, n bigint not null, name text, updated_at timestamptz default clock_timestamp())",
            "create index on " + table + " (updated_at)", "insert into " + table + " select i, 0, 'name ' || i from generate_series(0, " + (rows - 1) + ") i"));
        Map<String, String> fields = new LinkedHashMap<>(Map.of("id", "id", "n", "n", "name", "upper(name)"));
        Scene.in(folder, ground.postgres(), Scene.elasticsearch(ground.elasticsearch())).pipeline("P", table, table, capture, fields).every("0s").approved();
        return ground.elasticsearch().address() + "/" + table + "/";
    }

    static void filled(Followed flow, String index, int rows) {
        while (number(call(index + "_count").path("count")) < rows) {
            flow.alive();
            pause(200);
        }
    }

    private static void changes(Ground ground, Followed flow, String table, String index, Delays delays, long from, long count) {
        Thread looks = new Thread(() -> look(index, delays, from, from + count), "leat-bench-look");
        looks.setDaemon(true);
        looks.start();
        Server server = ground.postgres();
        try (Connection connection = DriverManager.getConnection(server.address(), server.user().orElseThrow(), server.password().orElseThrow());
             PreparedStatement change = connection.prepareStatement("update " + table + " set n = ?, updated_at = clock_timestamp() where id = ?")) {
            long begun = System.nanoTime();
            for (long n = from + 1; n <= from + count; n++) {
                change.setLong(1, n);
                change.setInt(2, (int) (n % ROWS));
                change.executeUpdate();
                delays.committed(n);
                pause((begun + (n - from) * 1_000_000_000L / PER_SECOND - System.nanoTime()) / 1_000_000);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        long patience = System.nanoTime() + 30_000_000_000L;
        while (delays.underway() > 0 && System.nanoTime() < patience) {
            flow.alive();
            pause(100);
        }
    }

    private static void look(String index, Delays delays, long first, long last) {
        long highest = first;
        while (highest < last) {
            for (JsonNode hit : call(index + "_search?size=2000&sort=n&_source=n&q=n:%3E" + Math.max(0, highest - 500)).path("hits").path("hits")) {
                long n = number(hit.path("_source").path("n"));
                delays.seen(n);
                highest = Math.max(highest, n);
            }
            pause(50);
        }
    }

    private static long number(JsonNode node) {
        return node.asLong();
    }

    static JsonNode call(String address) {
        try {
            return Yaml.json().readTree(HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(Math.max(0, millis));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
