package dev.leat.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a tree into a record by the record's own components, strictly, and goes on after a problem so that all are told.
 * A missing key is an empty {@code Optional}, {@code List} or {@code Map}, and a problem for every other component.
 */
final class RecordReader {
    private final Kinds kinds;
    private final String file;
    private final Problems problems;

    RecordReader(Kinds kinds, String file, Problems problems) {
        this.kinds = kinds;
        this.file = file;
        this.problems = problems;
    }

    /** Empty when anything below this node is wrong; the problems say what. */
    <R> Optional<R> read(JsonNode tree, Class<R> type) {
        Problems before = new Problems();
        before.addAll(problems.list());
        Object value = value(tree, type, "");
        return problems.list().size() == before.list().size() ? Optional.of(type.cast(value)) : Optional.empty();
    }

    private Object value(JsonNode node, Type type, String path) {
        if (type instanceof ParameterizedType parameterized) {
            return container(node, parameterized, path);
        }
        Class<?> raw = (Class<?>) type;
        if (raw == JsonNode.class) {
            return node;
        }
        if (node.isNull() && !Scalars.mayBeTheWordNull(raw)) {
            return problem(path, "expected " + Scalars.expectation(raw) + ", found nothing", "Correct it");
        }
        Optional<Map<String, Class<?>>> alternatives = kinds.of(raw);
        if (alternatives.isPresent()) {
            return alternative(node, alternatives.get(), path);
        }
        if (node.isValueNode() && Scalars.knows(raw)) {
            return scalar(node, raw, path);
        }
        if (raw.isRecord() && node.isObject()) {
            return record(node, raw, path, Set.of());
        }
        return problem(path, "expected " + Scalars.expectation(raw) + ", found " + found(node), "Correct it");
    }

    private Object container(JsonNode node, ParameterizedType type, String path) {
        Type element = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
        if (type.getRawType() == Optional.class) {
            return node.isNull() ? Optional.empty() : Optional.ofNullable(value(node, element, path));
        }
        if (type.getRawType() == Map.class) {
            Map<String, Object> entries = new LinkedHashMap<>();
            if (!node.isObject()) {
                return problem(path, "expected keys with values, found " + found(node), "Write it as key: value");
            }
            node.properties().forEach(entry -> {
                Object value = value(entry.getValue(), element, join(path, entry.getKey()));
                if (value != null) {
                    entries.put(entry.getKey(), value);
                }
            });
            return entries;
        }
        if (!node.isArray()) {
            return problem(path, "expected a list, found " + found(node), "Write it as [a, b]");
        }
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            Object value = value(node.get(i), element, path + "[" + i + "]");
            if (value != null) {
                elements.add(value);
            }
        }
        return elements;
    }

    private Object alternative(JsonNode node, Map<String, Class<?>> alternatives, String path) {
        if (!node.isObject()) {
            return problem(path, "expected keys with values, found " + found(node), "Write type and its keys. " + Problem.choices(alternatives.keySet()));
        }
        JsonNode type = node.path("type");
        if (type.isMissingNode() || type.isNull()) {
            return problem(path, "'type' is missing", Problem.choices(alternatives.keySet()));
        }
        if (!type.isTextual()) {
            return problem(join(path, "type"), "expected a text, found " + found(type), Problem.choices(alternatives.keySet()));
        }
        Class<?> chosen = alternatives.get(type.asText());
        return chosen == null
            ? problem(join(path, "type"), "'" + type.asText() + "' is not known", Problem.choices(alternatives.keySet()))
            : record(node, chosen, path, Set.of("type"));
    }

    private Object record(JsonNode node, Class<?> type, String path, Set<String> alsoKnown) {
        RecordComponent[] components = type.getRecordComponents();
        Set<String> known = new LinkedHashSet<>(alsoKnown);
        Arrays.stream(components).map(Keys::of).forEach(known::add);
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                problem(join(path, key), "the key '" + key + "' is not known", Problem.choices(known));
            }
        });
        int before = problems.list().size();
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String key = Keys.of(components[i]);
            arguments[i] = component(node.get(key), components[i], join(path, key));
        }
        return problems.list().size() == before ? construct(type, components, arguments, path) : null;
    }

    private Object component(JsonNode node, RecordComponent component, String path) {
        if (node != null && !node.isNull()) {
            return value(node, component.getGenericType(), path);
        }
        if (component.getType() == Optional.class) {
            return Optional.empty();
        }
        if (component.getType() == List.class) {
            return List.of();
        }
        return component.getType() == Map.class ? Map.of()
            : problem(path, "'" + Keys.of(component) + "' is missing", "Add it: " + Scalars.expectation(component.getType()));
    }

    private Object construct(Class<?> type, RecordComponent[] components, Object[] arguments, String path) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException wrong) {
                return problem(path, wrong.getMessage(), "Correct it");
            }
            throw new LeatException(Kind.BUG, file + ": " + path, "the record " + type.getSimpleName() + " failed", "Report it", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LeatException(Kind.BUG, file + ": " + path, "no record " + type.getSimpleName(), "Report it", e);
        }
    }

    private Object scalar(JsonNode node, Class<?> type, String path) {
        try {
            return Scalars.read(node, type, kinds.folder());
        } catch (IllegalArgumentException wrong) {
            return problem(path, wrong.getMessage(), "Correct it");
        } catch (LeatException unresolved) {
            unresolved.problems().forEach(problem -> problem(path, problem.where() + ": " + problem.what(), problem.fix()));
            return null;
        }
    }

    private Object problem(String path, String what, String fix) {
        problems.add(path.isEmpty() ? file : file + ": " + path, what, fix);
        return null;
    }

    private static String join(String path, String key) {
        String part = key.matches("[A-Za-z0-9_-]+") ? key : "'" + key + "'";
        return path.isEmpty() ? part : path + "." + part;
    }

    static String found(JsonNode node) {
        return node.isObject() ? "keys with values" : node.isArray() ? "a list" : node.isNull() ? "nothing" : "'" + node.asText() + "'";
    }
}
