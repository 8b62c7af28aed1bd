package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.Renaming;
import dev.leat.connect.jdbc.Target;
import dev.leat.model.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tables of PostgreSQL change names in one transaction, with the names of their indexes. Owner, grants and comment go over to the next table, and views that read the live one read the next one:
 * they know tables by their number, not by their name.
 */
record PostgresRenaming() implements Renaming {
    /** Who waits for the lock makes all readers wait that come later. */
    private static final String PATIENCE = "SET LOCAL lock_timeout = '3s'";
    private static final Map<String, String> HINDRANCES = Map.of(
        "a foreign key of %s points to it", "SELECT DISTINCT conrelid::regclass::text FROM pg_constraint WHERE contype = 'f' AND confrelid = ?::regclass AND conrelid <> ?::regclass ORDER BY 1",
        "it has the foreign key %s", "SELECT conname::text FROM pg_constraint WHERE contype = 'f' AND conrelid = ?::regclass AND conparentid = 0 AND ?::regclass IS NOT NULL ORDER BY 1",
        "it has the trigger %s", "SELECT tgname::text FROM pg_trigger WHERE tgrelid = ?::regclass AND NOT tgisinternal AND ?::regclass IS NOT NULL ORDER BY 1",
        "it has the policy %s", "SELECT polname::text FROM pg_policy WHERE polrelid = ?::regclass AND ?::regclass IS NOT NULL ORDER BY 1",
        "the materialized view %s reads it", "SELECT DISTINCT c.oid::regclass::text FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid JOIN pg_class c ON c.oid = r.ev_class WHERE d.classid = 'pg_rewrite'::regclass "
            + "AND d.refobjid = ?::regclass AND c.relkind = 'm' AND ?::regclass IS NOT NULL ORDER BY 1",
        "it has partitions or children, as %s", "SELECT inhrelid::regclass::text FROM pg_inherits WHERE ?::regclass IN (inhparent, inhrelid) AND ?::regclass IS NOT NULL ORDER BY 1",
        "the publication %s names it", "SELECT p.pubname::text FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid WHERE r.prrelid = ?::regclass AND ?::regclass IS NOT NULL ORDER BY 1");
    private static final String VIEWS = """
        SELECT DISTINCT c.oid::regclass::text, pg_get_viewdef(c.oid), coalesce(array_to_string(c.reloptions, ', '), '') FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid JOIN pg_class c ON c.oid = r.ev_class
        WHERE d.classid = 'pg_rewrite'::regclass AND d.refobjid = ?::regclass AND c.relkind = 'v'""";
    private static final String GRANTS = """
        SELECT 'GRANT ' || a.privilege_type || ' ON ' || ? || ' TO ' || CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END || CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
        FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid = ?::regclass AND a.grantee <> c.relowner
        UNION ALL
        SELECT 'GRANT ' || a.privilege_type || ' (' || quote_ident(t.attname) || ') ON ' || ? || ' TO ' || CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END
          || CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
        FROM pg_attribute t, aclexplode(t.attacl) a WHERE t.attrelid = ?::regclass AND NOT t.attisdropped
          AND EXISTS (SELECT 1 FROM pg_attribute n WHERE n.attrelid = ?::regclass AND n.attname = t.attname AND NOT n.attisdropped)""";
    private static final String TAKEN_OVER = """
        SELECT 'ALTER TABLE ' || ? || ' OWNER TO ' || quote_ident(pg_get_userbyid(l.relowner)) FROM pg_class l, pg_class n WHERE l.oid = ?::regclass AND n.oid = ?::regclass AND l.relowner <> n.relowner
        UNION ALL
        SELECT 'COMMENT ON TABLE ' || ? || ' IS ' || quote_literal(obj_description(?::regclass, 'pg_class')) WHERE obj_description(?::regclass, 'pg_class') IS NOT NULL""";
    /** Indexes of both that are the same but for their names. */
    private static final String INDEXES = """
        WITH named AS (SELECT x.indrelid, c.relname, x.indisprimary, row_number() OVER (PARTITION BY x.indrelid, x.indisprimary, d.def ORDER BY c.relname) AS place, d.def
          FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid CROSS JOIN LATERAL (SELECT regexp_replace(pg_get_indexdef(x.indexrelid), '^CREATE (UNIQUE )?INDEX .* USING', '\\1USING') AS def) d)
        SELECT quote_ident(n.nspname) || '.', quote_ident(l.relname), quote_ident(s.relname) FROM named l JOIN named s USING (indisprimary, def, place) JOIN pg_class t ON t.oid = l.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
        WHERE l.indrelid = ?::regclass AND s.indrelid = ?::regclass""";

