package dev.leat.connect.http;

import java.io.Serializable;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A record of settings on its way to executors: Optional is not serializable, and Java's immutable maps lose their order. */
record Portable(Class<? extends Record> type, Object[] values) implements Serializable {

    static Portable of(Record record) {
        Object[] values = Arrays.stream(record.getClass().getRecordComponents()).map(component -> held(component, record)).toArray();
        return new Portable(record.getClass(), values);
    }

    private static Object held(RecordComponent component, Record record) {
        try {
            Object value = component.getAccessor().invoke(record);
            return value instanceof Optional<?> optional ? optional.orElse(null) : value instanceof Map<?, ?> map ? new LinkedHashMap<>(map) : value;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object readResolve() throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = new Object[values.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = components[i].getType() == Optional.class ? Optional.ofNullable(values[i]) : values[i];
        }
        return type.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new)).newInstance(arguments);
    }
}
