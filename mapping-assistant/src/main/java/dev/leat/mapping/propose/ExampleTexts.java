package dev.leat.mapping.propose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;

/** Texts composed as the examples are: of columns, parts of them and what is the same in all examples; the simplest way first. */
record ExampleTexts() implements Rule {
    private static final int SOURCES = 4;
    private static final int LOOKED_AT = 8;
    private static final int STEPS = 4_000;
    private static final int FOUND = 3;
    private static final int LONGEST = 200;

    /** A way through the first characters of every output. */
    private record Way(int[] places, List<Atom> atoms, double cost) {}

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        Source first = draft.idea().source();
        List<Example> examples = goal.examples().stream().filter(example -> example.value().filter(text -> !text.isEmpty() && text.length() <= LONGEST).isPresent()
            && example.row() < first.values().size()).limit(LOOKED_AT).toList();
        if (examples.isEmpty() || !goal.takesText() && !goal.isNumber() || draft.idea().steps() > 0 || !scene.ranked().get(0).equals(first)) {
            return Stream.empty();
        }
        List<String> outputs = examples.stream().map(example -> example.value().orElseThrow()).toList();
        List<Atom> atoms = scene.ranked().stream().limit(SOURCES).filter(source -> source.family() != Family.ARRAY && source.family() != Family.STRUCT)
            .flatMap(source -> Atom.of(source, examples.stream().map(Example::row).toList())).toList();
        return ways(outputs, atoms).stream().map(way -> idea(draft, way, outputs.size()));
    }

    private static List<Way> ways(List<String> outputs, List<Atom> atoms) {
        List<Way> found = new ArrayList<>();
        PriorityQueue<Way> open = new PriorityQueue<>(Comparator.comparingDouble(Way::cost).thenComparing(way -> Atom.sql(way.atoms())));
        open.add(new Way(new int[outputs.size()], List.of(), 0));
        Set<String> seen = new HashSet<>();
        for (int step = 0; step < STEPS && !open.isEmpty() && found.size() < FOUND; step++) {
            Way way = open.remove();
            if (complete(way, outputs)) {
                if (way.atoms().stream().anyMatch(Atom::isColumn) && seen.add(Atom.sql(way.atoms()))) {
                    found.add(way);
                }
                continue;
            }
            atoms.stream().filter(atom -> atom.fits(outputs, way.places())).forEach(atom -> open.add(next(way, atom)));
            boolean afterConstant = !way.atoms().isEmpty() && !way.atoms().get(way.atoms().size() - 1).isColumn();
            String common = afterConstant ? "" : common(outputs, way.places());
            for (int length = 1; length <= common.length(); length++) {
                open.add(next(way, Atom.constant(common.substring(0, length), outputs.size())));
            }
        }
        return found;
    }

    private static boolean complete(Way way, List<String> outputs) {
        for (int i = 0; i < outputs.size(); i++) {
            if (way.places()[i] < outputs.get(i).length()) {
                return false;
            }
        }
        return true;
    }

    private static Way next(Way way, Atom atom) {
        int[] places = way.places().clone();
        for (int i = 0; i < places.length; i++) {
            places[i] += atom.values().get(i).orElse("").length();
        }
        List<Atom> atoms = new ArrayList<>(way.atoms());
        atoms.add(atom);
        return new Way(places, atoms, way.cost() + atom.cost());
    }

    /** What all the outputs go on with. */
    private static String common(List<String> outputs, int[] places) {
        String common = outputs.get(0).substring(places[0]);
        for (int i = 1; i < outputs.size(); i++) {
            int same = 0;
            while (same < common.length() && places[i] + same < outputs.get(i).length() && common.charAt(same) == outputs.get(i).charAt(places[i] + same)) {
                same++;
            }
            common = common.substring(0, same);
        }
        return common.substring(0, Math.min(common.length(), 12));
    }

    private static Idea idea(Draft draft, Way way, int examples) {
        Idea idea = draft.then(Atom.sql(way.atoms()), "composed as in the examples", -way.cost() / 100);
        for (Atom atom : way.atoms()) {
            Optional<Source> source = atom.source().filter(known -> idea.sources().stream().noneMatch(known::equals));
            if (source.isPresent()) {
                return new Idea(idea.sql(), Stream.concat(idea.sources().stream(), way.atoms().stream().flatMap(other -> other.source().stream())).distinct().toList(),
                    idea.trail(), idea.hint(), examples > 2 ? 0.1 : 0.3, Optional.empty());
            }
        }
        return idea.doubted(examples > 2 ? 0.1 : 0.3);
    }
}
