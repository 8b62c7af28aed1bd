package dev.leat.mapping.pair;

import dev.leat.model.EntityName;
import dev.leat.model.Slug;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names for new pipelines, after what they write: {@code sales.order_lines} is written by {@code Order Lines}. None is like a name that is taken, also not as a file name. */
final class PipelineNames {
    private final Set<String> taken;

    PipelineNames(Stream<String> taken) {
        this.taken = taken.map(Slug::of).collect(Collectors.toCollection(HashSet::new));
    }

    String of(EntityName entity) {
        List<String> parts = entity.parts();
        List<String> names = new ArrayList<>();
        for (int from = parts.size() - 1; from >= 0; from--) {
            names.add(words(String.join(" ", parts.subList(from, parts.size()))));
        }
        String longest = names.get(names.size() - 1);
        return Stream.concat(names.stream(), Stream.iterate(2, number -> number + 1).map(number -> longest + " " + number)).filter(name -> taken.add(Slug.of(name))).findFirst().orElseThrow();
    }

    private static String words(String text) {
        String spaced = text.replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2");
        String name = Arrays.stream(spaced.split("[^\\p{L}\\p{N}]+")).filter(word -> !word.isEmpty())
            .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(java.util.Locale.ROOT) + word.substring(word.offsetByCodePoints(0, 1))).collect(Collectors.joining(" "));
        return name.isEmpty() ? text : name;
    }
}
