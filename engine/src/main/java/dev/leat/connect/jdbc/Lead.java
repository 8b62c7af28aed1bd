package dev.leat.connect.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** The connection on which a batch is decided. It makes way while tasks need all that are allowed. */
final class Lead implements AutoCloseable {
    private final Login login;
    private final Limits limits;
    private Connection connection;

    Lead(Login login, Limits limits) {
        this.login = login;
        this.limits = limits;
    }

    Login login() {
        return login;
    }

    Limits limits() {
        return limits;
    }

    Connection connection() {
        if (connection == null) {
            connection = login.write(limits);
        }
        return connection;
    }

    /** Before tasks open theirs. */
    void makeWay() {
        if (limits.connections() == 1) {
            close();
        }
    }

    /** What has not been committed is given up. */
    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                return; // what was committed is committed; the rest comes again
            }
        }
    }
}
