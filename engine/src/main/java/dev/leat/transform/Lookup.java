package dev.leat.transform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.KeyTemplate;
import dev.leat.model.Column;
import dev.leat.model.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Adds fields from the one row of an auxiliary entity that matches. Values are compared as text (as Spark casts them). More than one matching row fails the
 * record with {@code lookup-duplicate}; a null in a matched field counts as no row.
 *
 * @param auxiliary name of an auxiliary with an entity
 * @param match     mapped field by column of the entity
 * @param take      columns of the entity, as a list or by the name of the new field; a field of that name is replaced
 * @param missing   what becomes of a record without a matching row; absent: its new fields are null
 * @param cache     name of an auxiliary with a key, which is asked first; when it cannot be reached the run goes on without it
 */
public record Lookup(String name, String auxiliary, Map<String, String> match, JsonNode take, Optional<Missing> missing,
                     Optional<String> cache) implements Transformation {
    /** No matching row: null fields, a failure {@code lookup-missing}, or no record. */
    public enum Missing { NULL, BACKLOG, DROP }

    public Lookup {
        match = Collections.unmodifiableMap(new LinkedHashMap<>(match));
        if (match.isEmpty()) {
            throw new IllegalArgumentException("lookup matches nothing; write match: {COLUMN OF THE AUXILIARY: FIELD}");
        }
        if (taken(take).isEmpty()) {
            throw new IllegalArgumentException("lookup takes nothing; write take: [COLUMN] or take: {FIELD: COLUMN}");
        }
    }

    /** Column by new field, in the order as written. */
    private static Map<String, String> taken(JsonNode take) {
        Map<String, String> taken = new LinkedHashMap<>();
        if (take.isArray()) {
            take.forEach(column -> taken.put(text(column), text(column)));
        } else {
            take.properties().forEach(entry -> taken.put(entry.getKey(), text(entry.getValue())));
        }
        return taken;
    }

    /** The fields that it adds or replaces. */
    public Set<String> brings() {
        return taken(take).keySet();
    }

    private static String text(JsonNode node) {
        if (!node.isTextual()) {
            throw new IllegalArgumentException("take: expected the name of a column, found " + node + "; write take: [COLUMN] or take: {FIELD: COLUMN}");
        }
        return node.asText();
    }

    @Override
    public void compile(Compilation compilation) {
        Optional<Auxiliaries.Entity> entity = Optional.ofNullable(compilation.auxiliaries().entities().get(auxiliary));
        if (entity.isEmpty()) {
            compilation.problem("auxiliary", "'" + auxiliary + "' is not an auxiliary with an entity",
                Problem.choices(compilation.auxiliaries().entities().keySet()) + " or define it");
        }
        match.forEach((column, field) -> {
            compilation.field(field, "match." + column);
            entity.ifPresent(from -> column(from, column, "match." + column, compilation));
        });
        Map<String, DataType> types = new LinkedHashMap<>();
        taken(take).forEach((field, column) -> entity.flatMap(from -> column(from, column, "take", compilation))
            .ifPresent(type -> types.put(field, type)));
        Optional<Auxiliaries.Store> store = cache.flatMap(name -> store(name, compilation));
        if (compilation.problems().isEmpty()) {
            add(entity.orElseThrow(), store, types, compilation);
        } else {
            Replacing unknown = new Replacing();
            taken(take).keySet().forEach(field -> unknown.set(field, Literal.create(null, types.getOrDefault(field, DataTypes.StringType))));
            unknown.addTo(compilation);
        }
    }

    private static Optional<DataType> column(Auxiliaries.Entity entity, String name, String key, Compilation compilation) {
        Optional<Column> found = entity.columns().stream().filter(column -> column.name().equals(name)).findFirst();
        if (found.isEmpty()) {
            compilation.problem(key, "'" + entity.entity() + "' has no column '" + name + "'",
                Problem.choices(entity.columns().stream().map(Column::name).toList()));
        } else if (found.get().type().isEmpty()) {
            compilation.problem(key, "the column '" + name + "' (" + found.get().sourceType() + ") cannot be read: " + found.get().note(), "Take another column");
        }
        return found.flatMap(Column::type).flatMap(type -> Types.parse(type, compilation.at(key), compilation.problems())).map(Types::held);
    }

    private Optional<Auxiliaries.Store> store(String name, Compilation compilation) {
        Optional<Auxiliaries.Store> store = Optional.ofNullable(compilation.auxiliaries().caches().get(name));
        if (store.isEmpty()) {
            compilation.problem("cache", "'" + name + "' is not an auxiliary with a key and a time to live",
                Problem.choices(compilation.auxiliaries().caches().keySet()) + " or define it");
        }
        store.ifPresent(found -> KeyTemplate.check(found.key(), match).forEach(problem -> compilation.problem("cache", problem.what(), problem.fix())));
        return store;
    }

    private void add(Auxiliaries.Entity entity, Optional<Auxiliaries.Store> store, Map<String, DataType> types, Compilation compilation) {
        Map<String, String> taken = taken(take);
        List<Field> found = new ArrayList<>(compilation.fields());
        Replacing replacing = new Replacing();
        types.forEach((name, type) -> {
            Field text = Field.of(name, DataTypes.StringType, true);
            found.add(text);
            replacing.set(name, Types.cast((Expression) text.attribute(), type));
        });
        compilation.step(slots -> new Enrichment(name, matched(slots, compilation.fields()),
            new Query(entity, List.copyOf(match.keySet()), List.copyOf(taken.values())), store.map(cache -> new CachePlace(cache, match)),
            missing.orElse(Missing.NULL)), found);
        replacing.addTo(compilation, found.subList(0, found.size() - types.size()));
    }

    private Fields matched(Slots slots, List<Field> fields) {
        return new Fields(name, match.values().stream().map(field -> {
            Expression value = (Expression) fields.stream().filter(known -> known.name().equals(field)).findFirst().orElseThrow().attribute();
            return Projection.one(field, Types.text(value), slots);
        }).toArray(Fields.One[]::new));
    }
}
