package dev.leat.connect.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.util.PSQLException;

/** Runs a seed: all its statements in one transaction. */
final class SqlSeed {

    private SqlSeed() {}

    /** @throws ServerException with file, line and column of the statement that failed */
    static void run(Path file, String sql, Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (SqlScript.Part part : SqlScript.parts(sql)) {
                try {
                    statement.execute(part.sql());
                } catch (SQLException e) {
                    int at = part.offset() + position(e, part);
                    int line = (int) sql.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
                    int column = at - sql.lastIndexOf('\n', at - 1);
                    throw ServerException.workspace(file + ":" + line + ":" + column + ": " + e.getMessage().replaceAll("\\s*\\n\\s*", " ")
                            + ". Correct the seed; nothing of it was kept.", e);
                }
            }
        }
        connection.commit();
    }

    /** Within the statement, in chars; the server counts characters from 1 and says 0 when it does not know. */
    private static int position(SQLException e, SqlScript.Part part) {
        int position = e instanceof PSQLException p && p.getServerErrorMessage() != null ? p.getServerErrorMessage().getPosition() : 0;
        return position < 1 || position > part.sql().codePointCount(0, part.sql().length()) ? 0 : part.sql().offsetByCodePoints(0, position - 1);
    }
}
