package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.Plan;
import dev.leat.connect.jdbc.Statements;
import dev.leat.connect.jdbc.Statements.Part;
import dev.leat.connect.jdbc.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Versions from a staging table into a table that keeps each as a row (slowly changing dimension, type 2). They are in the order of {@code _leat_seq} whenever they come: a late one takes
 * its place, and the ends of all versions of its key are worked out again. A version ends where the next begins, where a delete in between is, or where it ended already; one that comes late
 * behind a version that a delete had ended ends there too.
 */
record PostgresHistory(Target target, Plan plan, String stage) {
    private static final String SEQ = Relation.quoted(Target.SEQ);
    private static final String FROM = Relation.quoted(Target.FROM);
    private static final String TO = Relation.quoted(Target.TO);
    private static final String CURRENT = Relation.quoted(Target.CURRENT);

    Statements all() {
        return new Statements(List.of(versions()), Optional.empty(), "SELECT 0", List.of(ends()));
    }

    private Part versions() {
        String columns = plan.written().stream().map(Relation::quoted).collect(Collectors.joining(", "));
        String set = plan.written().stream().filter(name -> !plan.match().contains(name)).map(Relation::quoted).map(name -> name + " = excluded." + name).collect(Collectors.joining(", "));
        return new Part("INSERT INTO " + target.sql() + " AS t (" + columns + ", " + FROM + ", " + CURRENT + ") SELECT " + String.join(", ", plan.values("false")) + ", s." + Plan.STAGED_AT
            + ", false FROM " + stage + " s WHERE s." + Plan.STAGED_DELETE + " = 0", " ON CONFLICT (" + keys("") + ", " + SEQ + ") DO UPDATE SET " + set + ", " + FROM + " = excluded." + FROM);
    }

    private Part ends() {
        return new Part("WITH staged AS (SELECT " + plan.match().stream().map(name -> plan.value(name) + " AS " + Relation.quoted(name)).collect(Collectors.joining(", ")) + ", s." + Plan.STAGED_SEQ + " AS _leat_nr, s."
            + Plan.STAGED_AT + " AS _leat_at, s." + Plan.STAGED_DELETE + " = 1 AS _leat_gone FROM " + stage + " s WHERE true",
            "), chain AS (SELECT " + keys("t.") + ", t." + SEQ + " AS _leat_nr, t." + FROM + " AS _leat_since, t." + TO + " AS _leat_until, lead(t." + SEQ + ") OVER w AS _leat_next, lead(t." + FROM
            + ") OVER w AS _leat_next_since, max(t." + TO + ") OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS _leat_before FROM " + target.sql() + " t WHERE (" + keys("t.") + ") IN (SELECT " + keys("") + " FROM staged) WINDOW w AS (PARTITION BY "
            + keys("t.") + " ORDER BY t." + SEQ + ")), ends AS (SELECT " + keys("c.") + ", c._leat_nr, least(c._leat_next_since, c._leat_until, CASE WHEN c._leat_before > c._leat_since THEN c._leat_before END, (SELECT min(d._leat_at) FROM staged d WHERE d._leat_gone AND "
            + same("d.", "c.") + " AND d._leat_nr > c._leat_nr AND (c._leat_next IS NULL OR d._leat_nr < c._leat_next))) AS _leat_until FROM chain c) UPDATE " + target.sql() + " AS t SET " + TO + " = e._leat_until, " + CURRENT
            + " = e._leat_until IS NULL FROM ends e WHERE " + same("t.", "e.") + " AND t." + SEQ + " = e._leat_nr AND (t." + TO + " IS DISTINCT FROM e._leat_until OR t." + CURRENT + " IS DISTINCT FROM (e._leat_until IS NULL))");
    }

    private String keys(String of) {
        return plan.match().stream().map(name -> of + Relation.quoted(name)).collect(Collectors.joining(", "));
    }

    private String same(String one, String other) {
        return plan.match().stream().map(name -> one + Relation.quoted(name) + " = " + other + Relation.quoted(name)).collect(Collectors.joining(" AND "));
    }
}
