package dev.leat.connect.jdbc;

import java.io.Serializable;
import java.sql.SQLException;

/** Where a task brings its rows. */
public interface Opening extends Serializable {
    Filler open() throws SQLException;
}
