package dev.leat.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Columns of JSON objects, by these rules: a whole number is {@code bigint}, or {@code string} when it does not fit; another number {@code double}; true and false
 * {@code boolean}; text {@code string} (dates too); an object a struct, an array an array; a field with several of them {@code double} for numbers, else {@code string}, as JSON
 * text; a field that is only ever null {@code string}. What fewer than one of {@value #ONE_OF} values of a field is does not count: the records are then bad ones. Names are
 * sorted by their first appearance.
 */
public final class JsonTypes {
    /** A broken record must not change the type that all others are read with. */
    private static final int ONE_OF = 20;

    private final Shape shape = new Shape();

    /** Takes one more object into account. */
    public void add(JsonNode object) {
        shape.add(object);
    }

    public StructType columns() {
        return shape.type() instanceof StructType struct ? struct : new StructType();
    }

    public static StructType of(Iterable<? extends JsonNode> objects) {
        JsonTypes types = new JsonTypes();
        objects.forEach(types::add);
        return types.columns();
    }

    private enum Kind { OBJECT, ARRAY, BOOLEAN, WHOLE, FRACTION, TEXT }

    /** What the values at one place were. */
    private static final class Shape {
        private final Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
        private final Map<String, Shape> fields = new LinkedHashMap<>();
        private Optional<Shape> element = Optional.empty();

        void add(JsonNode value) {
            if (value.isNull()) {
                return;
            }
            kinds.merge(kind(value), 1, Integer::sum);
            if (value.isObject()) {
                value.properties().forEach(field -> fields.computeIfAbsent(field.getKey(), name -> new Shape()).add(field.getValue()));
            } else if (value.isArray()) {
                Shape inner = element.orElseGet(Shape::new);
                value.forEach(inner::add);
                element = Optional.of(inner);
            }
        }

        DataType type() {
            Set<Kind> counting = counting();
            if (counting.size() > 1) {
                return counting.equals(EnumSet.of(Kind.WHOLE, Kind.FRACTION)) ? DataTypes.DoubleType : DataTypes.StringType;
            }
            return switch (counting.stream().findFirst().orElse(Kind.TEXT)) {
                case OBJECT -> struct();
                case ARRAY -> DataTypes.createArrayType(element.orElseThrow().type());
                case BOOLEAN -> DataTypes.BooleanType;
                case WHOLE -> DataTypes.LongType;
                case FRACTION -> DataTypes.DoubleType;
                case TEXT -> DataTypes.StringType;
            };
        }

        private StructType struct() {
            StructType struct = new StructType();
            for (Map.Entry<String, Shape> field : fields.entrySet()) {
                struct = struct.add(field.getKey(), field.getValue().type());
            }
            return struct;
        }

        /** Numbers count together. */
        private Set<Kind> counting() {
            int all = kinds.values().stream().mapToInt(Integer::intValue).sum();
            int numbers = kinds.getOrDefault(Kind.WHOLE, 0) + kinds.getOrDefault(Kind.FRACTION, 0);
            Set<Kind> counting = EnumSet.noneOf(Kind.class);
            kinds.forEach((kind, count) -> {
                if ((long) (kind == Kind.WHOLE || kind == Kind.FRACTION ? numbers : count) * ONE_OF >= all) {
                    counting.add(kind);
                }
            });
            return counting;
        }

        private static Kind kind(JsonNode value) {
            if (value.isObject()) {
                return Kind.OBJECT;
            } else if (value.isArray()) {
                return Kind.ARRAY;
            } else if (value.isBoolean()) {
                return Kind.BOOLEAN;
            } else if (value.isNumber()) {
                return !value.isIntegralNumber() ? Kind.FRACTION : value.canConvertToLong() ? Kind.WHOLE : Kind.TEXT;
            }
            return Kind.TEXT;
        }
    }
}
