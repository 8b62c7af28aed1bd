package dev.leat.mapping.match.signal;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** How well a word tells the members of a collection apart: 1 if only one has it, towards 0 if all have it. */
final class Rarity {
    private Rarity() {}

    static Map<String, Double> of(List<? extends Collection<String>> members) {
        Map<String, Integer> holders = new HashMap<>();
        for (Collection<String> member : members) {
            new HashSet<>(member).forEach(word -> holders.merge(word, 1, Integer::sum));
        }
        double all = Math.log(members.size() + 1.0);
        Map<String, Double> rarity = new HashMap<>();
        // In a small table a word in two columns is no sign of a common prefix: the first repetition is free.
        holders.forEach((word, count) -> rarity.put(word, members.size() < 3 ? 1 : Math.log((members.size() + 1.0) / Math.max(1, count - 1)) / all));
        return rarity;
    }
}
