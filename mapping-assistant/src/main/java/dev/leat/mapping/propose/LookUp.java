package dev.leat.mapping.propose;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.leat.plan.FlowFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values that are not in the source entity but in one that a foreign key of it names, and what brings them: an auxiliary and a transformer in the pipeline, since expressions
 * cannot look up. It changes the flow's file, so it is only suggested.
 *
 * @param key         by which the row is found
 * @param field       the mapped field that holds the key. Where no field of the destination does, it is the first of those that are looked up: it is mapped to the key,
 *                    and the look-up replaces that by the value
 * @param mapped      whether {@code field} holds the key already; else the mapping needs that field with {@link #expression}
 * @param takes       the fields that it brings
 * @param rows        of the sample
 * @param keys        rows with a key
 * @param found       of these, rows whose key has its row in the other entity
 * @param auxiliary   by name, as the pipeline is to have it; empty where it has one for this entity already
 * @param transformer as the pipeline is to have it, before its others
 */
public record LookUp(ForeignKey key, String field, boolean mapped, List<Take> takes, int rows, int keys, int found, Map<String, Object> auxiliary, Map<String, Object> transformer) {
    public LookUp {
        takes = List.copyOf(takes);
    }

    /**
     * One field that is brought.
     *
     * @param column     of the other entity
     * @param confidence from 0 to 1, in hundredths
     * @param evidence   what the destination gets of the sample's rows; {@code before} is the key
     */
    public record Take(String target, String column, double confidence, String why, Evidence evidence) {}

    /** What the mapping needs for {@link #field}, where nothing else holds the key. */
    public String expression() {
        return Sql.name(key.column());
    }

    public boolean brings(String target) {
        return takes.stream().anyMatch(take -> take.target().equals(target));
    }

    /** What to write into the pipeline in the flow's file: lines of YAML. */
    @JsonProperty(value = "yaml", access = JsonProperty.Access.READ_ONLY)
    public List<String> lines() {
        return lines(List.of(this));
    }

    /** The same for several of one pipeline. */
    public static List<String> lines(List<LookUp> all) {
        List<String> lines = new ArrayList<>(List.of("transformers:"));
        all.forEach(lookUp -> lines.add("  - " + FlowFile.written(lookUp.transformer())));
        if (all.stream().anyMatch(lookUp -> !lookUp.auxiliary().isEmpty())) {
            lines.add("auxiliary:");
        }
        all.forEach(lookUp -> lookUp.auxiliary().forEach((name, value) -> lines.add("  " + FlowFile.written(name) + ": " + FlowFile.written(value))));
        return List.copyOf(lines);
    }

    /** The line that the fields of the mapping need as well; empty where the key is there already. */
    @JsonProperty(value = "mappingLine", access = JsonProperty.Access.READ_ONLY)
    public Optional<String> line() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("target", field);
        line.put("expression", expression());
        return mapped ? Optional.empty() : Optional.of("- " + FlowFile.written(line));
    }
}
