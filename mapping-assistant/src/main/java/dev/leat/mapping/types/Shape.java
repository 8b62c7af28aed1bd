package dev.leat.mapping.types;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;

/** Between a row and a record, column by column by name; columns that the record does not know are left out, and are null on the way back. */
final class Shape implements Conversion {
    private static final long serialVersionUID = 1L;

    private final Class<?> type;
    private final StructType schema;
    private final int[] places;
    private final Conversion[] conversions;
    private transient Constructor<?> constructor;
    private transient RecordComponent[] components;

    Shape(Class<?> type, StructType schema, Conversions finding) {
        this.type = type;
        this.schema = schema;
        RecordComponent[] all = type.getRecordComponents();
        places = new int[all.length];
        conversions = new Conversion[all.length];
        for (int i = 0; i < all.length; i++) {
            if (all[i].isAnnotationPresent(Part.class)) {
                places[i] = -1;
                conversions[i] = new Shape(all[i].getType(), schema, finding);
                continue;
            }
            String column = column(all[i]);
            places[i] = List.of(schema.fieldNames()).indexOf(column);
            if (places[i] < 0) {
                finding.missing(type, column, schema);
                conversions[i] = SAME;
            } else {
                conversions[i] = finding.of(all[i].getGenericType(), schema.fields()[places[i]].dataType(), type.getSimpleName() + "." + all[i].getName());
            }
        }
    }

    private static String column(RecordComponent component) {
        Named named = component.getAnnotation(Named.class);
        return named == null ? component.getName() : named.value();
    }

    /** In the order of components, those of parts among them. */
    static List<String> columns(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
            .flatMap(component -> component.isAnnotationPresent(Part.class) ? columns(component.getType()).stream() : List.of(column(component)).stream()).toList();
    }

    @Override
    public Object toJava(Object value) {
        Row row = (Row) value;
        Object[] arguments = new Object[places.length];
        for (int i = 0; i < places.length; i++) {
            arguments[i] = places[i] < 0 ? conversions[i].toJava(row) : argument(row, i);
        }
        try {
            return constructor().newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException own ? own : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the record " + type.getName() + " cannot be made", e);
        }
    }

    private Object argument(Row row, int i) {
        boolean optional = components()[i].getType() == Optional.class;
        if (row.isNullAt(places[i])) {
            if (optional) {
                return Optional.empty();
            }
            throw new IllegalArgumentException(type.getSimpleName() + "." + components()[i].getName() + ": the column '" + schema.fieldNames()[places[i]] + "' is null in a row, and the schema says that it never is");
        }
        try {
            Object converted = conversions[i].toJava(row.get(places[i]));
            return optional ? Optional.of(converted) : converted;
        } catch (ClassCastException | IllegalArgumentException wrong) {
            String inner = wrong.getMessage();
            throw wrong instanceof ClassCastException || !inner.startsWith(type.getSimpleName() + ".") ? new IllegalArgumentException(type.getSimpleName() + "." + components()[i].getName() + ": " + inner, wrong) : wrong;
        }
    }

    @Override
    public Object toSpark(Object value) {
        Object[] values = new Object[schema.size()];
        fill(value, values);
        return new GenericRowWithSchema(values, schema);
    }

    private void fill(Object record, Object[] values) {
        for (int i = 0; i < places.length; i++) {
            Object component = component(record, i);
            if (places[i] < 0) {
                ((Shape) conversions[i]).fill(component, values);
            } else {
                Object there = component instanceof Optional<?> optional ? optional.orElse(null) : component;
                values[places[i]] = there == null ? null : conversions[i].toSpark(there);
            }
        }
    }

    private Object component(Object record, int i) {
        try {
            return components()[i].getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the record " + type.getName() + " cannot be read", e);
        }
    }

    private RecordComponent[] components() {
        if (components == null) {
            components = type.getRecordComponents();
            Arrays.stream(components).forEach(component -> component.getAccessor().setAccessible(true));
        }
        return components;
    }

    private Constructor<?> constructor() throws NoSuchMethodException {
        if (constructor == null) {
            constructor = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
        }
        return constructor;
    }
}
