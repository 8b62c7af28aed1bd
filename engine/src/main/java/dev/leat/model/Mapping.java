package dev.leat.model;

import java.util.List;
import java.util.Optional;

/** One Spark SQL expression for each destination field of a pipeline. Without an approval it is a proposal and does not run. */
public record Mapping(String pipeline, End source, End destination, List<FieldMapping> fields, Optional<Approval> approval) {
    /** One end of a mapping. */
    public record End(String connection, EntityName entity) {}

    public Mapping {
        fields = List.copyOf(fields);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("a mapping has at least one field");
        }
    }
}
