package dev.leat.plan;

import dev.leat.model.Auxiliary;
import dev.leat.model.Capture;
import dev.leat.model.Flow;
import dev.leat.model.Pipeline;
import dev.leat.model.Problem;
import dev.leat.model.Problems;
import dev.leat.model.Transformer;
import dev.leat.model.Workspace;
import dev.leat.transform.Lookup;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Flows and their pipelines: what they name must exist, and pipelines that share a capture must declare it alike. */
final class FlowCheck {
    private static final Set<String> STAGES = Set.of("Capture", "Map", "Materialize", "Backlog");

    private final Set<String> connections;
    private final List<Document<Flow>> flows;
    private final Problems problems;
    private final Map<CaptureKey, Declared> captures = new HashMap<>();

    private record Declared(String where, Pipeline pipeline) {}

    FlowCheck(Document<Workspace> root, List<Document<Flow>> flows, Problems problems) {
        this.connections = root.value().connections().keySet();
        this.flows = flows;
        this.problems = problems;
    }

    void check() {
        for (Document<Flow> flow : flows) {
            connection(flow.file() + ": source", flow.value().source());
            connection(flow.file() + ": destination", flow.value().destination());
            flow.value().schedule().ifPresent(cron -> Cron.fix(cron).ifPresent(fix -> problems.add(flow.file() + ": schedule", "'" + cron + "' is no cron line", fix)));
            for (int i = 0; i < flow.value().pipelines().size(); i++) {
                pipeline(flow, flow.value().pipelines().get(i), flow.file() + ": pipelines[" + i + "]");
            }
        }
    }

    private void pipeline(Document<Flow> flow, Pipeline pipeline, String where) {
        mappingPlace(pipeline, where);
        new TreeMap<>(pipeline.auxiliary()).forEach((name, auxiliary) -> auxiliary(auxiliary, where + ".auxiliary." + name));
        Set<String> names = new HashSet<>();
        for (int i = 0; i < pipeline.transformers().size(); i++) {
            Transformer transformer = pipeline.transformers().get(i);
            String place = where + ".transformers[" + i + "]";
            if (!names.add(transformer.name())) {
                problems.add(place + ".name", "two transformers are called '" + transformer.name() + "'", "Rename one of them");
            } else if (STAGES.contains(transformer.name())) {
                problems.add(place + ".name", "'" + transformer.name() + "' is the name of another stage of each pipeline", "Rename it");
            }
            if (transformer instanceof Lookup lookup) {
                defined(place + ".auxiliary", lookup.auxiliary(), pipeline, auxiliary -> auxiliary.entity().isPresent(), "entity");
                lookup.cache().ifPresent(cache -> defined(place + ".cache", cache, pipeline, auxiliary -> auxiliary.key().isPresent(), "key"));
            }
        }
        sameCapture(flow, pipeline, where);
    }

    private void mappingPlace(Pipeline pipeline, String where) {
        String file = pipeline.mappingFile();
        if (file.startsWith("/") || java.nio.file.Path.of(file).normalize().startsWith("..") || !file.endsWith(".yaml")) {
            problems.add(where + ".mapping", "'" + file + "' is no .yaml file in the workspace", "Write its path from there, such as mappings/" + pipeline.slug() + ".yaml");
        }
    }

    private void auxiliary(Auxiliary auxiliary, String where) {
        connection(where + ".connection", auxiliary.connection());
        if (auxiliary.entity().isEmpty() && auxiliary.key().isEmpty()) {
            problems.add(where, "it has neither an entity nor a key", "Write entity: NAME for look-ups, or key: \"NAME:{field}\" for a cache");
        }
    }

    private void defined(String where, String name, Pipeline pipeline, java.util.function.Predicate<Auxiliary> fits, String key) {
        Auxiliary auxiliary = pipeline.auxiliary().get(name);
        List<String> known = pipeline.auxiliary().entrySet().stream().filter(entry -> fits.test(entry.getValue())).map(Map.Entry::getKey).sorted().toList();
        if (auxiliary == null) {
            problems.add(where, "'" + name + "' is not defined", known.isEmpty() ? "Define it under auxiliary" : Problem.choices(known) + " or define it");
        } else if (!fits.test(auxiliary)) {
            problems.add(where, "the auxiliary '" + name + "' has no " + key, known.isEmpty() ? "Add " + key + " to it" : Problem.choices(known) + " or add " + key + " to it");
        }
    }

    private void connection(String where, String name) {
        if (!connections.contains(name)) {
            problems.add(where, "'" + name + "' is no connection", connections.isEmpty() ? "Define it in leat.yaml" : Problem.choices(connections) + " or define it in leat.yaml");
        }
    }

    /** One entity has one capture: what two pipelines both say of it must be the same. */
    private void sameCapture(Document<Flow> flow, Pipeline pipeline, String where) {
        CaptureKey key = new CaptureKey(flow.value().source(), pipeline.source());
        Declared first = captures.putIfAbsent(key, new Declared(where, pipeline));
        if (first == null) {
            return;
        }
        Pipeline other = first.pipeline();
        String shared = " differs from that of '" + other.name() + "' (" + first.where() + "), which reads the same entity " + pipeline.source();
        if (differ(pipeline.capture(), other.capture())) {
            problems.add(where + ".capture", "'" + text(pipeline.capture().orElseThrow()) + "'" + shared + ": '" + text(other.capture().orElseThrow()) + "'", "Write the same in both, or in one of them");
        }
        if (!pipeline.key().isEmpty() && !other.key().isEmpty() && !pipeline.key().equals(other.key())) {
            problems.add(where + ".key", pipeline.key() + shared + ": " + other.key(), "Write the same in both, or in one of them");
        }
        if (!new HashSet<>(pipeline.exclude()).equals(new HashSet<>(other.exclude()))) {
            problems.add(where + ".exclude", pipeline.exclude() + shared + ": " + other.exclude(), "Write the same in both");
        }
    }

    private static boolean differ(Optional<Capture> one, Optional<Capture> other) {
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }

    static String text(Capture capture) {
        return capture.incremental().map(column -> "incremental: " + column + capture.lag().map(lag -> ", lag: " + lag).orElse(""))
            .or(() -> capture.stream().map(start -> "stream: " + start)).orElse(capture.mode().orElseThrow().name().toLowerCase(java.util.Locale.ROOT));
    }
}
