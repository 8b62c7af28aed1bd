package dev.leat.mapping.propose;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The parts of a person's name and the words for them. */
enum NamePart {
    FIRST(Set.of("firstname", "givenname", "forename", "vorname", "fname", "prenom", "gname"), Set.of("first", "given", "fore", "christian")),
    MIDDLE(Set.of("middlename", "mname", "secondname"), Set.of("middle")),
    LAST(Set.of("lastname", "surname", "familyname", "nachname", "familienname", "lname", "apellido", "apellidos", "cognome", "sname"), Set.of("last", "family", "sur"));

    private static final Set<String> NAME = Set.of("name", "nm", "names");

    /** Enough by themselves. */
    private final Set<String> words;
    /** Only with the word name, or with nothing else. */
    private final Set<String> beginnings;

    NamePart(Set<String> words, Set<String> beginnings) {
        this.words = words;
        this.beginnings = beginnings;
    }

    static Optional<NamePart> of(List<String> name) {
        return Arrays.stream(values()).filter(part -> name.stream().anyMatch(part.words::contains)
            || name.stream().anyMatch(part.beginnings::contains) && (name.size() == 1 || name.stream().anyMatch(NAME::contains))).findFirst();
    }

    static Optional<NamePart> of(Source source) {
        return source.family() == Family.TEXT ? of(source.words()) : Optional.empty();
    }

    /** The words that say whose name it is. */
    static List<String> rest(List<String> name) {
        return name.stream().filter(word -> !NAME.contains(word) && Arrays.stream(values()).noneMatch(part -> part.words.contains(word) || part.beginnings.contains(word))).toList();
    }
}
