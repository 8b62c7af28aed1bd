package dev.leat.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;

/**
 * A value that must not be seen: {@code ${env:NAME}} or {@code ${file:path}}, kept as written and resolved only when used.
 * Its text is the reference; what is written out is shown as {@code ***}.
 */
public record Secret(String written) implements Serializable {

    /** @throws LeatException of kind WORKSPACE when the variable or file does not exist */
    public String reveal() {
        String value = Secrets.resolve(written);
        Secrets.remember(value, toString());
        return value;
    }

    @JsonValue
    @Override
    public String toString() {
        return Secrets.shown(written);
    }
}
