package dev.leat.mapping.types;

import java.util.LinkedHashMap;
import java.util.Map;

/** Texts as constants of an enum; a text that is none of them is refused with the known ones. */
record Constants(LinkedHashMap<String, Object> byText) implements Conversion {

    static Constants of(Class<?> type) {
        LinkedHashMap<String, Object> byText = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            byText.put(text(type, constant), constant);
        }
        return new Constants(byText);
    }

    private static String text(Class<?> type, Object constant) {
        try {
            Named named = type.getField(((Enum<?>) constant).name()).getAnnotation(Named.class);
            return named == null ? ((Enum<?>) constant).name() : named.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Object toJava(Object value) {
        Object constant = byText.get((String) value);
        if (constant == null) {
            throw new IllegalArgumentException("'" + value + "' is none of " + byText.keySet());
        }
        return constant;
    }

    @Override
    public Object toSpark(Object value) {
        for (Map.Entry<String, Object> entry : byText.entrySet()) {
            if (entry.getValue() == value) {
                return entry.getKey();
            }
        }
        throw new IllegalArgumentException(value + " is none of " + byText.values());
    }
}
