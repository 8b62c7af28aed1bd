package dev.leat.run;

import dev.leat.connect.Site;
import dev.leat.connect.embedded.Server;
import dev.leat.connect.postgres.Postgres;
import dev.leat.model.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The PostgreSQL among the test servers. */
final class TestPostgres {
    private TestPostgres() {}

    static Site<Postgres> site() {
        Server server = TestServers.start("postgres");
        return new Site<>("db", new Postgres(Optional.of(server.address()), server.user(), server.password().map(Secret::new), Optional.empty()), "/",
            new Site.Retries(3, 50, 200));
    }

    static Connection connect() throws SQLException {
        Server server = TestServers.start("postgres");
        return DriverManager.getConnection(server.address(), server.user().orElseThrow(), server.password().orElseThrow());
    }

    static void run(String sql) {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of each row as text. */
    static List<String> texts(String query) {
        try (Connection connection = connect(); Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
