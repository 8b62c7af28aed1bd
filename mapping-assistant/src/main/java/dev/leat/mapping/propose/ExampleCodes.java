package dev.leat.mapping.propose;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A table of what each code became in the examples, where it always became the same. Measured numbers are no codes: what they were in a few rows says nothing of others. */
record ExampleCodes() implements Rule {
    private static final int MOST = 50;

    @Override
    public Stream<Idea> ideas(Draft draft, Goal goal, Scene scene) {
        if (goal.examples().size() < 2 || goal.is(Family.FRACTION) || draft.idea().steps() > 0 || draft.family() != Family.TEXT && draft.family() != Family.WHOLE && draft.family() != Family.TRUTH) {
            return Stream.empty();
        }
        Map<String, String> pairs = new TreeMap<>();
        boolean repeated = false;
        for (Example example : goal.examples()) {
            Optional<String> code = example.row() < draft.values().size() ? draft.values().get(example.row()) : Optional.empty();
            if (code.isPresent() && example.value().isPresent()) {
                String before = pairs.put(code.get(), example.value().get());
                if (before != null && !before.equals(example.value().get())) {
                    return Stream.empty();
                }
                repeated |= before != null;
            }
        }
        boolean all = draft.texts().stream().allMatch(pairs::containsKey);
        return pairs.isEmpty() || pairs.size() > MOST || !repeated && !all ? Stream.empty()
            : Stream.of(draft.then(Codes.cases(draft, goal, pairs), "each code as in the examples", -0.1).doubted(all ? 0.1 : 0.4));
    }
}
