package dev.leat.connect.jdbc;

import dev.leat.connect.Site;
import dev.leat.model.LeatException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

/** One connection for short questions (schemas, bounds), opened at the first, opened again when it was lost. Not thread-safe. */
public final class Client implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofMinutes(15);

    private final Login login;
    private final Supplier<Connection> opening;
    private Connection connection;

    public Client(Login login) {
        this(login, () -> login.open(SILENCE));
    }

    private Client(Login login, Supplier<Connection> opening) {
        this.login = login;
        this.opening = opening;
    }

    /** One whose questions may also change something. */
    static Client writing(Login login, Limits limits) {
        return new Client(login, () -> login.write(limits));
    }

    /** A question to the database; asked again on another connection if this one fails, so it must be harmless to ask twice. */
    public interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /**
     * @param where entity or connection, for the message
     * @param doing completes "cannot ..."
     */
    public <T> T ask(String where, String doing, Question<T> question) {
        Site.Retries retry = login.site().retry();
        return new Attempts(retry).run(() -> once(where, doing, question));
    }

    private <T> T once(String where, String doing, Question<T> question) {
        try {
            if (connection == null) {
                connection = opening.get();
            }
            return question.ask(connection);
        } catch (SQLException e) {
            close();
            throw SqlFailure.of(where, doing, e);
        } catch (LeatException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                return; // questions may be asked again: nothing is lost with it
            }
        }
    }
}
