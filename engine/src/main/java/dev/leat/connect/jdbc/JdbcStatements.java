package dev.leat.connect.jdbc;

import dev.leat.connect.jdbc.Statements.Part;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * From a staging table into a table without the words of one database: what is there is updated, what is not is inserted. MySQL's family takes a join where ISO 9075 has correlated
 * sub-queries; its {@code ON DUPLICATE KEY} would take a row for another when they are equal in any unique index, and so is not used.
 */
record JdbcStatements(JdbcGrammar grammar, Target target, Plan plan, String stage, boolean mySql) {

    Statements all() {
        String table = target.sql();
        String seq = table + "." + grammar.quoted(Target.SEQ);
        return new Statements(plan.append() ? List.of(new Part(insert(), " ORDER BY s." + Plan.STAGED_SEQ)) : List.of(update(), new Part(insert(),
            " AND NOT EXISTS (SELECT 1 FROM " + table + " WHERE " + match() + ")")), plan.soft() ? soft() : deletes(),
            "SELECT count(*) FROM " + stage + " s JOIN " + table + " ON " + match() + " WHERE s." + Plan.STAGED_DELETE + " = 1 AND " + seq + " > s." + Plan.STAGED_SEQ);
    }

    private String insert() {
        return "INSERT INTO " + target.sql() + " (" + plan.written().stream().map(grammar::quoted).collect(Collectors.joining(", ")) + ") SELECT " + String.join(", ", plan.values("false"))
            + " FROM " + stage + " s WHERE s." + Plan.STAGED_DELETE + " = 0";
    }

    private Part update() {
        List<String> columns = plan.written().stream().filter(name -> !plan.match().contains(name)).toList();
        return set(columns, name -> plan.values("false").get(plan.written().indexOf(name)), 0);
    }

    private Part soft() {
        return set(List.of(Target.DELETED, Target.SEQ), name -> name.equals(Target.SEQ) ? "s." + Plan.STAGED_SEQ : "true", 1);
    }

    private Part set(List<String> columns, Function<String, String> value, int delete) {
        String staged = " s." + Plan.STAGED_DELETE + " = " + delete + " AND " + guard();
        if (mySql) {
            return new Part("UPDATE " + target.sql() + " JOIN " + stage + " s ON " + match() + " SET " + columns.stream().map(name -> target.sql() + "." + grammar.quoted(name) + " = " + value.apply(name))
                .collect(Collectors.joining(", ")) + " WHERE" + staged, "");
        }
        String row = " FROM " + stage + " s WHERE " + match();
        return new Part("UPDATE " + target.sql() + " SET " + columns.stream().map(name -> grammar.quoted(name) + " = (SELECT " + value.apply(name) + row + ")").collect(Collectors.joining(", "))
            + " WHERE EXISTS (SELECT 1" + row + " AND" + staged, ")");
    }

    private Part deletes() {
        String staged = " s." + Plan.STAGED_DELETE + " = 1 AND " + guard();
        return mySql ? new Part("DELETE " + target.sql() + " FROM " + target.sql() + " JOIN " + stage + " s ON " + match() + " WHERE" + staged, "")
            : new Part("DELETE FROM " + target.sql() + " WHERE EXISTS (SELECT 1 FROM " + stage + " s WHERE " + match() + " AND" + staged, ")");
    }

    private String guard() {
        String seq = target.sql() + "." + grammar.quoted(Target.SEQ);
        return "(" + seq + " IS NULL OR " + seq + " <= s." + Plan.STAGED_SEQ + ")";
    }

    private String match() {
        return plan.append() ? "1 = 0" : plan.match().stream().map(name -> target.sql() + "." + grammar.quoted(name) + " = " + plan.value(name)).collect(Collectors.joining(" AND "));
    }
}
