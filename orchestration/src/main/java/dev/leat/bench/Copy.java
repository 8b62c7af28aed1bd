package dev.leat.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** What psql does with {@code \copy}: text that the server itself has written, on one connection. */
record Copy(String url, String user, String password) {
    private static final int PIECE = 64 << 10;

    void run(String... commands) {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param rows a table, or a query in brackets */
    void out(String rows, Path file) {
        try (Connection connection = connect(); OutputStream out = Files.newOutputStream(file)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY " + rows + " TO STDOUT", out);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void in(String table, Path file) {
        try (Connection connection = connect()) {
            in(connection, table, file);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The way in which rows are upserted by hand: a temporary table, then one statement. */
    void upsert(String table, String columns, String set, Path file) {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("CREATE TEMPORARY TABLE changed ON COMMIT DROP AS SELECT " + columns + " FROM " + table + " LIMIT 0");
            in(connection, "changed (" + columns + ")", file);
            statement.execute("INSERT INTO " + table + " (" + columns + ") SELECT " + columns + " FROM changed ON CONFLICT (id) DO UPDATE SET " + set);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void in(Connection connection, String table, Path file) throws SQLException {
        try (InputStream from = Files.newInputStream(file)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + table + " FROM STDIN", from, PIECE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
