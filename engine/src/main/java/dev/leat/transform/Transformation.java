package dev.leat.transform;

import dev.leat.model.Transformer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The transformers. Each works on the fields that the mapping and the transformers before it made; {@code d} rows pass all of them
 * untouched. The word in {@code type:} is the class name in lower case, the keys are the record's components.
 */
public sealed interface Transformation extends Transformer permits Hash, Anonymize, Lookup, Filter, Rename, Sql, Java {

    /** The records by the word in {@code type:}. */
    static Map<String, Class<?>> kinds() {
        Map<String, Class<?>> kinds = new TreeMap<>();
        Arrays.stream(Transformation.class.getPermittedSubclasses()).forEach(kind -> kinds.put(kind.getSimpleName().toLowerCase(Locale.ROOT), kind));
        return kinds;
    }

    /** Checks names and options and adds what this transformer does; tells all problems. Runs no code of the user. */
    void compile(Compilation compilation);

    /** Whether a row may end here that did not fail. */
    static boolean mayDrop(Transformer transformer) {
        return transformer instanceof Filter || transformer instanceof Java || transformer instanceof Lookup;
    }

    /** The word in {@code type:}. */
    default String kind() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
