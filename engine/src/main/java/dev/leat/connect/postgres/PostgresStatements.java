package dev.leat.connect.postgres;

import dev.leat.connect.jdbc.Plan;
import dev.leat.connect.jdbc.Statements;
import dev.leat.connect.jdbc.Statements.Part;
import dev.leat.connect.jdbc.Target;
import java.util.List;
import java.util.stream.Collectors;

/** From a staging table into a table, by PostgreSQL's own statements. */
record PostgresStatements(Target target, Plan plan, String stage) {
    private static final String SEQ = Relation.quoted(Target.SEQ);
    private static final String DELETED = Relation.quoted(Target.DELETED);

    Statements all() {
        return new Statements(List.of(plan.append() ? append() : upsert()), deletes(),
            "SELECT count(*) FROM " + stage + " s JOIN " + target.sql() + " t ON " + match() + " WHERE s." + Plan.STAGED_DELETE + " = 1 AND t." + SEQ + " > s." + Plan.STAGED_SEQ);
    }

    private String insert(String alias) {
        return "INSERT INTO " + target.sql() + alias + " (" + list(plan.written()) + ") SELECT " + String.join(", ", plan.values("false")) + " FROM " + stage
            + " s WHERE s." + Plan.STAGED_DELETE + " = 0";
    }

    private Part append() {
        return new Part(insert(""), " ORDER BY s." + Plan.STAGED_SEQ);
    }

    private Part upsert() {
        String set = plan.written().stream().filter(name -> !plan.match().contains(name)).map(Relation::quoted)
            .map(name -> name + " = excluded." + name).collect(Collectors.joining(", "));
        return new Part(insert(" AS t"), " ON CONFLICT (" + list(plan.match()) + ") DO UPDATE SET " + set + " WHERE t." + SEQ + " IS NULL OR t." + SEQ + " <= excluded." + SEQ);
    }

    private Part deletes() {
        String rows = " WHERE s." + Plan.STAGED_DELETE + " = 1 AND " + match() + " AND (t." + SEQ + " IS NULL OR t." + SEQ + " <= s." + Plan.STAGED_SEQ + ")";
        return new Part(plan.soft() ? "UPDATE " + target.sql() + " AS t SET " + DELETED + " = true, " + SEQ + " = s." + Plan.STAGED_SEQ + " FROM " + stage + " s" + rows
            : "DELETE FROM " + target.sql() + " AS t USING " + stage + " s" + rows, "");
    }

    private String match() {
        return plan.append() ? "false" : plan.match().stream().map(name -> "t." + Relation.quoted(name) + " = " + plan.value(name)).collect(Collectors.joining(" AND "));
    }

    private static String list(List<String> names) {
        return names.stream().map(Relation::quoted).collect(Collectors.joining(", "));
    }
}
