package dev.leat.mapping.schema;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a field's name says by itself, in several languages. */
final class Words {
    private static final Set<String> IDENTIFIERS = Set.of("id", "ids", "key", "uuid", "guid", "code", "no", "nr", "num", "number", "nummer", "numero", "sku", "ref", "reference", "isbn", "ean", "kennung", "pk", "fk", "identifier", "oid", "rowid");
    /** By reason; a word with a blank is a sequence of words. */
    private static final Map<String, List<String>> PERSONAL = new TreeMap<>(Map.ofEntries(
        Map.entry("a person's name", List.of("first name", "last name", "full name", "given name", "family name", "middle name", "maiden name", "surname", "firstname", "lastname", "fullname", "fname", "lname", "forename", "vorname", "nachname", "prenom", "nom de famille", "nombre", "apellido", "apellidos", "cognome", "patient name", "customer name", "employee name", "contact name", "user name", "username", "login")),
        Map.entry("an e-mail address", List.of("email", "e mail", "mail", "correo")),
        Map.entry("a phone number", List.of("phone", "mobile", "telephone", "telefon", "telefono", "handy", "tel", "fax", "cell")),
        Map.entry("a date of birth", List.of("dob", "birth", "birthdate", "birthday", "born", "geburt", "geburtsdatum", "geburtstag", "naissance", "nacimiento")),
        Map.entry("an address", List.of("address", "street", "strasse", "rue", "calle", "adresse", "anschrift", "direccion", "addr", "zip", "zipcode", "postcode", "postal code", "plz", "postleitzahl")),
        Map.entry("a number that the state gives", List.of("ssn", "social security", "passport", "tax id", "national id", "nino", "nhs number", "driver license", "drivers license", "steuernummer", "sozialversicherungsnummer", "dni", "nif")),
        Map.entry("pay", List.of("salary", "wage", "gehalt", "lohn", "salaire", "salario", "income")),
        Map.entry("a bank account or card", List.of("iban", "account number", "card number", "credit card", "kontonummer", "cvv")),
        Map.entry("a gender", List.of("gender", "sex", "geschlecht", "genre", "sexo")),
        Map.entry("a place", List.of("latitude", "longitude", "geolocation")),
        Map.entry("an address of a machine", List.of("ip", "ip address")),
        Map.entry("health", List.of("diagnosis", "diagnose", "blood type", "medication", "disability", "allergy", "allergies")),
        Map.entry("a belief or origin", List.of("religion", "ethnicity", "race", "political")),
        Map.entry("a secret", List.of("password", "passwort", "passwd", "pwd", "secret", "pin", "token"))));

    private Words() {}

    /** The last name of a path in lower case without accents, cut into its words. */
    static List<String> of(String path) {
        String last = path.replaceAll("(\\[])+$", "").replaceAll(".*[.](?=.)", "");
        String plain = Normalizer.normalize(last, Normalizer.Form.NFKD).replaceAll("\\p{M}", "").replace("ß", "ss");
        String cut = plain.replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})", " ").replaceAll("[^\\p{L}\\p{N}]+", " ");
        return Arrays.stream(cut.strip().toLowerCase(Locale.ROOT).split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    static boolean identifier(List<String> words) {
        return words.stream().anyMatch(word -> IDENTIFIERS.contains(word));
    }

    static boolean any(List<String> words, String... wanted) {
        return Arrays.stream(wanted).anyMatch(words::contains);
    }

    /** Why a name tells of personal data. */
    static Optional<String> personal(List<String> words) {
        String name = " " + String.join(" ", words) + " ";
        return PERSONAL.entrySet().stream().filter(entry -> entry.getValue().stream().anyMatch(word -> name.contains(" " + word + " "))).map(Map.Entry::getKey).findFirst();
    }
}
