package dev.leat.connect.jdbc;

import dev.leat.model.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** How one database renames tables so that one takes the place of another. */
public interface Renaming {
    /** The statement that makes a table with the columns, defaults, indexes and checks of another. */
    String like(String table, String live);

    /** As {@link dev.leat.connect.Succession#hindrances}. */
    List<Problem> hindrances(Connection connection, String where, Target live) throws SQLException;

    /** What goes within one step, in which {@code live} becomes {@code former} and {@code next} becomes {@code live}; places as of {@link Grammar#place}. */
    void rename(Connection connection, Target live, Target next, Target former) throws SQLException;
}
