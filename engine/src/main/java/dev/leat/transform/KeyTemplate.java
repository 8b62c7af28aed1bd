package dev.leat.transform;

import dev.leat.model.Problem;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a cache names an entry: {@code session:{id}}. Braces hold a matched field or its column of the auxiliary entity.
 *
 * @param parts texts and, between them, places of key values
 */
record KeyTemplate(List<String> texts, List<Integer> places) implements Serializable {
    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");

    /** What is wrong: a name that is not matched, or a match that the name leaves out, so that two rows would share an entry. */
    static List<Problem> check(String template, Map<String, String> match) {
        List<Problem> problems = new ArrayList<>();
        List<Integer> used = new ArrayList<>();
        for (String name : BRACES.matcher(template).results().map(found -> found.group(1)).toList()) {
            int place = place(name, match);
            used.add(place);
            if (place < 0) {
                problems.add(new Problem("", "the key '" + template + "' of the cache names '" + name + "', which is not matched", Problem.choices(match.values())));
            }
        }
        int place = 0;
        for (String field : match.values()) {
            if (!used.contains(place++)) {
                problems.add(new Problem("", "the key '" + template + "' of the cache leaves out '" + field + "'", "Add {" + field + "} to the key"));
            }
        }
        return problems;
    }

    static KeyTemplate of(String template, Map<String, String> match) {
        List<String> texts = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        Matcher matcher = BRACES.matcher(template);
        int end = 0;
        for (MatchResult found : matcher.results().toList()) {
            texts.add(template.substring(end, found.start()));
            places.add(place(found.group(1), match));
            end = found.end();
        }
        texts.add(template.substring(end));
        return new KeyTemplate(List.copyOf(texts), List.copyOf(places));
    }

    private static int place(String name, Map<String, String> match) {
        int byField = List.copyOf(match.values()).indexOf(name);
        return byField >= 0 ? byField : List.copyOf(match.keySet()).indexOf(name);
    }

    String key(List<String> values) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < places.size(); i++) {
            key.append(texts.get(i)).append(values.get(places.get(i)));
        }
        return key.append(texts.get(places.size())).toString();
    }
}
