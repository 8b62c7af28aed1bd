package dev.leat.mapping.schema;

import java.util.Arrays;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What texts mean by the look of them. */
final class Meanings {
    /**
     * @param detail  for the statement
     * @param least   share of values for which it must hold
     * @param several whether one value alone is too little
     */
    record Meaning(Trait trait, String detail, double least, boolean several, Predicate<String> takes) {}

    private static final Set<String> ALPHA2 = Set.of(Locale.getISOCountries());
    private static final Set<String> ALPHA3 = Arrays.stream(Locale.getISOCountries()).map(country -> new Locale("", country).getISO3Country()).collect(Collectors.toSet());
    private static final Set<String> COUNTRIES = countries();
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode).collect(Collectors.toSet());
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.|$)){4}");
    private static final Pattern PHONE = Pattern.compile("\\+?[(]?\\d[\\d\\s().\\-/]{5,22}(\\s?(x|ext\\.?)\\s?\\d{1,6})?");

    static final List<Meaning> ALL = List.of(
        new Meaning(Trait.EMAIL, "", 0.9, false, matches("[^@\\s,;<>\"]+@[^@\\s,;<>\"]+\\.[\\p{L}]{2,24}")),
        new Meaning(Trait.URL, "", 0.9, false, matches("(?i)((https?|ftp|s3a?|gs|abfss?)://|www\\.)\\S+")),
        new Meaning(Trait.UUID, "", 0.9, false, matches("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")),
        new Meaning(Trait.HASH, "", 0.95, false, matches("(?i)([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})").and(text -> text.matches(".*[a-fA-F].*"))),
        new Meaning(Trait.IP, "", 0.9, false, text -> IPV4.matcher(text).matches() || text.matches("(?i)([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|([0-9a-f]{1,4}:){1,6}:([0-9a-f]{1,4}(:[0-9a-f]{1,4})*)?")),
        new Meaning(Trait.IBAN, "", 0.9, false, Meanings::iban),
        new Meaning(Trait.CARD, "", 0.95, true, Meanings::card),
        new Meaning(Trait.PHONE, "", 0.9, true, Meanings::phone),
        new Meaning(Trait.COUNTRY, "alpha-2", 0.95, true, text -> ALPHA2.contains(text.toUpperCase(Locale.ROOT)) && text.length() == 2),
        new Meaning(Trait.COUNTRY, "alpha-3", 0.95, true, text -> ALPHA3.contains(text.toUpperCase(Locale.ROOT)) && text.length() == 3),
        new Meaning(Trait.COUNTRY, "name", 0.8, true, text -> COUNTRIES.contains(text.toLowerCase(Locale.ROOT))),
        new Meaning(Trait.CURRENCY, "code", 0.95, true, text -> text.length() == 3 && CURRENCIES.contains(text.toUpperCase(Locale.ROOT))),
        new Meaning(Trait.CURRENCY, "amount", 0.9, true, Meanings::amount),
        new Meaning(Trait.LANGUAGE, "tag", 0.95, true, text -> text.matches("[a-z]{2}[-_][A-Z]{2}") && LANGUAGES.contains(text.substring(0, 2)) && ALPHA2.contains(text.substring(3))),
        new Meaning(Trait.JSON, "", 0.9, false, Meanings::json));

    private Meanings() {}

    private static Predicate<String> matches(String pattern) {
        return Pattern.compile(pattern).asMatchPredicate();
    }

    private static Set<String> countries() {
        Set<String> names = new HashSet<>(Set.of("usa", "uk", "russia", "south korea", "czech republic", "great britain", "holland", "the netherlands"));
        for (String country : Locale.getISOCountries()) {
            for (Locale language : List.of(Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH, new Locale("es"), Locale.ITALIAN)) {
                names.add(new Locale("", country).getDisplayCountry(language).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private static boolean phone(String text) {
        if (!PHONE.matcher(text).matches()) {
            return false;
        }
        long digits = text.chars().filter(Character::isDigit).count();
        boolean marked = text.startsWith("+") || text.startsWith("00") || text.startsWith("(") || text.matches("[^-]*\\d[\\s\\-/.]\\d{2,}.*[\\s\\-/.]\\d{2,}.*");
        return digits >= 7 && digits <= 17 && marked && !IPV4.matcher(text).matches() && !text.matches("\\d{4}-\\d{2}-\\d{2}([ T].*)?|\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}.*");
    }

    /** ISO 13616: letters are numbers from 10, the whole modulo 97 is 1. */
    private static boolean iban(String text) {
        String plain = text.replace(" ", "");
        if (!plain.matches("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}")) {
            return false;
        }
        int rest = 0;
        for (char c : (plain.substring(4) + plain.substring(0, 4)).toCharArray()) {
            int value = Character.getNumericValue(c);
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
        }
        return rest == 1;
    }

    /** ISO/IEC 7812: Luhn's sum, and a first digit that payment cards have. */
    private static boolean card(String text) {
        String digits = text.replaceAll("[ -]", "");
        if (!digits.matches("[3-6]\\d{12,18}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
        }
        return sum % 10 == 0;
    }

    private static boolean amount(String text) {
        String number = text.replaceFirst("^([$€£¥₹]|[A-Z]{3}) ?|(?<=\\d) ?([$€£¥₹]|[A-Z]{3})$", "");
        boolean signed = text.matches(".*[$€£¥₹].*") || CURRENCIES.contains(text.replaceAll("[^A-Z]", ""));
        return signed && !number.equals(text) && Arrays.stream(NumberStyle.values()).anyMatch(style -> style.takes(number));
    }

    private static boolean json(String text) {
        if (!text.matches("(?s)\\s*(\\{.*}|\\[.*])\\s*")) {
            return false;
        }
        try {
            return dev.leat.model.Yaml.json().readTree(text) != null;
        } catch (com.fasterxml.jackson.core.JsonProcessingException none) {
            return text.length() >= dev.leat.connect.Sample.LONGEST; // it was cut
        }
    }
}
