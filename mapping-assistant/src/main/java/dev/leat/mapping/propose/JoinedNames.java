package dev.leat.mapping.propose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A person's name put together from its parts, which stand side by side in the source. */
record JoinedNames() implements Rule {
    private static final List<String> NAME = List.of("nom", "name", "cognome");

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        Source begun = draft.idea().source();
        if (!goal.takesText() || draft.idea().steps() > 0 || NamePart.of(begun).isEmpty() || !isWhole(goal)) {
            return Stream.empty();
        }
        Optional<Source> first = part(NamePart.FIRST, begun, scene);
        Optional<Source> last = part(NamePart.LAST, begun, scene);
        if (first.isEmpty() || last.isEmpty() || first.get() == last.get()) {
            return Stream.empty();
        }
        List<Source> parts = new ArrayList<>(List.of(first.get()));
        part(NamePart.MIDDLE, begun, scene).ifPresent(parts::add);
        parts.add(last.get());
        boolean comma = !goal.existing().isEmpty() && goal.existing().stream().filter(text -> text.contains(", ")).count() > 0.5 * goal.existing().size();
        Stream<Idea> plain = Stream.of(idea(begun, present("concat_ws(' ', " + list(parts) + ")", parts), parts, comma ? 0.1 : 0.25));
        Stream<Idea> turned = comma ? Stream.of(idea(begun, "concat_ws(', ', " + last.get().sql() + ", " + (parts.size() == 2 ? first.get().sql()
            : "concat_ws(' ', " + list(parts.subList(0, 2)) + ")") + ")", parts, 0.25)) : Stream.empty();
        return Stream.concat(turned, plain);
    }

    /** A field for a whole name, by its own name or by what it says of itself. */
    private static boolean isWhole(Goal goal) {
        String said = goal.description().toLowerCase(Locale.ROOT);
        return said.contains("first and last name") || said.contains("full name") || said.contains("last and first name")
            || NamePart.of(goal.words()).isEmpty() && goal.named("name", "fullname", "nm", "nom", "nombre")
            && !goal.named("user", "username", "login", "file", "host", "domain", "company", "product");
    }

    static Optional<Source> part(NamePart part, Source begun, Scene scene) {
        List<Source> named = scene.beside(begun).stream().filter(source -> NamePart.of(source).equals(Optional.of(part))).toList();
        // Beside a first name, a name is the last one
        List<Source> beside = named.isEmpty() && part == NamePart.LAST && NamePart.of(begun).equals(Optional.of(NamePart.FIRST)) ? scene.beside(begun).stream()
            .filter(source -> source.family() == Family.TEXT && source.words().size() == 1 && NAME.contains(source.words().get(0))).toList() : named;
        List<String> rest = NamePart.rest(begun.words());
        return beside.stream().filter(source -> NamePart.rest(source.words()).equals(rest)).findFirst().or(() -> beside.size() == 1 ? Optional.of(beside.get(0)) : Optional.empty());
    }

    /** No name at all is null and not an empty text, which would pass for a value. */
    private static String present(String sql, List<Source> parts) {
        boolean nothing = IntStream.range(0, parts.get(0).values().size()).anyMatch(row -> parts.stream().allMatch(part -> part.values().get(row).isEmpty()));
        return nothing ? "nullif(" + sql + ", '')" : sql;
    }

    private static String list(List<Source> parts) {
        return parts.stream().map(source -> tidy(source)).collect(Collectors.joining(", "));
    }

    private static String tidy(Source source) {
        boolean spaces = source.values().stream().flatMap(Optional::stream).anyMatch(text -> text.length() < 200 && (text.startsWith(" ") || text.endsWith(" ")));
        return spaces ? "trim(" + source.sql() + ")" : source.sql();
    }

    private static Idea idea(Source begun, String sql, List<Source> parts, double hint) {
        List<Source> sources = new ArrayList<>(List.of(begun));
        parts.stream().filter(part -> part != begun).forEach(sources::add);
        return Idea.of(sql, sources, "the parts of the name put together", hint);
    }
}
