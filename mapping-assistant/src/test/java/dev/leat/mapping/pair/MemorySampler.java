package dev.leat.mapping.pair;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Sample;
import dev.leat.connect.Sampler;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Entities with columns of text; remembers whose rows were asked for. */
final class MemorySampler implements Sampler {
    private final Map<EntityName, Map<String, List<String>>> entities = new LinkedHashMap<>();
    final List<EntityName> read = new ArrayList<>();

    MemorySampler with(String entity, Map<String, List<String>> columns) {
        entities.put(EntityName.of(entity), columns);
        return this;
    }

    @Override
    public List<EntityName> entities() {
        return List.copyOf(entities.keySet());
    }

    @Override
    public Optional<Sample> sample(EntityName entity, int most) {
        if (most > 0) {
            read.add(entity);
        }
        return Optional.ofNullable(entities.get(entity)).map(columns -> {
            List<ObjectNode> rows = new ArrayList<>();
            int all = columns.values().stream().mapToInt(List::size).max().orElse(0);
            for (int row = 0; row < Math.min(all, most); row++) {
                ObjectNode node = Yaml.json().createObjectNode();
                for (Map.Entry<String, List<String>> column : columns.entrySet()) {
                    node.put(column.getKey(), column.getValue().get(row));
                }
                rows.add(node);
            }
            List<Column> schema = columns.keySet().stream().map(name -> new Column(name, "text", Optional.of("string"), true, "")).toList();
            return new Sample(new EntitySchema(entity, schema, List.of()), rows, Map.of(), Map.of());
        });
    }

    @Override
    public void close() {}
}
