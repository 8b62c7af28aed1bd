package dev.leat.mapping.propose;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problems;
import dev.leat.model.Yaml;
import dev.leat.transform.Attempt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cases by which the making of expressions is measured. A case is solved when the first proposal gives exactly what is expected in every row. */
public final class Transformations {
    /** The set that rules were made with. */
    public static final String KNOWN = "transformations.yaml";
    /** The set that nobody looked at meanwhile. */
    public static final String UNSEEN = "transformations-unseen.yaml";

    private Transformations() {}

    /**
     * How one case went.
     *
     * @param proposed the first expression; empty if none was proposed
     * @param wrong    a proposal that is not right; nothing proposed is unsolved, but does no harm
     */
    public record Outcome(String category, String name, boolean solved, boolean wrong, Optional<String> proposed) {}

    /** In the order of the file. */
    public static List<Outcome> measure(String set) {
        List<Outcome> outcomes = new ArrayList<>();
        for (TransformationCase one : cases(set)) {
            outcomes.add(outcome(one));
        }
        return outcomes;
    }

    private static Outcome outcome(TransformationCase one) {
        Optional<String> constant = Constants.fixed(one.target()).map(Suggestion::expression);
        if (constant.isPresent()) {
            boolean same = one.expected().filter(rows -> rows.stream().allMatch(value -> value.map(Sql::text).equals(constant))).isPresent();
            return new Outcome(one.category(), one.name(), same, !same, constant);
        }
        Synthesis synthesis = new Synthesis(one.source());
        Search search = synthesis.search(new Goal(one.target(), one.examples()), one.origins());
        synthesis.run(List.of(search));
        Optional<Draft> best = search.found(Proposer.LEAST).stream().findFirst();
        boolean solved = one.expected().isEmpty() ? best.isEmpty() : best.filter(draft -> right(draft, one.expected().get())).isPresent();
        return new Outcome(one.category(), one.name(), solved, !solved && best.isPresent(), best.map(Draft::sql));
    }

    private static boolean right(Draft draft, List<Optional<String>> expected) {
        List<Optional<String>> values = draft.stored().orElseThrow().rows().stream().map(Attempt.Result::value).toList();
        return values.equals(expected);
    }

    private static List<TransformationCase> cases(String set) {
        try (InputStream in = Transformations.class.getResourceAsStream(set)) {
            List<TransformationCase> cases = new ArrayList<>();
            Yaml.tree(set, new String(in.readAllBytes(), StandardCharsets.UTF_8), new Problems()).orElseThrow().get("cases").forEach(node -> cases.add(TransformationCase.of(node)));
            return cases;
        } catch (IOException e) {
            throw new LeatException(Kind.BUG, set, "it cannot be read", "Install Leat again", e);
        }
    }
}
