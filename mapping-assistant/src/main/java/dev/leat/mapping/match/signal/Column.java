package dev.leat.mapping.match.signal;

import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.SampledField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A column as the signals see it: everything that is costly is worked out once, for both tables together. */
public final class Column {
    private static final int DISTINCT = 500;
    private static final int WORDS = 600;
    private static final int TEXT = 200;
    private static final int SAMPLE = 60;

    final Name name;
    final String description;
    final Values values;
    final Profile profile;
    final List<String> codes;
    Bag valueBag = Bag.EMPTY;
    Bag wordBag = Bag.EMPTY;
    Bag textBag = Bag.EMPTY;
    Optional<float[]> nameMeaning = Optional.empty();
    Optional<float[]> textMeaning = Optional.empty();
    Optional<float[]> sampleMeaning = Optional.empty();

    private Column(Name name, String description, Values values) {
        this.name = name;
        this.description = description;
        this.values = values;
        this.profile = Profile.of(values);
        this.codes = SameCodes.of(values);
    }

    /** Columns of both sides, in the order of their fields. */
    public record Sides(List<Column> source, List<Column> target) {}

    public static Sides prepare(SampledEntity source, SampledEntity target) {
        List<Column> sources = columns(source);
        List<Column> targets = columns(target);
        List<Column> all = Stream.concat(sources.stream(), targets.stream()).toList();
        bags(all, Column::distinct).forEach((column, bag) -> column.valueBag = bag);
        bags(all, Column::words).forEach((column, bag) -> column.wordBag = bag);
        bags(all, Column::text).forEach((column, bag) -> column.textBag = bag);
        meanings(all);
        return new Sides(sources, targets);
    }

    boolean described() {
        return !description.isEmpty();
    }

    private static List<Column> columns(SampledEntity entity) {
        List<Name> names = Name.ofTable(entity.fields().stream().map(field -> cut(field.name())).toList());
        List<Values> values = entity.fields().parallelStream().map(Values::of).toList();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(new Column(names.get(i), cut(entity.fields().get(i).description().orElse("").strip()), values.get(i)));
        }
        return columns;
    }

    /** Of a longer text the beginning says enough. */
    private static String cut(String text) {
        return text.length() > TEXT ? text.substring(0, TEXT) : text;
    }

    private static Map<Column, Bag> bags(List<Column> all, Function<Column, Set<String>> things) {
        List<Bag> bags = Bag.of(all.stream().map(things).toList());
        Map<Column, Bag> result = new LinkedHashMap<>();
        for (int i = 0; i < bags.size(); i++) {
            result.put(all.get(i), bags.get(i));
        }
        return result;
    }

    private Set<String> distinct() {
        return values.distinct.keySet().stream().limit(DISTINCT).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<String> words() {
        return values.numbers.length > 0 || values.family.temporal() ? Set.of()
            : values.present.stream().limit(DISTINCT).flatMap(value -> Words.units(value).stream()).limit(WORDS).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<String> text() {
        Set<String> words = new HashSet<>(name.words.keySet());
        Words.of(description).forEach(word -> words.addAll(Lexicon.SHIPPED.meaning(word)));
        return words;
    }

    private static void meanings(List<Column> all) {
        Collection<String> texts = all.stream().flatMap(column -> Stream.of(column.name.phrase, column.explained(), column.sample())).toList();
        Map<String, float[]> vectors = Embeddings.of(texts);
        for (Column column : all) {
            column.nameMeaning = Optional.ofNullable(vectors.get(column.name.phrase));
            column.textMeaning = Optional.ofNullable(vectors.get(column.explained()));
            column.sampleMeaning = Optional.ofNullable(vectors.get(column.sample()));
        }
    }

    private String explained() {
        return described() ? name.phrase + ": " + description : name.phrase;
    }

    /** A few different values of a text column; nothing for others, whose values have no meaning in words. */
    private String sample() {
        if (values.family != Family.TEXT && values.family != Family.CODE && values.family != Family.PROSE) {
            return "";
        }
        String joined = values.present.stream().distinct().limit(6).map(value -> value.length() > 20 ? value.substring(0, 20) : value).collect(Collectors.joining(", "));
        return joined.length() > SAMPLE ? joined.substring(0, SAMPLE) : joined;
    }
}
