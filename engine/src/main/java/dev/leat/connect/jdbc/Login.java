package dev.leat.connect.jdbc;

import dev.leat.connect.Site;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Secret;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Opens connections to one database, on the driver and on executors; the password is resolved there. */
public record Login(Site<Jdbc> site) implements Serializable {

    public String where() {
        return "connections." + site.name();
    }

    /**
     * A read-only connection whose session speaks UTC, tried again as the site says.
     *
     * @param silence how long the server may send nothing during a request before the connection counts as lost
     * @throws LeatException of kind SYSTEM when it cannot be reached, WORKSPACE when it refuses the credentials or there is no driver
     */
    public Connection open(Duration silence) {
        return open(silence, Map.of());
    }

    /** @param more properties for the driver */
    public Connection open(Duration silence, Map<String, String> more) {
        return new Attempts(site.retry()).run(() -> once(silence, Optional.empty(), more));
    }

    /**
     * A connection that may write, in its own transactions. It gives up waiting for a lock and ends a statement when the limits say so.
     *
     * @throws LeatException as {@link #open}
     */
    public Connection write(Limits limits) {
        return new Attempts(site.retry()).run(() -> once(limits.silence(), Optional.of(limits), Map.of()));
    }

    private Connection once(Duration silence, Optional<Limits> writing, Map<String, String> more) {
        Jdbc settings = site.settings();
        Dialect dialect = Dialect.of(settings.url());
        Properties properties = new Properties();
        properties.putAll(dialect.properties());
        properties.putAll(more);
        settings.user().ifPresent(user -> properties.put("user", user));
        settings.password().map(Secret::reveal).ifPresent(password -> properties.put("password", password));
        try {
            Connection connection = Drivers.of(site).connect(settings.url(), properties);
            if (connection == null) {
                throw new LeatException(Kind.WORKSPACE, where(), "the driver does not take this url", "Correct it as the driver's documentation says");
            }
            List<String> session = new ArrayList<>(dialect.session());
            writing.ifPresent(limits -> session.addAll(Dialect.limits(settings.url(), limits)));
            return prepared(connection, session, silence, writing.isEmpty());
        } catch (SQLException e) {
            throw SqlFailure.of(where(), "connect", e);
        }
    }

    private static Connection prepared(Connection connection, List<String> session, Duration silence, boolean reading) throws SQLException {
        try {
            timeout(connection, silence);
            connection.setReadOnly(reading);
            try (Statement statement = connection.createStatement()) {
                for (String command : session) {
                    statement.execute(command);
                }
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void timeout(Connection connection, Duration silence) throws SQLException {
        try {
            connection.setNetworkTimeout(Runnable::run, (int) silence.toMillis());
        } catch (SQLFeatureNotSupportedException e) {
            return; // the driver's own default then
        }
    }
}
