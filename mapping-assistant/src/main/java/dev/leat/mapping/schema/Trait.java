package dev.leat.mapping.schema;

/** What can be said of a field's values. */
public enum Trait {
    /** Detail: the names inside. */
    NESTED("objects"),
    /** Detail: from how many to how many elements. */
    ARRAY("arrays"),
    /** Holds for the rows that have a value. */
    OPTIONAL("there"),
    /** Detail: the JSON types, the most frequent first. */
    SEVERAL_TYPES("of several types"),
    /** Texts without a letter or digit, and those without anything. */
    BLANK("blank"),
    /** Texts that stand for nothing, such as {@code n/a}. */
    PLACEHOLDER("stands for nothing"),
    CONSTANT("always the same"),
    /** Detail: the values, the most frequent first. */
    ENUMERATION("one of few"),
    /** Detail: how it is written, as {@code 1,234.5}. */
    NUMBER_IN_TEXT("numbers as text"),
    /** Detail: two words, false and true. */
    BOOLEAN_IN_TEXT("yes or no as text"),
    /** Detail: Spark's datetime pattern; two, joined by {@code |}, where no value tells day from month. */
    DATE_IN_TEXT("dates as text"),
    /** Detail: as of dates. */
    TIMESTAMP_IN_TEXT("times as text"),
    /** Detail: {@code seconds} or {@code milliseconds}. */
    EPOCH("instants as numbers"),
    JSON("JSON as text"),
    LONG_TEXT("long texts"),
    EMAIL("e-mail addresses", true),
    URL("URLs", true),
    PHONE("phone numbers", true),
    /** Detail: {@code alpha-2}, {@code alpha-3} or {@code name}. */
    COUNTRY("countries", true),
    /** Detail: {@code code}, or the sign or code of an amount. */
    CURRENCY("currencies", true),
    LANGUAGE("languages", true),
    IP("IP addresses", true),
    IBAN("bank accounts (IBAN)", true),
    CARD("payment cards", true),
    UUID("UUIDs", true),
    HASH("hash values", true),
    POSTAL_CODE("postal codes", true),
    GENDER("genders", true),
    PERSON_NAME("names of persons", true),
    BIRTH_DATE("dates of birth", true),
    LATITUDE("latitudes", true),
    LONGITUDE("longitudes", true),
    /** Names a thing: by its name or its values. */
    IDENTIFIER("identifiers"),
    /** No null and nothing twice; detail: {@code declared} where the system says so. */
    KEY("a key"),
    /** Detail: entity and field that it points at; with {@code declared} where the system says so. */
    FOREIGN_KEY("points at"),
    /** Detail: why. */
    PERSONAL("personal data");

    private final String words;
    private final boolean semantic;

    Trait(String words) {
        this(words, false);
    }

    Trait(String words, boolean semantic) {
        this.words = words;
        this.semantic = semantic;
    }

    public String words() {
        return words;
    }

    /** Whether it says what the values mean, as the label {@code semantic} does. */
    public boolean semantic() {
        return semantic;
    }

    /** As the label is written: {@code email}, {@code postal-code}. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
