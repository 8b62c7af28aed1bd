package dev.leat.mapping.match.signal;

import dev.leat.mapping.schema.SampledEntity;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How alike entities are by the words of their names and of their fields' names, abbreviations expanded. Looks at no values and compares hundreds of entities in a
 * moment: for choosing those that are worth a look. Words that few have count for more.
 */
public final class Gists {
    /** A word of a field's description says less than one of its name; so many are looked at. */
    private static final int DESCRIBED = 4;

    private final List<Gist> sources;
    private final List<Gist> targets;

    private Gists(List<Gist> sources, List<Gist> targets) {
        this.sources = sources;
        this.targets = targets;
    }

    private record Gist(Bag name, long[] letters, List<Bag> fields) {}

    /** The names of the entities are taken without what comes before the last dot. */
    public static Gists of(List<SampledEntity> sources, List<SampledEntity> targets) {
        List<SampledEntity> all = Stream.concat(sources.stream(), targets.stream()).toList();
        List<Bag> names = Bag.of(all.stream().map(entity -> words(last(entity.name()))).toList());
        List<Set<String>> texts = all.stream().flatMap(entity -> entity.fields().stream()).map(field -> {
            Set<String> words = words(field.name());
            words(field.description().orElse("")).stream().limit(DESCRIBED).forEach(words::add);
            return words;
        }).toList();
        List<Bag> fields = Bag.of(texts);
        int[] from = {0};
        List<Gist> gists = java.util.stream.IntStream.range(0, all.size()).mapToObj(i -> {
            int first = from[0];
            from[0] += all.get(i).fields().size();
            return new Gist(names.get(i), Trigrams.of(String.join("", words(last(all.get(i).name())))), fields.subList(first, from[0]));
        }).toList();
        return new Gists(gists.subList(0, sources.size()), gists.subList(sources.size(), gists.size()));
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** In the singular, so that a table of customers is like a document of a customer. */
    private static Set<String> words(String text) {
        return Words.of(text).stream().flatMap(word -> Lexicon.SHIPPED.meaning(word).stream()).map(Gists::singular).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String singular(String word) {
        return word.length() < 4 || word.endsWith("ss") ? word : word.endsWith("ies") ? word.substring(0, word.length() - 3) + "y"
            : word.matches(".*(s|x|z|ch|sh)es") ? word.substring(0, word.length() - 2) : word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }

    /** Of the entities' names: 1 for the same, 0 for nothing in common. */
    public double names(int source, int target) {
        Gist one = sources.get(source);
        Gist other = targets.get(target);
        return Math.max(one.name().with(other.name()).cosine(), 0.8 * Trigrams.dice(one.letters(), other.letters()));
    }

    /** The part of the target's fields for which the source has one of a like name; a field counts by how rare its words are. */
    public double fields(int source, int target) {
        double found = 0;
        double all = 0;
        for (Bag wanted : targets.get(target).fields()) {
            double best = 0;
            for (Bag offered : sources.get(source).fields()) {
                best = Math.max(best, offered.with(wanted).cosine());
            }
            found += best * wanted.sum();
            all += wanted.sum();
        }
        return all == 0 ? 0 : found / all;
    }

    /** How much each field of a target tells about which entity it is; what all have, such as an id, tells little. Sums up to 1, unless there is no field. */
    public double[] telling(int target) {
        double[] weights = targets.get(target).fields().stream().mapToDouble(Bag::sum).toArray();
        double all = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> all == 0 ? 1.0 / weights.length : weight / all).toArray();
    }
}
