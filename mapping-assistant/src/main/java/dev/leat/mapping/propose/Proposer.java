package dev.leat.mapping.propose;

import dev.leat.mapping.schema.SampledEntity;
import dev.leat.model.Mapping;
import dev.leat.model.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** From a source's sample and a destination's fields to a proposal. Deterministic; no network, no Spark session; not for several threads at once. */
public final class Proposer {
    /** What a draft must reach to be proposed. */
    static final double LEAST = 0.55;
    /** All examples right, or nearly. */
    private static final double AGREED = 0.9;
    private static final int ALTERNATIVES = 4;

    private final Origins origins;

    public Proposer(Origins origins) {
        this.origins = origins;
    }

    /** Every target field is either proposed for or open; of fields that share a name the first counts. */
    public Proposal propose(String pipeline, Mapping.End source, Mapping.End destination, SampledEntity rows, List<TargetField> targets) {
        return propose(pipeline, source, destination, rows, targets, List.of());
    }

    /** As above, with expressions from elsewhere among those to choose from. */
    public Proposal propose(String pipeline, Mapping.End source, Mapping.End destination, SampledEntity rows, List<TargetField> targets, List<Suggestion> suggestions) {
        Map<String, List<Origin>> found = new HashMap<>(origins.of(rows, targets));
        Set<String> used = found.values().stream().flatMap(all -> all.stream().limit(1)).map(Origin::field).collect(Collectors.toSet());
        targets.stream().filter(target -> found.getOrDefault(target.name(), List.of()).isEmpty()).forEach(target -> found.put(target.name(), AllowedValues.origins(rows, target, used)));
        Synthesis synthesis = new Synthesis(rows);
        Map<TargetField, Search> searches = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        targets.stream().filter(target -> names.add(target.name()))
            .forEach(target -> searches.put(target, synthesis.search(new Goal(target, List.of()), found.getOrDefault(target.name(), List.of()))));
        synthesis.run(List.copyOf(searches.values()));
        Selection selection = new Selection(new Witness(rows));
        searches.forEach((target, search) -> selection.add(target, drafts(target, search, suggestions)));
        List<ProposedField> fields = selection.fields();
        List<String> filled = fields.stream().map(ProposedField::target).toList();
        List<OpenField> open = targets.stream().filter(target -> !filled.contains(target.name())).map(target -> new OpenField(target.name(), target.required(),
            found.getOrDefault(target.name(), List.of()).isEmpty() ? "no source field is like it" : "nothing that could be made of the source's fields satisfies it")).toList();
        return new Proposal(pipeline, source, destination, fields, open, synthesis.dropped() + selection.dropped());
    }

    /**
     * Expressions that give what is expected in certain rows, the simplest first, each with its evidence; empty where there is none. The same search as for a proposal.
     *
     * @param origins which source fields may be used, the likeliest first
     */
    public static List<ProposedField.Choice> byExample(SampledEntity rows, TargetField target, List<Origin> origins, List<Example> examples) {
        Synthesis synthesis = new Synthesis(rows);
        Search search = synthesis.search(new Goal(target, examples), origins);
        synthesis.run(List.of(search));
        Selection selection = new Selection(new Witness(rows));
        selection.add(target, choices(search, AGREED));
        return selection.fields().stream().flatMap(field -> {
            List<ProposedField.Choice> all = new ArrayList<>(List.of(field.choice()));
            all.addAll(field.alternatives());
            return all.stream();
        }).toList();
    }

    private static List<Suggestion> drafts(TargetField target, Search search, List<Suggestion> suggestions) {
        List<Suggestion> all = new ArrayList<>(choices(search, LEAST));
        suggestions.stream().filter(suggestion -> suggestion.target().equals(target.name())).forEach(suggestion -> insert(all, suggestion));
        Constants.fixed(target).ifPresent(fixed -> all.add(0, fixed));
        if (all.isEmpty()) {
            Constants.of(target).ifPresent(all::add);
        }
        return all.stream().limit(ALTERNATIVES + 1).toList();
    }

    /** The search's own order stays: it weighs more than confidence does. */
    private static void insert(List<Suggestion> all, Suggestion suggestion) {
        int place = 0;
        while (place < all.size() && all.get(place).confidence() >= suggestion.confidence()) {
            place++;
        }
        all.add(place, suggestion);
    }

    private static List<Suggestion> choices(Search search, double least) {
        return search.found(least).stream().limit(ALTERNATIVES + 1)
            .map(draft -> new Suggestion(search.goal().target().name(), draft.sql(), confidence(search, draft), why(search, draft))).toList();
    }

    private static double confidence(Search search, Draft draft) {
        return Math.round(100 * search.confidence(draft) * Math.min(1, Fit.kept(draft, search.goal())) * (1 - draft.idea().doubt())) / 100.0;
    }

    private static String why(Search search, Draft draft) {
        String origin = search.why(draft);
        String steps = String.join("; ", draft.idea().trail());
        return origin.isEmpty() ? steps : steps.isEmpty() ? origin : origin + "; " + steps;
    }
}
