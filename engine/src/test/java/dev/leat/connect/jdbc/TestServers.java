package dev.leat.connect.jdbc;

import dev.leat.connect.Site;
import dev.leat.connect.embedded.EmbeddedServers;
import dev.leat.connect.embedded.Keep;
import dev.leat.connect.embedded.Server;
import dev.leat.model.Secret;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Real servers for all tests of one JVM, each test class with a database of its own. */
public final class TestServers {
    public static final Site.Retries RETRIES = new Site.Retries(2, 50, 100);
    private static final EmbeddedServers SERVERS = EmbeddedServers.at(Path.of("target", "sql-servers-" + ProcessHandle.current().pid())).endWithThisProcess();

    private TestServers() {}

    public static Server start(String name, String type) {
        return SERVERS.start(name, type, Optional.empty(), Keep.whileOwner(ProcessHandle.current().pid()));
    }

    /** A new database of the server that all tests share. */
    public static Database postgres(String name) {
        Server server = start("postgres", "postgres");
        Database first = new Database(server.address(), server.user().orElseThrow(), server.password().orElseThrow());
        first.run("DROP DATABASE IF EXISTS " + name, "CREATE DATABASE " + name);
        return new Database(server.address().replaceAll("/leat$", "/" + name), first.user, first.password);
    }

    public static Database mariadb(String name) {
        Server server = start("mariadb", "mariadb");
        Database first = new Database(server.address(), server.user().orElseThrow(), server.password().orElseThrow());
        first.run("DROP DATABASE IF EXISTS " + name, "CREATE DATABASE " + name);
        return new Database(server.address().replaceAll("/leat$", "/" + name), first.user, first.password);
    }

    /** A database and how to log in. */
    public record Database(String url, String user, String password) {
        public Site<Jdbc> site() {
            return new Site<>("shop", new Jdbc(url, Optional.of(user), Optional.of(new Secret(password)), Optional.empty()), ".", RETRIES);
        }

        public Connection connect() {
            try {
                return DriverManager.getConnection(url, user, password);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        public void run(String... commands) {
            try (Connection connection = connect(); Statement statement = connection.createStatement()) {
                for (String command : commands) {
                    statement.execute(command);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Each row by its columns, without nulls and Leat's own. */
        public List<Map<String, String>> rows(String query) {
            try (Connection connection = connect(); Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
                List<Map<String, String>> found = new ArrayList<>();
                while (rows.next()) {
                    Map<String, String> row = new TreeMap<>();
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        String name = rows.getMetaData().getColumnName(i);
                        if (rows.getString(i) != null && !name.startsWith("_leat_")) {
                            row.put(name, rows.getString(i));
                        }
                    }
                    found.add(row);
                }
                return found;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        public String ask(String query) {
            try (Connection connection = connect(); Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
                row.next();
                return row.getString(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
