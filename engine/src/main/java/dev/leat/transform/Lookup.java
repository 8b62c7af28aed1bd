package dev.leat.transform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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

    @Override
    public void compile(Compilation compilation) {
        throw new UnsupportedOperationException();
    }

    public Lookup {
        match = Collections.unmodifiableMap(new LinkedHashMap<>(match));
    }
}
