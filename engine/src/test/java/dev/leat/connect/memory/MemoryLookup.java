package dev.leat.connect.memory;

import dev.leat.connect.Lookup;
import dev.leat.model.EntityName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Looks up in the source tables of a store; executors are in this JVM. */
record MemoryLookup(String store) implements Lookup {
    @Override
    public Session open(EntityName entity, List<String> match, List<String> take) {
        MemoryTable table = MemoryStore.named(store).table(entity.toString());
        List<String> names = table.schema().names();
        return new Session() {
            @Override
            public Map<List<String>, List<List<String>>> find(Collection<List<String>> keys) {
                Map<List<String>, List<List<String>>> found = new HashMap<>();
                HashSet<List<String>> wanted = new HashSet<>(keys);
                for (Object[] row : table.rows()) {
                    List<String> key = texts(row, match, names);
                    if (wanted.contains(key)) {
                        found.computeIfAbsent(key, fresh -> new ArrayList<>()).add(texts(row, take, names));
                    }
                }
                return found;
            }

            @Override
            public void close() {}
        };
    }

    private static List<String> texts(Object[] row, List<String> columns, List<String> names) {
        List<String> texts = new ArrayList<>();
        columns.forEach(column -> texts.add(row[names.indexOf(column)] == null ? null : String.valueOf(row[names.indexOf(column)])));
        return texts;
    }
}
