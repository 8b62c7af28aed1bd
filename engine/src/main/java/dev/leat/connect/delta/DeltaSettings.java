package dev.leat.connect.delta;

import dev.leat.model.Connection;

/**
 * {@code type: delta}. An entity is a table in a folder below, one level for each part of its name: {@code sales.orders} is {@code <path>/sales/orders}.
 *
 * @param path any Hadoop path; one without a scheme is relative to the workspace
 */
public record DeltaSettings(String path) implements Connection {
    public DeltaSettings {
        if (path.isBlank()) {
            throw new IllegalArgumentException("'path' is empty; write a folder such as ./tables");
        }
    }
}
