package dev.leat.mapping.review;

import dev.leat.mapping.propose.Sides;
import dev.leat.mapping.propose.TargetField;
import dev.leat.model.Column;
import dev.leat.model.Mapping;
import dev.leat.model.Pipeline;
import dev.leat.model.Problem;
import dev.leat.model.Problems;
import dev.leat.plan.WorkspaceFiles;
import dev.leat.transform.ColumnPath;
import dev.leat.transform.Expression;
import dev.leat.transform.TrialRows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The source columns that expressions use, with their types as the sample, the approval or the schema file knows them.
 *
 * @param known Spark SQL types of all columns by name; empty for an object of which only the approval knows a part
 * @param live  those that the source has now; empty where it was not asked
 */
record UsedColumns(Map<String, String> known, Optional<Map<String, String>> live) {
    private static final String COLUMN = "column ";

    static UsedColumns in(WorkspaceFiles files, Pipeline pipeline, Optional<Sides> sides) {
        Map<String, String> known = new HashMap<>();
        files.schema(files.flowOf(pipeline.name()).source(), pipeline.source()).ifPresent(schema -> schema.fields().forEach(field -> known.put(field.name(), field.type())));
        files.mapping(pipeline).flatMap(Mapping::approval).ifPresent(approval -> approval.parts().forEach((part, value) -> {
            if (part.startsWith(COLUMN)) {
                ColumnPath path = ColumnPath.read(part.substring(COLUMN.length()));
                known.put(path.column(), path.parts().size() == 1 ? value : known.getOrDefault(path.column(), ""));
            }
        }));
        Optional<Map<String, String>> live = sides.map(Sides::columns);
        live.ifPresent(known::putAll);
        return new UsedColumns(known, live);
    }

    /** Why it cannot run, as far as can be said here: without the source, a column that nobody knows may be there. */
    List<Problem> problems(String expression, TargetField target, String where) {
        Problems problems = new Problems();
        Optional<Expression> parsed = live.isPresent() ? Expression.parse(expression, live.get().keySet(), where, problems) : Expression.parse(expression, where, problems);
        Map<String, String> types = live.orElse(known);
        parsed.filter(allowed -> allowed.columns().stream().noneMatch(column -> types.getOrDefault(column, "").isEmpty())).ifPresent(allowed -> {
            List<Column> columns = allowed.columns().stream().map(name -> new Column(name, types.get(name), Optional.of(types.get(name)), true, "")).toList();
            TrialRows.of(columns, columns.stream().map(column -> List.<Optional<String>>of()).toList()).attempt(expression, target.constraint(), where, problems);
        });
        return problems.list().stream().distinct().toList();
    }

    /** By name; empty where nobody knows the source's columns. */
    Map<String, String> of(String expression) {
        Map<String, String> used = new TreeMap<>();
        Expression.parse(expression, known.keySet(), "", new Problems()).ifPresent(parsed -> parsed.columns().forEach(column -> used.put(column, known.get(column))));
        return used;
    }
}
