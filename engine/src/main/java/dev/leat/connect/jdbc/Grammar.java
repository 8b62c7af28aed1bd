package dev.leat.connect.jdbc;

import dev.leat.model.EntityName;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;

/** How one database is written to, where databases differ. Goes to executors. */
public interface Grammar extends Serializable {
    /** The live table of exactly this name; empty when there is none. */
    Optional<Target> target(Connection connection, EntityName entity) throws SQLException;

    /** Where a table of this name would be made: {@link Target#schema()} and {@link Target#sql()} of it, without fields. */
    Target place(Connection connection, EntityName entity) throws SQLException;

    /** What makes the schema of a new table, where it does not exist and can be made. */
    List<String> schemaOf(Connection connection, EntityName entity) throws SQLException;

    String quoted(String name);

    /** Longest name in bytes. */
    int longestName();

    /** The type of a column that holds every value of this one; empty when there is none. */
    Optional<String> type(DataType type);

    /** The same for a column of a key, in which long texts may not be possible. */
    Optional<String> keyType(DataType type);

    /** Whether values of this type are kept as JSON text. */
    default boolean asJson(DataType type) {
        return Sent.nested(type);
    }

    /** A statement that describes a column of a table that was just made. */
    Optional<String> comment(String table, String column, String type, String text);

    /** What begins the statement that makes a staging table. */
    String createStage();

    /** Behind its columns: indexes or storage. */
    String stageEnd();

    /** What brings staged rows into the table. */
    Statements statements(Target target, Plan plan, String stage);

    /** Fills a staging table on a connection of its own; for tasks. */
    Filler filler(Connection connection, String stage, Plan plan) throws SQLException;

    /** Straight into the table, where this database has a way that is faster and the table can only take natural types; else empty. */
    default Optional<Direct> direct(Connection connection, Target target, Plan plan) throws SQLException {
        return Optional.empty();
    }

    /**
     * Into a staging table of this connection, which is made here and gone with the transaction, where this database has such tables and this user may make them; else empty.
     *
     * @param columns of the table, with their types
     */
    default Optional<Direct> ownStage(Connection connection, String stage, String columns, Plan plan) throws SQLException {
        return Optional.empty();
    }

    /** As {@link dev.leat.connect.Destination#keepsVersions}. */
    default boolean keepsVersions() {
        return false;
    }

    /** How a table takes the place of another in one step; empty where this database has none. */
    default Optional<Renaming> renaming() {
        return Optional.empty();
    }

    /** Rows of a table, read on one connection when they are evaluated; each column as the type it has in the target. {@link dev.leat.connect.Reading#UNREADABLE} is last. */
    Dataset<Row> rows(SparkSession spark, Login login, Connection connection, Target target, List<String> columns) throws SQLException;

    /** At the begin of the transaction that merges. */
    default void beginMerge(Connection connection) throws SQLException {}

    /** Before parts of a staging table are asked for by their version, within the transaction. */
    default void beforeHalving(Connection connection, String stage) throws SQLException {}

    /** Whether the error is about the rows and not about the database. */
    default boolean refuses(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return List.of("21", "22", "23", "44").stream().anyMatch(state::startsWith);
    }

    /** The column that an error names, or empty. */
    default String column(SQLException e) {
        return "";
    }

    /** Tables in the schema of this one whose names begin so, quoted and with the schema. */
    List<String> stages(Connection connection, Target target, String prefix) throws SQLException;
}
