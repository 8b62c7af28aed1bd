package dev.leat.mapping.propose;

import dev.leat.transform.Constraint;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an expression has to reach: the target field, seen from all sides. */
final class Goal {
    private static final int LONGEST = 1_000;
    private static final int MOST = 200;

    private final TargetField target;
    private final List<Example> examples;
    private final List<String> words;
    private final String description;
    private final List<String> existing;
    private final Forms forms;
    private final Optional<Family> family;

    Goal(TargetField target, List<Example> examples) {
        this.target = target;
        this.examples = List.copyOf(examples);
        this.words = Words.leaf(target.name());
        this.description = (target.description().orElse("") + " " + target.semantic().orElse("")).strip();
        this.existing = target.existing().stream().filter(text -> text.length() <= LONGEST).limit(MOST).toList();
        this.family = Family.of(target.type());
        this.forms = Forms.of(existing);
    }

    TargetField target() {
        return target;
    }

    List<Example> examples() {
        return examples;
    }

    /** Of the target's name. */
    List<String> words() {
        return words;
    }

    String description() {
        return description;
    }

    /** Values of the destination, some. */
    List<String> existing() {
        return existing;
    }

    /** Of the values of the destination. */
    Forms forms() {
        return forms;
    }

    Optional<Family> family() {
        return family;
    }

    boolean is(Family family) {
        return family().equals(Optional.of(family));
    }

    boolean isNumber() {
        return family().filter(Family::isNumber).isPresent();
    }

    /** A time of which a description says more than a type does: its zone, an end of a month, what stands for none. */
    boolean isTimeAsSaid() {
        return !description.isEmpty() && family().filter(Family::isTime).isPresent();
    }

    /** A target that takes text, or whatever comes. */
    boolean takesText() {
        return family().isEmpty() || is(Family.TEXT);
    }

    /** Whether the name has one of these words. */
    boolean named(String... any) {
        return Arrays.stream(any).anyMatch(words::contains);
    }

    /** Whether name or description has one of these words. */
    boolean says(String... any) {
        List<String> said = Words.of(description);
        return named(any) || Arrays.stream(any).anyMatch(said::contains);
    }

    Optional<Unit> unit() {
        return Measures.said(target.unit(), target.name(), description);
    }

    Constraint constraint() {
        return target.constraint();
    }

    /** The target's type for a cast: as declared, text types without their length. */
    String type() {
        return is(Family.TEXT) ? "string" : target.type().orElse("string");
    }
}
