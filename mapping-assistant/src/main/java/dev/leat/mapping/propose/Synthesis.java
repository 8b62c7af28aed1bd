package dev.leat.mapping.propose;

import dev.leat.mapping.schema.SampledEntity;
import dev.leat.model.Problems;
import dev.leat.transform.Attempt;
import dev.leat.transform.Constraint;
import dev.leat.transform.TrialRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Searches expressions for target fields on the rows of one source entity, for all of them at once. */
final class Synthesis {
    /** Rows that the search looks at; evidence is then taken on all. */
    private static final int ROWS = 100;
    /** More failures of an expression than this are not counted one by one. */
    private static final int PATIENCE = 15;
    private static final String WHERE = "proposal";

    private final List<Source> sources;
    private final Map<String, Source> byField;
    private final TrialRows rows;
    private int dropped;

    Synthesis(SampledEntity entity) {
        SourceRows source = new SourceRows(entity);
        this.sources = source.sources(ROWS);
        this.byField = sources.stream().collect(Collectors.toMap(Source::field, field -> field));
        this.rows = TrialRows.of(source.columns(), source.values(ROWS));
    }

    /** What to look for; origins that no expression can name are left out. */
    Search search(Goal goal, List<Origin> origins) {
        List<Origin> usable = origins.stream().filter(origin -> byField.containsKey(origin.field())).toList();
        return new Search(goal, new Scene(sources, usable.stream().map(origin -> byField.get(origin.field())).toList()), usable);
    }

    /** Carries the searches to their ends. */
    void run(List<Search> searches) {
        List<Search> running = new ArrayList<>(searches);
        while (!running.isEmpty()) {
            running = wave(running);
        }
    }

    private List<Search> wave(List<Search> searches) {
        List<Search> asking = new ArrayList<>();
        List<Idea> ideas = new ArrayList<>();
        List<TrialRows.Request> requests = new ArrayList<>();
        for (Search search : searches) {
            for (Idea idea : search.wave()) {
                asking.add(search);
                ideas.add(idea);
                requests.add(new TrialRows.Request(idea.sql(), new Constraint(search.goal().target().name(), Optional.empty(), false, List.of())));
                requests.add(new TrialRows.Request(idea.sql(), search.goal().constraint()));
            }
        }
        List<Optional<Attempt>> attempts = rows.attempts(requests, PATIENCE, WHERE, new Problems());
        for (int i = 0; i < ideas.size(); i++) {
            Optional<Attempt> raw = attempts.get(2 * i);
            if (raw.isPresent()) {
                asking.get(i).tried(ideas.get(i), raw.get(), attempts.get(2 * i + 1));
            } else {
                dropped++;
            }
        }
        return asking.stream().distinct().toList();
    }

    /** How many expressions were not allowed, did not parse or have no type. */
    int dropped() {
        return dropped;
    }
}
