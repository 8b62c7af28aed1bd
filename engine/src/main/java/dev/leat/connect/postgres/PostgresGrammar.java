package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.Direct;
import dev.leat.connect.jdbc.Filler;
import dev.leat.connect.jdbc.Grammar;
import dev.leat.connect.jdbc.Login;
import dev.leat.connect.jdbc.Plan;
import dev.leat.connect.jdbc.Renaming;
import dev.leat.connect.jdbc.Rows;
import dev.leat.connect.jdbc.Statements;
import dev.leat.connect.jdbc.Target;
import dev.leat.model.EntityName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** How PostgreSQL is written to: binary COPY, and {@code INSERT ... ON CONFLICT}. */
final class PostgresGrammar implements Grammar {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_NAME = 63;

    @Override
    public Optional<Target> target(Connection connection, EntityName entity) throws SQLException {
        return TargetCatalog.target(connection, entity);
    }

    @Override
    public Target place(Connection connection, EntityName entity) throws SQLException {
        String schema = Relation.quoted(schema(connection, entity)) + ".";
        return new Target(entity, schema, schema + Relation.quoted(entity.last()), List.of(), List.of(), List.of(), true);
    }

    /** Where an entity lies or would be made, not quoted. */
    static String schema(Connection connection, EntityName entity) throws SQLException {
        if (entity.parts().size() > 1) {
            return entity.parts().get(entity.parts().size() - 2);
        }
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("SELECT coalesce(current_schema(), 'public')")) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public List<String> schemaOf(Connection connection, EntityName entity) throws SQLException {
        String schema = schema(connection, entity);
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1 FROM pg_namespace WHERE nspname = ?")) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? List.of() : List.of("CREATE SCHEMA " + Relation.quoted(schema));
            }
        }
    }

    @Override
    public String quoted(String name) {
        return Relation.quoted(name);
    }

    @Override
    public int longestName() {
        return LONGEST_NAME;
    }

    @Override
    public Optional<String> type(DataType type) {
        return Encoders.type(type);
    }

    @Override
    public Optional<String> keyType(DataType type) {
        return Encoders.type(type);
    }

    @Override
    public Optional<String> comment(String table, String column, String type, String text) {
        return Optional.of("COMMENT ON COLUMN " + table + "." + column + " IS '" + text.replace("'", "''").replace("\0", "") + "'");
    }

    @Override
    public String createStage() {
        return "CREATE UNLOGGED TABLE";
    }

    @Override
    public String stageEnd() {
        return ") WITH (autovacuum_enabled = off)";
    }

    @Override
    public Statements statements(Target target, Plan plan, String stage) {
        return plan.history() ? new PostgresHistory(target, plan, stage).all() : new PostgresStatements(target, plan, stage).all();
    }

    @Override
    public Filler filler(Connection connection, String stage, Plan plan) throws SQLException {
        return StageCopy.begin(connection, stage, plan);
    }

    @Override
    public Optional<Direct> direct(Connection connection, Target target, Plan plan) throws SQLException {
        return SharedCopy.begin(connection, target, plan);
    }

    @Override
    public Optional<Direct> ownStage(Connection connection, String stage, String columns, Plan plan) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT has_database_privilege(current_database(), 'TEMPORARY')")) {
                row.next();
                if (!row.getBoolean(1)) {
                    return Optional.empty();
                }
            }
            statement.execute("CREATE TEMPORARY TABLE " + stage + " (" + columns + ") ON COMMIT DROP");
        }
        return Optional.of(SharedCopy.intoStage(connection, stage, plan));
    }

    @Override
    public boolean keepsVersions() {
        return true;
    }

    @Override
    public Optional<Renaming> renaming() {
        return Optional.of(new PostgresRenaming());
    }

    /** So that a constraint speaks of the row that breaks it and not of the whole batch at its end. */
    @Override
    public void beginMerge(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
        }
    }

    @Override
    public void beforeHalving(Connection connection, String stage) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE INDEX ON " + stage + " (" + Plan.STAGED_SEQ + ")");
        }
    }

    /** Beside the classes of ISO also what a trigger raises (P0), and rows that are too long for a page or an index (54000). */
    @Override
    public boolean refuses(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return Grammar.super.refuses(e) || state.startsWith("P0") || state.equals("54000");
    }

    @Override
    public String column(SQLException e) {
        ServerErrorMessage said = e instanceof PSQLException own ? own.getServerErrorMessage() : null;
        return said == null || said.getColumn() == null ? "" : said.getColumn();
    }

    @Override
    public List<String> stages(Connection connection, Target target, String prefix) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
            "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace(?) AND relkind = 'r' AND left(relname, length(?)) = ?")) {
            statement.setString(1, target.schema().substring(0, target.schema().length() - 1));
            statement.setString(2, prefix);
            statement.setString(3, prefix);
            List<String> names = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(target.schema() + Relation.quoted(rows.getString(1)));
                }
            }
            return names;
        }
    }

    @Override
    public Dataset<Row> rows(SparkSession spark, Login login, Connection connection, Target target, List<String> columns) throws SQLException {
        Relation relation = Catalog.relation(connection, target.entity()).orElseThrow();
        List<Relation.Field> fields = columns.stream().map(name -> relation.fields().stream().filter(field -> field.column().name().equals(name)).findFirst().orElseThrow()).toList();
        StructType schema = Rows.schema(columns.stream().map(name -> target.field(name).orElseThrow().column()).toList());
        return Rows.dataset(spark, schema, List.of(CopyPart.of(login, login.where() + ": " + target.entity(), Optional.empty(), "SELECT " + Relation.selection(fields) + " FROM " + relation.sql(), schema, fields)));
    }
}
