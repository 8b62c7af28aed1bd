package dev.leat.connect.postgres;

import dev.leat.connect.Finding;
import dev.leat.connect.Site;
import dev.leat.connect.jdbc.Client;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What doctor asks a server. */
record PostgresCheck(Site<Postgres> site) {
    private static final String FACTS = "SELECT current_setting('server_version'), current_user, current_database(), current_setting('wal_level'), current_setting('server_version_num')::int";
    private static final int OLDEST = 120_000;
    private static final int PARALLEL = 140_000;

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        try (Client client = new Client(PostgresConnector.login(site))) {
            findings.addAll(client.ask(where(), "ask for its version", this::facts));
            int readable = client.ask(where(), "list its tables", Catalog::entities).size();
            findings.add(readable > 0 || client.ask(where(), "ask for its rights", PostgresCheck::mayMakeTables) ? Finding.good("can read " + readable + " tables and views")
                : Finding.bad(where(), "its user can read no table", "Grant it USAGE on a schema and SELECT on its tables"));
        } catch (LeatException e) {
            e.problems().forEach(problem -> findings.add(new Finding(problem.what(), Optional.of(problem))));
        }
        return findings;
    }

    /** A warehouse may be empty still. */
    private static boolean mayMakeTables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("SELECT coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private List<Finding> facts(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(FACTS)) {
            row.next();
            int version = row.getInt(5);
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.good("connects to PostgreSQL " + row.getString(1) + " as " + row.getString(2) + " to " + row.getString(3)));
            if (version < OLDEST) {
                findings.add(new Finding("version " + row.getString(1), Optional.of(new Problem(where(), "version " + row.getString(1) + " is older than 12", "Use a newer server"))));
            } else if (version < PARALLEL) {
                findings.add(Finding.good("before version 14 a table is read on one connection"));
            }
            findings.add(Finding.good("wal_level is " + row.getString(4) + ("logical".equals(row.getString(4)) ? "" : " (change capture needs logical)")));
            return findings;
        }
    }

    private String where() {
        return "connections." + site.name();
    }
}
