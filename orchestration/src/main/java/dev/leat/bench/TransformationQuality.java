package dev.leat.bench;

import dev.leat.mapping.propose.Transformations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many expressions of known cases the assistant finds exactly, by kind: the set that its rules were made with, and the one that was put aside meanwhile. */
final class TransformationQuality implements Benchmark {
    private static final Map<String, String> SETS = Map.of("known", Transformations.KNOWN, "unseen", Transformations.UNSEEN);

    @Override
    public String name() {
        return "transformations";
    }

    @Override
    public List<Figure> measure(Ground ground) {
        Shell.Ended ended = ground.shell().java(Ground.options("1g"), TransformationQuality.class.getName());
        return ended.output().lines().filter(line -> line.startsWith("solved\t")).map(line -> line.split("\t"))
            .map(parts -> new Figure(parts[1], parts[2] + " of " + parts[3], "", parts[4] + " wrong, " + parts[5] + " open", "", "")).toList();
    }

    /** The measured process. */
    public static void main(String[] arguments) {
        for (String set : List.of("known", "unseen")) {
            List<Transformations.Outcome> outcomes = Transformations.measure(SETS.get(set));
            Map<String, List<Transformations.Outcome>> kinds = new LinkedHashMap<>();
            outcomes.forEach(outcome -> kinds.computeIfAbsent(outcome.category(), kind -> new ArrayList<>()).add(outcome));
            kinds.forEach((kind, of) -> print(set + ", " + kind, of));
            print(set + ", all", outcomes);
        }
    }

    private static void print(String work, List<Transformations.Outcome> outcomes) {
        long solved = outcomes.stream().filter(Transformations.Outcome::solved).count();
        long wrong = outcomes.stream().filter(Transformations.Outcome::wrong).count();
        System.out.println(String.join("\t", "solved", work, Long.toString(solved), Integer.toString(outcomes.size()), Long.toString(wrong), Long.toString(outcomes.size() - solved - wrong)));
    }
}
