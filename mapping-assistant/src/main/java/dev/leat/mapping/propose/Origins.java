package dev.leat.mapping.propose;

import dev.leat.mapping.schema.SampledEntity;
import java.util.List;
import java.util.Map;

/** Says which source fields a target field may come from. Deterministic: the same input gives the same answer. */
public interface Origins {
    /** By name of the target field, the best origin first. A target field without an entry, or with an empty list, has none. */
    Map<String, List<Origin>> of(SampledEntity source, List<TargetField> targets);
}
