package dev.leat.transform;

import dev.leat.model.Column;
import dev.leat.model.FieldMapping;
import dev.leat.model.Transformer;
import java.nio.file.Path;
import java.util.List;

/**
 * What a program is compiled from.
 *
 * @param mappingWhere  starts the place of problems in the mapping: {@code mappings/x.yaml}
 * @param pipelineWhere starts the place of problems in transformers: {@code flows/y.yaml: pipelines[0]}
 * @param source        columns of the captured rows; one without a type cannot be used
 * @param key           source columns that name a row
 * @param constraints   by field; a field that the program does not make may have one, unless it is required
 * @param workspace     where jars are found
 */
public record Definition(String mappingWhere, String pipelineWhere, List<Column> source, List<String> key, List<FieldMapping> fields,
                         List<? extends Transformer> transformers, List<Constraint> constraints, Auxiliaries auxiliaries, Path workspace) {
    public Definition {
        source = List.copyOf(source);
        key = List.copyOf(key);
        fields = List.copyOf(fields);
        transformers = List.copyOf(transformers);
        constraints = List.copyOf(constraints);
    }
}
