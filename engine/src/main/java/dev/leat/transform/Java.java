package dev.leat.transform;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The user's own {@link RowTransformer}.
 *
 * @param className its full name, written as {@code class}
 * @param jar       where it is, relative to the workspace, in {@code lib/}
 * @param options   given to {@link RowTransformer#configure}
 * @param fields    Spark SQL type by field that it adds (at the end) or whose type it changes; all other fields keep name, order and type
 */
public record Java(String name, @JsonProperty("class") String className, String jar, Map<String, String> options, Map<String, String> fields)
    implements Transformation {
    @Override
    public void compile(Compilation compilation) {
        throw new UnsupportedOperationException();
    }

    public Java {
        options = Map.copyOf(options);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
