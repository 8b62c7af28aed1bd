package dev.leat.plan;

import dev.leat.model.Collection;
import dev.leat.model.Flow;
import dev.leat.model.Pipeline;
import dev.leat.model.Problems;
import dev.leat.model.Slug;
import dev.leat.model.StageFlow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One name, one thing: flows, stage flows and collections are chosen by name, and pipelines keep their state under theirs. */
final class NameCheck {
    private final List<Document<Flow>> flows;
    private final List<Document<StageFlow>> stageFlows;
    private final List<Document<Collection>> collections;
    private final Problems problems;
    private final Map<String, Named> names = new LinkedHashMap<>();

    private record Named(String what, String name, String where) {}

    NameCheck(List<Document<Flow>> flows, List<Document<StageFlow>> stageFlows, List<Document<Collection>> collections, Problems problems) {
        this.flows = flows;
        this.stageFlows = stageFlows;
        this.collections = collections;
        this.problems = problems;
    }

    void check() {
        flows.forEach(flow -> unique(new Named("flow", flow.value().flow(), flow.file()), "flow"));
        stageFlows.forEach(flow -> unique(new Named("flow", flow.value().name(), flow.file()), "name"));
        collections.forEach(collection -> unique(new Named("collection", collection.value().collection(), collection.file()), "collection"));
        names.clear();
        for (Document<Flow> flow : flows) {
            List<Pipeline> pipelines = flow.value().pipelines();
            for (int i = 0; i < pipelines.size(); i++) {
                unique(new Named("pipeline", pipelines.get(i).name(), flow.file() + ": pipelines[" + i + "]"), "name");
            }
        }
    }

    private void unique(Named named, String key) {
        String where = named.where() + (named.where().contains(": ") ? "." : ": ") + key;
        if (named.name().isBlank()) {
            problems.add(where, "the name is empty", "Write one");
            return;
        }
        if (named.name().indexOf('\0') >= 0) {
            problems.add(where, "the name has a zero character, which no command line can hold", "Leave it out");
        }
        Named first = names.putIfAbsent(Slug.of(named.name()), named);
        if (first != null && first.name().equals(named.name())) {
            problems.add(where, "the name '" + named.name() + "' is taken by the " + first.what() + " in " + first.where(), "Rename one of them");
        } else if (first != null) {
            problems.add(where, "the name '" + named.name() + "' is too like that of the " + first.what() + " '" + first.name() + "' in " + first.where()
                + ": both would be '" + Slug.of(named.name()) + "' as a file name", "Rename one of them");
        }
    }
}
