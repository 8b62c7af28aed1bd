package dev.leat.connect.jdbc;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

/**
 * What a database's error means here. The classes of SQLSTATE are those of ISO 9075-2 and, for 57P, 53 and 58, of PostgreSQL's appendix A: what
 * the user wrote or may do is WORKSPACE, all else (connection, resources, shutdown, timeouts, deadlock) is SYSTEM.
 */
public final class SqlFailure {
    private static final Set<String> WORKSPACE = Set.of("0A", "22", "26", "28", "2F", "3D", "3F", "42", "44");

    private SqlFailure() {}

    /** @param where connection or entity; {@code doing} completes "cannot ..." */
    public static LeatException of(String where, String doing, SQLException e) {
        String what = "cannot " + doing + ": " + said(e);
        return new LeatException(kind(e), where, what, fix(e), e);
    }

    static Kind kind(SQLException e) {
        if (e instanceof SQLTransientException || e instanceof SQLRecoverableException) {
            return Kind.SYSTEM;
        }
        if (e instanceof SQLInvalidAuthorizationSpecException) {
            return Kind.WORKSPACE;
        }
        String state = e.getSQLState();
        return state != null && state.length() >= 2 && WORKSPACE.contains(state.substring(0, 2)) ? Kind.WORKSPACE : Kind.SYSTEM;
    }

    private static String fix(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.startsWith("28")) {
            return "Correct user and password of the connection";
        } else if (state.startsWith("3D")) {
            return "Correct the database's name in the connection's url";
        } else if (state.equals("42501")) {
            return "Grant the missing right to the connection's user";
        } else if (kind(e) == Kind.WORKSPACE) {
            return "Correct the connection, the entity or its rights";
        }
        return state.startsWith("53") ? "Try again, or allow the server more connections"
            : "Check that the server runs and can be reached at the connection's url, then try again";
    }

    private static String said(SQLException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage().strip();
        int line = message.indexOf('\n');
        String first = line < 0 ? message : message.substring(0, line);
        return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    }
}
