package dev.leat.mapping.propose;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How likely two codes mean the same: 0 no sign of it, 1 spelled alike. */
final class Meanings {
    private static final List<Set<String>> SYNONYMS = lines("synonyms.txt");
    private static final List<Set<String>> POLARITY = lines("polarity.txt");
    private static final Pattern EXPLAINED = Pattern.compile("([\\p{L}\\p{N}+_-]{1,20})['\"]?\\s*(?:=>|->|[=:])\\s*['\"]?([\\p{L}\\p{N}_ -]{1,40})");
    private static final Pattern SIGNED = Pattern.compile("(?i)(?<word>[\\p{L}\\p{N}]+) ?(?:(?<plus>\\+|plus|pos|positive|positiv)|-|minus|neg|negative|negativ)");
    private static final List<String> NEGATIONS = List.of("un", "in", "non", "not", "dis", "no", "im");

    private final Map<String, String> explained = new LinkedHashMap<>();
    private final List<String> nameWords;

    /** @param descriptions may explain codes, as in {@code 0 = low, 1 = high} */
    Meanings(List<String> descriptions, List<String> nameWords) {
        this.nameWords = List.copyOf(nameWords);
        for (String description : descriptions) {
            Matcher pair = EXPLAINED.matcher(description);
            while (pair.find()) {
                explained.putIfAbsent(Words.bare(pair.group(1)), Words.bare(pair.group(2)));
            }
        }
    }

    private static List<Set<String>> lines(String resource) {
        try (InputStream in = Meanings.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(line -> Arrays.stream(line.split(" ")).map(Meanings::bare).collect(Collectors.toSet())).toList();
        } catch (IOException e) {
            throw new LeatException(Kind.BUG, resource, "it cannot be read", "Install Leat again", e);
        }
    }

    /** Signs stay, where there is nothing else. */
    private static String bare(String text) {
        String bare = Words.bare(text);
        return bare.isEmpty() ? text.strip() : bare;
    }

    double alike(String code, String value) {
        String one = bare(code);
        String other = bare(value);
        if (sign(code).isPresent() && sign(value).isPresent()) {
            return code.strip().equals(value.strip()) ? 1 : sign(code).equals(sign(value)) ? 0.9 : 0;
        }
        if (one.isEmpty() || other.isEmpty()) {
            return 0;
        }
        if (one.equals(other)) {
            return 1;
        }
        if (other.equals(explained.get(one)) || one.equals(explained.get(other))) {
            return 0.95;
        }
        boolean truth = isTruth(one) || isTruth(other);
        if (truth && polar(one, other)) {
            return 0.92;
        }
        if ((truth ? POLARITY : SYNONYMS).stream().anyMatch(group -> group.contains(one) && group.contains(other))) {
            // A letter may as well be the beginning of another value
            return one.length() == 1 && other.length() > 1 ? 0.7 : 0.9;
        }
        if (Dictionary.same(code, value) || isCurrency(code, value) || isCurrency(value, code)) {
            return 0.9;
        }
        return truth ? 0 : abbreviated(one, other, value);
    }

    private static boolean isCurrency(String sign, String code) {
        return sign.strip().matches("\\p{Sc}") && Unit.of(sign).map(Unit::dimension).equals(Unit.of(code).map(Unit::dimension)) && Unit.of(sign).isPresent();
    }

    /** A word with a plus or a minus behind it, which can be written out. */
    private static Optional<String> sign(String text) {
        Matcher signed = SIGNED.matcher(text.strip());
        return signed.matches() ? Optional.of(Words.bare(signed.group("word")) + (signed.group("plus") == null ? "-" : "+")) : Optional.empty();
    }

    private static boolean isTruth(String text) {
        return text.equals("true") || text.equals("false");
    }

    /** {@code paid} is true of a field named so, {@code unpaid} is false. */
    private boolean polar(String one, String other) {
        String truth = isTruth(one) ? one : other;
        String word = isTruth(one) ? other : one;
        boolean negated = NEGATIONS.stream().anyMatch(prefix -> word.startsWith(prefix) && nameWords.contains(word.substring(prefix.length())));
        return truth.equals("true") ? nameWords.contains(word) : negated;
    }

    private static double abbreviated(String one, String other, String value) {
        if (one.matches("\\d+")) {
            return value.strip().matches("0*" + one.replaceFirst("^0+(?=\\d)", "") + "(\\D.*)?") ? 0.8 : 0;
        }
        List<String> words = Words.of(value);
        String initials = words.stream().map(word -> word.substring(0, 1)).collect(Collectors.joining());
        if (words.size() > 1 && initials.equals(one)) {
            return 0.75;
        }
        if (other.startsWith(one) || one.length() > 3 && other.length() > 2 && one.startsWith(other)) {
            return 0.7;
        }
        return one.length() > 1 && one.charAt(0) == other.charAt(0) && isWithin(one, other) ? 0.5 : 0;
    }

    /** All letters of the one in their order. */
    private static boolean isWithin(String one, String other) {
        int place = 0;
        for (int i = 0; i < other.length() && place < one.length(); i++) {
            place += other.charAt(i) == one.charAt(place) ? 1 : 0;
        }
        return place == one.length();
    }

    /** The value for each code that clearly means one of them; others are left out. */
    Map<String, String> pairs(List<String> codes, List<String> values) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String code : new TreeSet<>(codes)) {
            double best = 0;
            Set<String> chosen = new HashSet<>();
            for (String value : values) {
                double alike = alike(code, value);
                if (alike > best) {
                    chosen.clear();
                }
                if (alike > 0 && alike >= best) {
                    best = alike;
                    chosen.add(value);
                }
            }
            if (chosen.size() == 1) {
                pairs.put(code, chosen.iterator().next());
            }
        }
        return pairs;
    }
}
