package dev.leat.mapping.propose;

import dev.leat.model.Pipeline;
import dev.leat.model.Transformer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a pipeline needs for a look-up: an auxiliary, a transformer, and a mapped field that holds the key. Names that it takes are taken for the next. */
final class Wiring {
    private final Pipeline pipeline;
    private final String connection;
    private final TargetEntity target;
    private final Map<String, String> held;
    private final Set<String> auxiliaries;
    private final Set<String> transformers;

    /** @param held by target field the expression that fills it */
    Wiring(Pipeline pipeline, String connection, TargetEntity target, Map<String, String> held) {
        this.pipeline = pipeline;
        this.connection = connection;
        this.target = target;
        this.held = held;
        this.auxiliaries = new HashSet<>(pipeline.auxiliary().keySet());
        this.transformers = pipeline.transformers().stream().map(Transformer::name).collect(Collectors.toCollection(HashSet::new));
    }

    LookUp of(Reach reach, List<LookUp.Take> takes, int rows) {
        ForeignKey key = reach.key();
        Optional<String> there = holder(key, takes);
        String field = there.orElse(takes.get(0).target());
        Optional<String> known = pipeline.auxiliary().entrySet().stream().filter(entry -> entry.getValue().connection().equals(connection) && entry.getValue().entity().equals(Optional.of(key.entity())))
            .map(Map.Entry::getKey).sorted().findFirst();
        String auxiliary = known.orElseGet(() -> free(key.entity().last(), auxiliaries));
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put("connection", connection);
        definition.put("entity", key.entity().toString());
        Map<String, Object> transformer = new LinkedHashMap<>();
        transformer.put("type", "lookup");
        transformer.put("name", free("Look up " + String.join(" ", named(key)), transformers));
        transformer.put("auxiliary", auxiliary);
        transformer.put("match", Map.of(key.match(), field));
        Map<String, Object> taken = new LinkedHashMap<>();
        takes.forEach(take -> taken.put(take.target(), take.column()));
        transformer.put("take", taken);
        if (takes.stream().anyMatch(take -> target.fields().stream().anyMatch(wanted -> wanted.name().equals(take.target()) && wanted.required()))) {
            transformer.put("missing", "backlog");
        }
        return new LookUp(key, field, there.isPresent(), takes, rows, reach.keys(), reach.found(), known.isPresent() ? Map.of() : Map.of(auxiliary, definition), transformer);
    }

    private static List<String> named(ForeignKey key) {
        List<String> stem = ForeignKeys.stem(key.column());
        return stem.isEmpty() ? Words.of(key.entity().last()) : stem;
    }

    /** A field that is the key and nothing else, and that no look-up replaces; look-ups compare texts, and the destination's type is given to it only after them. */
    private Optional<String> holder(ForeignKey key, List<LookUp.Take> takes) {
        return held.entrySet().stream().filter(entry -> entry.getValue().equals(Sql.name(key.column())) && takes.stream().noneMatch(take -> take.target().equals(entry.getKey())))
            .map(Map.Entry::getKey).findFirst();
    }

    private static String free(String name, Set<String> taken) {
        return Stream.concat(Stream.of(name), Stream.iterate(2, number -> number + 1).map(number -> name + " " + number)).filter(taken::add).findFirst().orElseThrow();
    }
}
