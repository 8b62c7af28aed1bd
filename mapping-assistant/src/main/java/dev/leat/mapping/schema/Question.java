package dev.leat.mapping.schema;

import dev.leat.model.SchemaFile;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person is asked about a destination field, one at a time. An empty answer leaves the label as it is. */
public enum Question {
    DESCRIPTION("What is it?"),
    SEMANTIC("What does it mean, in a word such as email, phone, country or currency?"),
    VALUES("If only some values are allowed: which, with commas between?"),
    UNIT("In which unit, such as EUR or kg?"),
    REQUIRED("Must it always have a value? y or n"),
    KEY("Does it name a row, alone or with others? y or n"),
    PII("Is it personal data? y or n");

    private final String text;

    Question(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** Those that make sense for a field and have no answer yet. */
    public static List<Question> of(SchemaFile.Field field) {
        Family family = Family.of(Optional.of(field.type()));
        return Arrays.stream(values()).filter(question -> switch (question) {
            case DESCRIPTION -> Label.description(field).isEmpty();
            case SEMANTIC -> field.semantic().isEmpty() && (family == Family.TEXT || family == Family.NUMBER);
            case VALUES -> field.values().isEmpty() && family == Family.TEXT;
            case UNIT -> field.unit().isEmpty() && family == Family.NUMBER;
            case REQUIRED -> field.required().isEmpty() && field.nullable().orElse(true);
            case KEY -> field.key().isEmpty() && (family == Family.TEXT || family == Family.NUMBER);
            case PII -> field.pii().isEmpty();
        }).toList();
    }

    /** @throws IllegalArgumentException with a sentence when the answer is none */
    public Label label(String answer) {
        Optional<String> given = Optional.of(answer.strip()).filter(text -> !text.isEmpty());
        Label none = Label.NONE;
        return switch (this) {
            case DESCRIPTION -> new Label(none.type(), given, none.semantic(), none.required(), none.key(), none.values(), none.unit(), none.pii());
            case SEMANTIC -> new Label(none.type(), none.description(), given, none.required(), none.key(), none.values(), none.unit(), none.pii());
            case VALUES -> new Label(none.type(), none.description(), none.semantic(), none.required(), none.key(), given.map(Question::list).orElse(List.of()), none.unit(), none.pii());
            case UNIT -> new Label(none.type(), none.description(), none.semantic(), none.required(), none.key(), none.values(), given, none.pii());
            case REQUIRED -> new Label(none.type(), none.description(), none.semantic(), given.map(Question::yes), none.key(), none.values(), none.unit(), none.pii());
            case KEY -> new Label(none.type(), none.description(), none.semantic(), none.required(), given.map(Question::yes), none.values(), none.unit(), none.pii());
            case PII -> new Label(none.type(), none.description(), none.semantic(), none.required(), none.key(), none.values(), none.unit(), given.map(Question::yes));
        };
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(value -> !value.isEmpty()).toList();
    }

    private static boolean yes(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "y", "yes" -> true;
            case "n", "no" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is neither y nor n");
        };
    }
}
