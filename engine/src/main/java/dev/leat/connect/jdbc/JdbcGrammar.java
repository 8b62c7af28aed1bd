package dev.leat.connect.jdbc;

import dev.leat.model.EntityName;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** How any database with a driver is written to: batched inserts into a staging table, then UPDATE and INSERT. MySQL's family in its own words, others in those of ISO 9075. */
record JdbcGrammar(String url) implements Grammar {
    private static final int LONGEST_NAME = 63;

    private boolean mySql() {
        return Dialect.isMySql(url);
    }

    @Override
    public Optional<Target> target(Connection connection, EntityName entity) throws SQLException {
        Optional<Table> table = new Tables(mySql()).table(connection, entity);
        return table.isEmpty() ? Optional.empty() : Optional.of(new JdbcTarget(connection, mySql(), place(connection, entity), table.get()).target());
    }

    @Override
    public Target place(Connection connection, EntityName entity) throws SQLException {
        String home = Home.of(connection, mySql(), entity).name();
        String schema = home == null ? "" : quoted(home) + ".";
        return new Target(entity, schema, schema + quoted(entity.last()), List.of(), List.of(), List.of(), false);
    }

    /** A database or schema is not made: that needs more rights than a load should have. */
    @Override
    public List<String> schemaOf(Connection connection, EntityName entity) {
        return List.of();
    }

    @Override
    public String quoted(String name) {
        String quote = mySql() ? "`" : "\"";
        return quote + name.replace(quote, quote + quote) + quote;
    }

    @Override
    public int longestName() {
        return LONGEST_NAME;
    }

    @Override
    public Optional<String> type(DataType type) {
        return JdbcColumns.of(url).type(type);
    }

    @Override
    public Optional<String> keyType(DataType type) {
        return JdbcColumns.of(url).keyType(type);
    }

    /** No two databases agree how. */
    @Override
    public Optional<String> comment(String table, String column, String type, String text) {
        return Optional.empty();
    }

    @Override
    public boolean asJson(DataType type) {
        return type instanceof ArrayType || Grammar.super.asJson(type);
    }

    @Override
    public String createStage() {
        return "CREATE TABLE";
    }

    @Override
    public String stageEnd() {
        return ", PRIMARY KEY (" + Plan.STAGED_SEQ + "))";
    }

    @Override
    public Statements statements(Target target, Plan plan, String stage) {
        return new JdbcStatements(this, target, plan, stage, mySql()).all();
    }

    @Override
    public Optional<Renaming> renaming() {
        return mySql() ? Optional.of(new MySqlRenaming()) : Optional.empty();
    }

    @Override
    public Filler filler(Connection connection, String stage, Plan plan) throws SQLException {
        return new InsertRows(connection, this, stage, plan);
    }

    @Override
    public List<String> stages(Connection connection, Target target, String prefix) throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        Home home = Home.of(connection, mySql(), target.entity());
        List<String> names = new ArrayList<>();
        try (ResultSet rows = metadata.getTables(home.catalog(), Tables.pattern(metadata, home.schema()), Tables.pattern(metadata, prefix) + "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (rows.next()) {
                names.add(target.schema() + quoted(rows.getString("TABLE_NAME")));
            }
        }
        return names;
    }

    /** Where an entity lies: in a catalogue of MySQL's family, in a schema of others. */
    record Home(String catalog, String schema) {
        static Home of(Connection connection, boolean mySql, EntityName entity) throws SQLException {
            List<String> parts = entity.parts();
            String before = parts.size() > 1 ? parts.get(parts.size() - 2) : null;
            return mySql ? new Home(before == null ? connection.getCatalog() : before, null)
                : new Home(connection.getCatalog(), before == null ? connection.getSchema() : before);
        }

        String name() {
            return schema == null ? catalog : schema;
        }
    }

    @Override
    public Dataset<Row> rows(SparkSession spark, Login login, Connection connection, Target target, List<String> columns) throws SQLException {
        Table table = new Tables(mySql()).table(connection, target.entity()).orElseThrow();
        String where = login.where() + ": " + target.entity();
        StructType schema = Rows.schema(columns.stream().map(name -> target.field(name).orElseThrow().column()).toList());
        ColumnReader[] readers = columns.stream().map(name -> table.field(where, name).type().reader()).toArray(ColumnReader[]::new);
        String query = "SELECT " + columns.stream().map(this::quoted).collect(Collectors.joining(", ")) + " FROM " + target.sql() + " WHERE ";
        return Rows.dataset(spark, schema, List.of(new QueryPart(login, where, query, JdbcMarks.Condition.NONE, schema, readers)));
    }
}
