package dev.leat.cli;

import dev.leat.mapping.propose.Assistant;
import dev.leat.mapping.propose.Repair;
import dev.leat.model.Flow;
import dev.leat.model.Pipeline;
import dev.leat.plan.MappingFile;
import dev.leat.plan.Standing;
import dev.leat.run.Leat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code leat map propose --stale}: the lines of stale fields written anew, and no other. */
final class Mended {
    private final Invocation invocation;
    private final Leat leat;
    private final Assistant assistant;

    Mended(Invocation invocation, Leat leat, Assistant assistant) {
        this.invocation = invocation;
        this.leat = leat;
        this.assistant = assistant;
    }

    int repair(Pipeline pipeline, int rows) {
        Flow flow = leat.files().flowOf(pipeline.name());
        Standing standing = leat.standings(flow, List.of(pipeline)).get(0);
        List<Repair> repairs = assistant.repairs(standing, rows);
        Map<String, String> renamed = assistant.renamed(standing, rows);
        MappingFile file = MappingFile.of(leat.files(), pipeline);
        repairs.forEach(repair -> repair.into(file));
        invocation.answer(Map.of("pipeline", pipeline.name(), "mapping", pipeline.mappingFile(), "lost", standing.lost().stream().map(lost -> MapCheck.lost(lost, renamed)).toList(),
            "repairs", repairs.stream().map(Mended::document).toList()), terminal -> {
            Sheet sheet = new Sheet(repairs.isEmpty() ? pipeline.name() + ": no field is stale" : pipeline.name() + ": the stale fields in " + pipeline.mappingFile());
            repairs.forEach(repair -> sheet.with(repair.target(), repair.sentence()));
            standing.lost().forEach(lost -> sheet.with(lost.role() + " " + lost.column(), MapCheck.sentence(lost, renamed)));
            if (repairs.stream().anyMatch(repair -> repair.after().isPresent() || repair.removes())) {
                sheet.with("decide", "leat map approve \"" + pipeline.name() + "\" --by WHO");
            }
            terminal.sheet(sheet);
        });
        return 0;
    }

    static Map<String, Object> document(Repair repair) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("target", repair.target());
        repair.before().ifPresent(before -> document.put("before", before));
        repair.after().ifPresent(after -> {
            document.put("expression", after.choice().expression());
            document.put("confidence", after.choice().confidence());
            document.put("evidence", after.choice().evidence());
        });
        document.put("why", repair.after().map(after -> after.choice().why()).orElse(repair.why()));
        document.put("removes", repair.removes());
        return document;
    }
}
