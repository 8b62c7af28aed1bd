package dev.leat.mapping.review;

import dev.leat.mapping.propose.Evidence;
import dev.leat.mapping.propose.Sides;
import dev.leat.mapping.propose.Witness;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import dev.leat.model.Problems;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Expressions tried on rows of the source, where there are any, and what was seen of them. */
final class Trials {
    private final Optional<Witness> witness;
    private final Tried tried;
    /** By target and expression. */
    private final Map<List<String>, String> wrong = new HashMap<>();

    Trials(Path workspace, String pipeline, Optional<Sides> sides) {
        this.witness = sides.map(Sides::source).map(Witness::new);
        this.tried = sides.isPresent() ? Tried.none(workspace, pipeline) : Tried.last(workspace, pipeline);
    }

    Variant seen(String target, Variant variant) {
        return variant.with(tried.evidence(target, variant.expression())).without(Optional.ofNullable(wrong.get(List.of(target, variant.expression()))));
    }

    /** @throws LeatException of kind WORKSPACE with all that is wrong with the expression, or when there are no rows to try it on */
    Evidence attempt(Witness.Claim claim, String where) {
        Witness on = witness.orElseThrow(() -> new LeatException(Kind.WORKSPACE, where, "an expression cannot be tried without rows of the source", "Review it where the source can be read"));
        Problems problems = new Problems();
        Evidence evidence = on.of(claim.expression(), claim.target(), problems).orElseThrow(() -> new LeatException(Kind.WORKSPACE,
            problems.list().stream().map(problem -> new Problem(where, problem.what(), problem.fix())).distinct().toList()));
        tried.add(claim.target().name(), claim.expression(), evidence);
        tried.write();
        return evidence;
    }

    /** At a tenth of the cost; what is wrong is kept as such. */
    void attemptAll(List<Witness.Claim> claims) {
        List<Optional<Evidence>> evidence = witness.orElseThrow().of(claims, new Problems());
        for (int i = 0; i < claims.size(); i++) {
            Witness.Claim claim = claims.get(i);
            evidence.get(i).ifPresentOrElse(seen -> tried.add(claim.target().name(), claim.expression(), seen), () -> wrong.put(List.of(claim.target().name(), claim.expression()), problem(claim)));
        }
        tried.write();
    }

    private String problem(Witness.Claim claim) {
        Problems problems = new Problems();
        witness.orElseThrow().of(claim.expression(), claim.target(), problems);
        return problems.list().stream().map(Problem::what).distinct().collect(Collectors.joining("; "));
    }
}
