package dev.leat.connect.postgres;

import dev.leat.connect.Finding;
import dev.leat.connect.Site;
import dev.leat.connect.jdbc.Client;
import dev.leat.connect.jdbc.TableDestination;
import dev.leat.model.EntityName;
import dev.leat.model.LeatException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the rights are enough to load tables: SELECT, INSERT, UPDATE and DELETE on one that exists, and CREATE on its schema, where staging tables and {@code _leat_batches} are made;
 * CREATE on the database for a schema that does not exist.
 */
record WritingCheck(Site<Postgres> site) {
    private static final String RIGHTS = """
        WITH home AS (SELECT oid FROM pg_namespace WHERE nspname = ?), named AS (SELECT c.oid FROM pg_class c JOIN home h ON c.relnamespace = h.oid WHERE c.relname = ?)
        SELECT EXISTS (SELECT 1 FROM named), EXISTS (SELECT 1 FROM home), current_user, current_database(),
          coalesce((SELECT string_agg(wanted, ', ') FROM named, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) wanted WHERE NOT has_table_privilege(named.oid, wanted)), ''),
          coalesce((SELECT has_schema_privilege(oid, 'CREATE') AND has_schema_privilege(oid, 'USAGE') FROM home), false), has_database_privilege(current_database(), 'CREATE')""";

    List<Finding> findings(List<EntityName> entities) {
        List<Finding> findings = new ArrayList<>();
        try (Client client = new Client(PostgresConnector.login(site))) {
            for (EntityName entity : entities) {
                findings.add(client.ask(where(entity), "ask for its rights", connection -> {
                    EntityName marks = new EntityName(List.of(PostgresGrammar.schema(connection, entity), TableDestination.BATCHES));
                    Finding others = finding(connection, marks);
                    return others.problem().isPresent() ? others : finding(connection, entity);
                }));
            }
        } catch (LeatException e) {
            e.problems().forEach(problem -> findings.add(new Finding(problem.what(), Optional.of(problem))));
        }
        return findings;
    }

    private Finding finding(Connection connection, EntityName entity) throws SQLException {
        String name = PostgresGrammar.schema(connection, entity);
        String schema = Relation.quoted(name);
        try (PreparedStatement statement = connection.prepareStatement(RIGHTS)) {
            statement.setString(1, name);
            statement.setString(2, entity.last());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                String user = Relation.quoted(row.getString(3));
                if (row.getBoolean(2) && !row.getBoolean(6)) {
                    return Finding.bad(where(entity), "its user may not make tables in the schema " + schema + ", where rows are staged", "GRANT USAGE, CREATE ON SCHEMA " + schema + " TO " + user);
                } else if (!row.getBoolean(2) && !row.getBoolean(7)) {
                    return Finding.bad(where(entity), "the schema " + schema + " does not exist and its user may not make it", "Make it, or GRANT CREATE ON DATABASE " + Relation.quoted(row.getString(4)) + " TO " + user);
                } else if (!row.getString(5).isEmpty()) {
                    return Finding.bad(where(entity), "its user lacks " + row.getString(5), "GRANT " + row.getString(5) + " ON " + schema + "." + Relation.quoted(entity.last()) + " TO " + user);
                }
                return Finding.good("can write " + entity + (row.getBoolean(1) ? "" : ", which is made at the first run"));
            }
        }
    }

    private String where(EntityName entity) {
        return "connections." + site.name() + ": " + entity;
    }
}
