package dev.leat.mapping.propose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A postal address in one line, in the order of the destination's addresses. */
record JoinedPlaces() implements Rule {
    private static final List<Set<String>> PARTS = List.of(Set.of("street", "strasse", "rue", "calle", "address1", "line1", "addr1"),
        Set.of("zip", "zipcode", "postal", "postcode", "postalcode", "plz"),
        Set.of("city", "town", "ort", "stadt", "ville", "ciudad"), Set.of("state", "province", "region"), Set.of("country", "land", "pays"));

    private static final Set<String> HOUSE = Set.of("house", "housenumber", "houseno", "haus", "hausnr", "hausnummer", "hnr");

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        Source begun = draft.idea().source();
        if (!goal.takesText() || draft.idea().steps() > 0 || !goal.says("address", "adresse", "anschrift", "direccion") || goal.says("mail", "email", "ip", "web") || place(begun) < 0
            || goal.named("line", "line1", "line2", "1", "2") || isPart(goal) || begun.words().equals(goal.words())) {
            return Stream.empty();
        }
        List<Optional<Source>> parts = new ArrayList<>();
        for (int i = 0; i < PARTS.size(); i++) {
            int part = i;
            parts.add(scene.beside(begun).stream().filter(source -> source.family() == Family.TEXT && place(source) == part).findFirst());
        }
        if (parts.get(0).isEmpty() || parts.get(2).isEmpty()) {
            return Stream.empty();
        }
        Optional<Source> country = goal.existing().isEmpty() || goal.existing().stream().allMatch(text -> text.matches(".*, [^,]*\\D[^,]*, [^,]*")) ? parts.get(4) : Optional.empty();
        Stream<Idea> european = Stream.of(idea(scene, begun, parts.get(0), group(parts.get(1), parts.get(2)), country));
        Stream<Idea> american = parts.get(3).isEmpty() ? Stream.empty() : Stream.of(idea(scene, begun, parts.get(0), List.of(parts.get(2)), List.of(group(parts.get(3), parts.get(1))), country));
        return Stream.concat(european, american);
    }

    /** A city is no address, though it may say that it is the city of one. */
    private static boolean isPart(Goal goal) {
        return place(goal.words()) >= 0 && !goal.named("address", "adresse", "anschrift", "direccion") || goal.named("street");
    }

    private static int place(Source source) {
        return place(source.words());
    }

    private static int place(List<String> words) {
        for (int i = 0; i < PARTS.size(); i++) {
            if (words.stream().anyMatch(PARTS.get(i)::contains)) {
                return i;
            }
        }
        return -1;
    }

    /** The house number beside a street without one. */
    private static Optional<Source> number(Source street, Scene scene) {
        boolean without = street.values().stream().flatMap(Optional::stream).noneMatch(text -> text.matches(".*\\d.*"));
        return without ? scene.beside(street).stream().filter(source -> source != street && source.words().stream().anyMatch(HOUSE::contains)).findFirst() : Optional.empty();
    }

    @SafeVarargs
    private static List<Optional<Source>> group(Optional<Source>... parts) {
        return List.of(parts);
    }

    private static Idea idea(Scene scene, Source begun, Optional<Source> street, List<Optional<Source>> place, Optional<Source> country) {
        return idea(scene, begun, street, List.of(), List.of(place), country);
    }

    private static Idea idea(Scene scene, Source begun, Optional<Source> street, List<Optional<Source>> singles, List<List<Optional<Source>>> groups, Optional<Source> country) {
        List<Source> sources = new ArrayList<>(List.of(begun));
        List<String> texts = new ArrayList<>();
        Optional<Source> number = street.flatMap(source -> number(source, scene));
        number.ifPresent(sources::add);
        street.ifPresent(source -> texts.add(number.map(house -> "concat_ws(' ', " + source.sql() + ", " + house.sql() + ")").orElse(source.sql())));
        singles.stream().flatMap(Optional::stream).forEach(source -> texts.add(source.sql()));
        for (List<Optional<Source>> group : groups) {
            List<String> inner = group.stream().flatMap(Optional::stream).map(Source::sql).toList();
            texts.add(inner.size() == 1 ? inner.get(0) : "concat_ws(' ', " + String.join(", ", inner) + ")");
        }
        country.ifPresent(source -> texts.add(source.sql()));
        Stream.of(street.stream(), singles.stream().flatMap(Optional::stream), groups.stream().flatMap(List::stream).flatMap(Optional::stream), country.stream())
            .flatMap(all -> all).filter(source -> source != begun).forEach(sources::add);
        return Idea.of("concat_ws(', ', " + texts.stream().collect(Collectors.joining(", ")) + ")", sources, "the parts of the address put together", 0.2);
    }
}
