package dev.leat.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.RecordComponent;

/** How files spell the components of records. */
public final class Keys {
    private Keys() {}

    /** The component's name, unless it is a word that Java keeps for itself ({@code class}) and an annotation says it. */
    public static String of(RecordComponent component) {
        // The annotation is none of record components, so Java hands it on to the accessor.
        JsonProperty spelled = component.getAccessor().getAnnotation(JsonProperty.class);
        return spelled == null || spelled.value().isEmpty() ? component.getName() : spelled.value();
    }
}
