package dev.leat.plan;

import dev.leat.model.Collection;
import dev.leat.model.Flow;
import java.util.List;
import java.util.Optional;

/** What flows inherit from their collection. */
final class Defaults {
    private Defaults() {}

    static List<Document<Flow>> into(List<Document<Flow>> flows, List<Document<Collection>> collections) {
        return flows.stream().map(flow -> new Document<>(flow.file(), flow.tree(), collections.stream().map(Document::value)
            .filter(collection -> collection.flows().contains(flow.value().flow())).flatMap(collection -> collection.defaults().stream())
            .reduce(flow.value(), Defaults::inherit, (one, other) -> other))).toList();
    }

    private static Flow inherit(Flow flow, Collection.Defaults defaults) {
        Optional<String> schedule = flow.every().isPresent() ? flow.schedule() : flow.schedule().or(defaults::schedule);
        return new Flow(flow.flow(), flow.source(), flow.destination(), schedule, flow.every(), flow.retry().or(defaults::retry), flow.onSchemaChange(), flow.timeout(), flow.catchUp(),
            flow.tags(), flow.pipelines());
    }
}