    private record Index(String schema, String live, String next) {}

    private record View(String name, String query, String options) {}

    @Override
    public String like(String table, String live) {
        return "CREATE TABLE " + table + " (LIKE " + live + " INCLUDING ALL)";
    }

    @Override
    public List<Problem> hindrances(Connection connection, String where, Target live) throws SQLException {
        List<Problem> problems = new ArrayList<>();
        for (Map.Entry<String, String> hindrance : HINDRANCES.entrySet()) {
            for (String name : texts(connection, hindrance.getValue(), live.sql(), live.sql())) {
                problems.add(new Problem(where, String.format(hindrance.getKey(), name) + ", which would go on with the former table", "Drop it and make it again after the swap, or use leat state rewind instead of a rebuild"));
            }
        }
        return problems;
    }

    @Override
    public void rename(Connection connection, Target live, Target next, Target former) throws SQLException {
        execute(connection, PATIENCE);
        execute(connection, "LOCK TABLE " + live.sql() + ", " + next.sql() + " IN ACCESS EXCLUSIVE MODE");
        List<View> views = views(connection, live);
        for (String command : texts(connection, GRANTS, next.sql(), live.sql(), next.sql(), live.sql(), next.sql())) {
            execute(connection, command);
        }
        for (String command : texts(connection, TAKEN_OVER, next.sql(), live.sql(), next.sql(), next.sql(), live.sql(), live.sql())) {
            execute(connection, command);
        }
        for (Index index : indexes(connection, live, next)) {
            exchange(connection, index);
        }
        execute(connection, "ALTER TABLE " + live.sql() + " RENAME TO " + Relation.quoted(former.entity().last()));
        execute(connection, "ALTER TABLE " + next.sql() + " RENAME TO " + Relation.quoted(live.entity().last()));
        for (View view : views) {
            execute(connection, "CREATE OR REPLACE VIEW " + view.name() + (view.options().isEmpty() ? "" : " WITH (" + view.options() + ")") + " AS " + view.query());
        }
    }

    private static void exchange(Connection connection, Index index) throws SQLException {
        String between = Relation.quoted("_leat_swap_" + Integer.toHexString(index.hashCode()));
        execute(connection, "ALTER INDEX " + index.schema() + index.live() + " RENAME TO " + between);
        execute(connection, "ALTER INDEX " + index.schema() + index.next() + " RENAME TO " + index.live());
        execute(connection, "ALTER INDEX " + index.schema() + between + " RENAME TO " + index.next());
    }

    private static List<Index> indexes(Connection connection, Target live, Target next) throws SQLException {
        List<Index> indexes = new ArrayList<>();
        try (PreparedStatement statement = prepared(connection, INDEXES, live.sql(), next.sql()); ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                indexes.add(new Index(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        return indexes;
    }

    private static List<View> views(Connection connection, Target live) throws SQLException {
        List<View> views = new ArrayList<>();
        try (PreparedStatement statement = prepared(connection, VIEWS, live.sql()); ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                views.add(new View(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        return views;
    }

    private static List<String> texts(Connection connection, String query, String... parameters) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement statement = prepared(connection, query, parameters); ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static PreparedStatement prepared(Connection connection, String query, String... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(query);
        for (int i = 0; i < parameters.length; i++) {
            statement.setString(i + 1, parameters[i]);
        }
        return statement;
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
