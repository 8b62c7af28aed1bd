package dev.leat.mapping.review;

import dev.leat.mapping.propose.Sides;
import dev.leat.model.Mapping;
import dev.leat.model.Pipeline;
import dev.leat.model.Problems;
import dev.leat.plan.WorkspaceFiles;
import dev.leat.transform.Expression;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The source columns that expressions use, with their types as the sample, the approval or the schema file knows them.
 *
 * @param known Spark SQL types of all columns by name
 */
record UsedColumns(Map<String, String> known) {
    private static final String COLUMN = "column ";

    static UsedColumns in(WorkspaceFiles files, Pipeline pipeline, Optional<Sides> sides) {
        Map<String, String> known = new HashMap<>();
        files.schema(files.flowOf(pipeline.name()).source(), pipeline.source()).ifPresent(schema -> schema.fields().forEach(field -> known.put(field.name(), field.type())));
        files.mapping(pipeline).flatMap(Mapping::approval).ifPresent(approval -> approval.parts().forEach((part, value) -> {
            if (part.startsWith(COLUMN)) {
                known.put(part.substring(COLUMN.length()), value);
            }
        }));
        sides.ifPresent(live -> known.putAll(live.columns()));
        return new UsedColumns(known);
    }

    /** By name; empty where nobody knows the source's columns. */
    Map<String, String> of(String expression) {
        Map<String, String> used = new TreeMap<>();
        Expression.parse(expression, known.keySet(), "", new Problems()).ifPresent(parsed -> parsed.columns().forEach(column -> used.put(column, known.get(column))));
        return used;
    }
}
