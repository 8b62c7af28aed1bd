package dev.leat.mapping.propose;

import dev.leat.connect.Connectors;
import dev.leat.connect.Lookup;
import dev.leat.connect.Sample;
import dev.leat.connect.Sampler;
import dev.leat.connect.Site;
import dev.leat.mapping.match.Candidate;
import dev.leat.mapping.match.FieldMatch;
import dev.leat.mapping.match.Matcher;
import dev.leat.mapping.schema.SampledEntity;
import dev.leat.mapping.schema.SampledField;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Pipeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what is one foreign key away: the columns behind all keys are matched beside the source's own, and count only for fields that those leave open or unsure. */
final class LookUps {
    /** A field behind a key is one of many more than the source's own, so it needs a reason and more than an even chance. */
    private static final double LEAST = 0.6;
    private static final double UNDECLARED = 0.9;

    private final Site<?> site;
    private final Pipeline pipeline;
    private final Sample sample;
    private final SampledEntity source;
    private final Matcher matcher;

    /** @param source what the sample shows of the pipeline's source */
    LookUps(Site<?> site, Pipeline pipeline, Sample sample, SampledEntity source, Matcher matcher) {
        this.site = site;
        this.pipeline = pipeline;
        this.sample = sample;
        this.source = source;
        this.matcher = matcher;
    }

    List<ForeignKey> keys() {
        try (Sampler sampler = Connectors.sampler(site)) {
            return new ForeignKeys(sampler, pipeline.source()).of(sample, source);
        }
    }

    /**
     * @param unfilled target fields for which a look-up would be welcome, by what its confidence has to exceed
     * @param held     by target field the expression that fills it otherwise
     * @param doubted  of these, the fields that may be looked up instead where they hold a key alone, and what is behind it fits them better than the key does
     */
    List<LookUp> of(TargetEntity target, Map<String, Double> unfilled, Map<String, String> held, Set<String> doubted) {
        List<Reach> reaches = unfilled.isEmpty() && doubted.isEmpty() ? List.of() : reaches();
        Map<String, Double> wanted = new LinkedHashMap<>(unfilled);
        List<String> keys = reaches.stream().map(reach -> Sql.name(reach.key().column())).toList();
        doubted.stream().filter(field -> keys.contains(held.get(field))).forEach(field -> wanted.put(field, LEAST));
        if (reaches.isEmpty()) {
            return List.of();
        }
        List<SampledField> beside = new ArrayList<>(source.fields());
        Map<Integer, Place> places = new LinkedHashMap<>();
        for (Reach reach : reaches) {
            List<SampledField> fields = reach.fields();
            for (int i = 0; i < fields.size(); i++) {
                places.put(beside.size(), new Place(reach, reach.columns().get(i)));
                beside.add(fields.get(i));
            }
        }
        Map<Reach, List<LookUp.Take>> takes = new LinkedHashMap<>();
        for (FieldMatch match : matcher.match(new SampledEntity(source.name(), beside), target.entity()).fields()) {
            Optional<Candidate> far = match.chosen().filter(candidate -> places.containsKey(candidate.place()) && wanted.containsKey(match.target()));
            far.flatMap(candidate -> take(places.get(candidate.place()), candidate, target.fields().get(match.place()))).filter(take -> take.confidence() > wanted.get(match.target()))
                .ifPresent(take -> takes.computeIfAbsent(places.get(far.get().place()).reach(), reach -> new ArrayList<>()).add(take));
        }
        Wiring wiring = new Wiring(pipeline, site.name(), target, held);
        return takes.entrySet().stream().map(entry -> wiring.of(entry.getKey(), entry.getValue(), source.rows())).toList();
    }

    private record Place(Reach reach, String column) {}

    private Optional<LookUp.Take> take(Place place, Candidate candidate, TargetField target) {
        Reach reach = place.reach();
        return reach.evidence(place.column(), target).flatMap(evidence -> {
            double certain = candidate.confidence() * evidence.satisfied() * (reach.key().declared() ? 1 : UNDECLARED);
            String why = reach.key().entity() + "." + place.column() + " by " + reach.key().column() + " = " + reach.key().match() + (reach.key().declared() ? ", a declared reference" : ", which no reference declares")
                + "; " + String.join("; ", candidate.why());
            return certain < LEAST || candidate.why().isEmpty() ? Optional.empty() : Optional.of(new LookUp.Take(target.name(), place.column(), Math.round(100 * certain) / 100.0, why, evidence));
        });
    }

    private List<Reach> reaches() {
        List<ForeignKey> keys = keys();
        if (keys.isEmpty()) {
            return List.of();
        }
        List<Reach> reaches = new ArrayList<>();
        try (Sampler sampler = Connectors.sampler(site)) {
            for (ForeignKey key : keys) {
                reach(key, sampler, Connectors.lookup(site)).ifPresent(reaches::add);
            }
        } catch (LeatException unsupported) {
            if (unsupported.kind() != Kind.WORKSPACE) {
                throw unsupported;
            }
        }
        return reaches;
    }

    /** An entity that its user may not read cannot be looked up in a run either. */
    private Optional<Reach> reach(ForeignKey key, Sampler sampler, Lookup lookup) {
        try {
            return sampler.sample(key.entity(), 0).flatMap(other -> {
                Map<String, Optional<String>> descriptions = new LinkedHashMap<>();
                ForeignKeys.scalars(other).keySet().forEach(column -> descriptions.put(column, Optional.ofNullable(other.comments().get(column))));
                return Reach.of(key, source, ForeignKeys.scalars(other), descriptions, lookup);
            });
        } catch (LeatException refused) {
            if (refused.kind() != Kind.WORKSPACE) {
                throw refused;
            }
            return Optional.empty();
        }
    }
}
