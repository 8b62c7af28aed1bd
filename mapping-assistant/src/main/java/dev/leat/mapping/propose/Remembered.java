package dev.leat.mapping.propose;

import dev.leat.mapping.decision.Decision;
import dev.leat.mapping.decision.Decision.Verdict;
import dev.leat.model.Mapping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What people decided before, on any pipeline of the workspace, as far as it bears on a proposal: for a target field of the same name, over source columns of the same names and
 * kinds of type. The newest decision counts; one on the same two entities counts more than any other.
 */
final class Remembered {
    private static final double HERE = 0.99;
    private static final double ELSEWHERE = 0.9;
    /** What is left of a confidence after a rejection. */
    private static final double DOUBT = 0.5;

    /** @param here whether it was on the same two entities */
    private record Pair(Decision decision, Decision.Field field, boolean here) {
        boolean accepted() {
            return decision.verdict() != Verdict.REJECTED;
        }

        Shape shape() {
            return Shape.of(field.expression().orElseThrow(), field.columns().keySet());
        }

        String told() {
            return (accepted() ? "accepted" : "rejected") + " before for " + decision.pipeline() + " by " + decision.by();
        }
    }

    /** By target as {@link Words#bare}; those of here first, of these the newest. */
    private final Map<String, List<Pair>> pairs = new HashMap<>();
    private final List<TargetField> targets;
    private final Map<String, String> columns;

    private Remembered(Sides sides) {
        this.targets = sides.targets();
        this.columns = sides.columns();
    }

    /** @param decisions the oldest first */
    static Remembered of(List<Decision> decisions, Mapping.End source, Mapping.End destination, Sides sides) {
        Remembered remembered = new Remembered(sides);
        for (Decision decision : decisions) {
            boolean here = decision.source().equals(named(source)) && decision.destination().equals(named(destination));
            if (decision.verdict() != Verdict.COMMENTED && decision.verdict() != Verdict.WITHDRAWN) {
                decision.fields().stream().filter(field -> field.expression().isPresent()).forEach(field ->
                    remembered.pairs.computeIfAbsent(Words.bare(field.target()), target -> new ArrayList<>()).add(0, new Pair(decision, field, here)));
            }
        }
        remembered.pairs.values().forEach(list -> list.sort(Comparator.comparing(pair -> !pair.here())));
        return remembered;
    }

    private static String named(Mapping.End end) {
        return end.connection() + " " + end.entity();
    }

    /** What was accepted and can be said of this source. */
    List<Suggestion> suggestions() {
        return targets.stream().flatMap(target -> newest(target.name()).stream().filter(Pair::accepted)
            .flatMap(pair -> expression(pair).map(sql -> new Suggestion(target.name(), sql, pair.here() ? HERE : ELSEWHERE, pair.told())).stream())).toList();
    }

    /** One for each shape. */
    private List<Pair> newest(String target) {
        Set<Shape> seen = new HashSet<>();
        return pairs.getOrDefault(Words.bare(target), List.of()).stream().filter(pair -> seen.add(pair.shape())).toList();
    }

    /** Over the columns of now; empty where one is not there, or there twice, or of another kind. */
    private Optional<String> expression(Pair pair) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Map.Entry<String, String> used : pair.field().columns().entrySet()) {
            List<String> same = columns.containsKey(used.getKey()) ? List.of(used.getKey())
                : columns.keySet().stream().filter(name -> Words.bare(name).equals(Words.bare(used.getKey()))).toList();
            if (same.size() != 1 || !used.getValue().isEmpty() && Family.of(used.getValue()) != Family.of(columns.get(same.get(0)))) {
                return Optional.empty();
            }
            if (!same.get(0).equals(used.getKey())) {
                names.put(used.getKey(), Sql.name(same.get(0)));
            }
        }
        return pair.field().expression().map(sql -> Shape.renamed(sql, names));
    }

    /** The proposal with what was accepted for these entities first; what was rejected for them is last or left out, what was rejected for others is doubted. */
    Proposal judge(Proposal proposal) {
        if (pairs.isEmpty()) {
            return proposal;
        }
        List<ProposedField> fields = new ArrayList<>();
        Map<String, OpenField> open = new HashMap<>();
        proposal.open().forEach(field -> open.put(field.target(), field));
        for (ProposedField field : proposal.fields()) {
            List<ProposedField.Choice> choices = Stream.concat(Stream.of(field.choice()), field.alternatives().stream())
                .sorted(Comparator.comparing(choice -> rank(field.target(), choice))).map(choice -> told(field.target(), choice)).toList();
            if (rank(field.target(), choices.get(0)) != Rank.REFUSED) {
                fields.add(new ProposedField(field.target(), choices.get(0), choices.subList(1, choices.size())));
            } else {
                boolean required = targets.stream().anyMatch(target -> target.name().equals(field.target()) && target.required());
                open.put(field.target(), new OpenField(field.target(), required, "what was found, " + choices.get(0).expression() + ", was " + said(field.target(), choices.get(0).expression()).orElseThrow().told()));
            }
        }
        return new Proposal(proposal.pipeline(), proposal.source(), proposal.destination(), fields,
            targets.stream().map(TargetField::name).distinct().filter(open::containsKey).map(open::get).toList(), proposal.dropped());
    }

    /** Whether an expression like this was the last time not wanted for a target field of this name. */
    boolean rejects(String target, String expression) {
        return said(target, expression).filter(pair -> !pair.accepted()).isPresent();
    }

    /** In the order in which choices come. */
    private enum Rank { WANTED, OTHER, DOUBTED, REFUSED }

    private Rank rank(String target, ProposedField.Choice choice) {
        return said(target, choice.expression()).map(pair -> pair.accepted() ? pair.here() ? Rank.WANTED : Rank.OTHER : pair.here() ? Rank.REFUSED : Rank.DOUBTED).orElse(Rank.OTHER);
    }

    private ProposedField.Choice told(String target, ProposedField.Choice choice) {
        return said(target, choice.expression()).filter(pair -> !choice.why().contains(pair.told()))
            .map(pair -> new ProposedField.Choice(choice.expression(), pair.accepted() ? choice.confidence() : Math.round(100 * DOUBT * choice.confidence()) / 100.0,
                choice.why().isEmpty() ? pair.told() : pair.told() + "; " + choice.why(), choice.evidence())).orElse(choice);
    }

    /** The decision on an expression like this one. */
    private Optional<Pair> said(String target, String expression) {
        Shape shape = Shape.of(expression, columns.keySet());
        return newest(target).stream().filter(pair -> pair.shape().equals(shape)).findFirst();
    }
}
