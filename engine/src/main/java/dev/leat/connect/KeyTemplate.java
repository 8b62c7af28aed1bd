package dev.leat.connect;

import dev.leat.model.Problem;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a cache or a destination of entries names one: {@code session:{id}}. Braces hold a part of the key by its name, or by the other name that it goes by.
 *
 * @param parts texts and, between them, places of key values
 */
public record KeyTemplate(List<String> texts, List<Integer> places) implements Serializable {
    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");

    /**
     * What is wrong: a name that is no part of the key, or a part that is left out, so that two rows would share an entry.
     *
     * @param match the parts of the key in order, each under its other name
     */
    public static List<Problem> check(String template, Map<String, String> match) {
        List<Problem> problems = new ArrayList<>();
        List<Integer> used = new ArrayList<>();
        for (String name : BRACES.matcher(template).results().map(found -> found.group(1)).toList()) {
            int place = place(name, match);
            used.add(place);
            if (place < 0) {
                problems.add(new Problem("", "the key '" + template + "' names '" + name + "', which is no part of it", Problem.choices(match.values())));
            }
        }
        int place = 0;
        for (String field : match.values()) {
            if (!used.contains(place++)) {
                problems.add(new Problem("", "the key '" + template + "' leaves out '" + field + "'", "Add {" + field + "} to the key"));
            }
        }
        return problems;
    }

    public static KeyTemplate of(String template, Map<String, String> match) {
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

    public String key(List<String> values) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < places.size(); i++) {
            key.append(texts.get(i)).append(values.get(places.get(i)));
        }
        return key.append(texts.get(places.size())).toString();
    }
}
