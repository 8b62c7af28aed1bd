package dev.leat.mapping.propose;

import dev.leat.mapping.language.Answer;
import dev.leat.mapping.language.Outcome;
import dev.leat.mapping.language.Question;
import dev.leat.mapping.match.Matcher;
import dev.leat.mapping.schema.SampledEntity;
import dev.leat.model.LanguageModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A second opinion on an offline proposal, from a language model that nobody trusts. It is asked about the fields that are open or not sure, and, to see what its word is
 * worth, about a few that are sure. Its idea fills a field only by the rule of {@link Credit}; else it is one more thing for the reviewer to choose from.
 */
final class Advice {
    /** Fields of this confidence need no second opinion. */
    private static final double SURE = 0.85;
    private static final int KNOWN = 5;

    private final SampledEntity rows;
    private final Map<String, TargetField> targets = new LinkedHashMap<>();
    private final Map<String, List<Origin>> candidates;
    private final Proposal offline;
    private final BiPredicate<String, String> rejected;
    private final Map<String, ProposedField> proposed;
    private final Map<String, Source> sources;

    /**
     * @param candidates by target field, as the matcher ranks them
     * @param rejected   whether a person did not want this expression for this target field
     */
    Advice(SampledEntity rows, List<TargetField> targets, Map<String, List<Origin>> candidates, Proposal offline, BiPredicate<String, String> rejected) {
        this.rows = rows;
        targets.forEach(target -> this.targets.putIfAbsent(target.name(), target));
        this.candidates = candidates;
        this.offline = offline;
        this.rejected = rejected;
        this.proposed = offline.fields().stream().collect(Collectors.toMap(ProposedField::target, Function.identity()));
        this.sources = new LinkedHashMap<>();
        new SourceRows(rows).sources(rows.rows()).forEach(source -> this.sources.put(source.field(), source));
    }

    Proposal offline() {
        return offline;
    }

    /** The fields to ask about: the least obvious of those that are known, then what is open and required, what is open, and the least sure first. Fields without a candidate are left out. */
    List<TargetField> asked() {
        List<TargetField> usable = targets.values().stream().filter(target -> !shown(target).isEmpty()).toList();
        List<TargetField> unsure = usable.stream().filter(target -> confidence(target) < SURE)
            .sorted(Comparator.comparing((TargetField target) -> !(target.required() && confidence(target) == 0)).thenComparingDouble(this::confidence)).toList();
        if (unsure.isEmpty()) {
            return List.of();
        }
        Stream<TargetField> known = usable.stream().filter(target -> confidence(target) >= SURE).sorted(Comparator.comparingDouble(this::confidence)).limit(KNOWN);
        return Stream.concat(known, unsure.stream()).toList();
    }

    List<Question> questions() {
        return asked().stream().map(target -> new Question(target.name(), target.type(), target.description(), target.semantic(), target.unit(), target.required(), target.values(),
            shown(target).stream().map(source -> new Question.Field(source.sql(), source.type(), source.description(), source.values())).toList())).toList();
    }

    private double confidence(TargetField target) {
        return Optional.ofNullable(proposed.get(target.name())).map(field -> field.choice().confidence()).orElse(0.0);
    }

    /** The best candidates in the order of the source, so that a model that always takes the first gains nothing by it. */
    private List<Source> shown(TargetField target) {
        List<String> best = candidates.getOrDefault(target.name(), List.of()).stream().limit(Matcher.CANDIDATES).map(Origin::field).toList();
        return sources.values().stream().filter(source -> best.contains(source.field())).toList();
    }

    /** @param outcome of the {@link #questions} */
    Proposal with(Outcome outcome, LanguageModel model) {
        List<TargetField> asked = asked();
        List<Examination.Said> said = new ArrayList<>();
        Map<String, Integer> failed = new TreeMap<>();
        for (int i = 0; i < asked.size(); i++) {
            TargetField target = asked.get(i);
            Outcome.Reply reply = outcome.replies().get(i);
            reply.answer().filter(answer -> !answer.isNone()).ifPresent(answer -> said.add(new Examination.Said(target, shown(target), answer)));
            reply.failure().ifPresent(why -> failed.merge(why, 1, Integer::sum));
        }
        Examination.Findings findings = new Examination(rows).of(said);
        Credit credit = credit(asked, outcome, findings);
        Map<String, ProposedField> fields = new HashMap<>(proposed);
        Map<String, ProposedField.Choice> ideas = new HashMap<>();
        Map<String, Integer> dropped = new TreeMap<>();
        int chosen = 0;
        for (Examination.Passed passed : findings.passed().values()) {
            String name = passed.said().target().name();
            if (rejected.test(name, passed.expression())) {
                dropped.merge("rejected-before", 1, Integer::sum);
                continue;
            }
            Optional<ProposedField> before = Optional.ofNullable(proposed.get(name));
            Credit.Verdict verdict = credit.verdict(passed, candidates.get(name), before);
            chosen += verdict.wins() ? 1 : 0;
            if (before.isPresent() || verdict.wins()) {
                fields.put(name, verdict.field(name, before));
            } else {
                ideas.put(name, verdict.choice());
            }
        }
        List<OpenField> open = offline.open().stream().filter(field -> !fields.containsKey(field.target()))
            .map(field -> new OpenField(field.target(), field.required(), field.why(), Optional.ofNullable(ideas.get(field.target())).stream().toList())).toList();
        int unsent = failed.getOrDefault("not-asked", 0);
        failed.remove("not-asked");
        findings.drops().forEach(drop -> dropped.merge(drop.cause(), 1, Integer::sum));
        ModelReport report = new ModelReport(model.provider().name().toLowerCase(Locale.ROOT), model.model(), asked.size() - unsent,
            (int) outcome.replies().stream().filter(reply -> reply.answer().isPresent()).count(), outcome.stopped(), outcome.tokens(), credit.known(), credit.agreed(), chosen,
            failed, dropped, findings.drops());
        return new Proposal(offline.pipeline(), offline.source(), offline.destination(), targets.keySet().stream().filter(fields::containsKey).map(fields::get).toList(), open,
            offline.dropped(), Optional.of(report), List.of());
    }

    /** Of the fields that are sure without it, those that it answered, and those where it names no other column. */
    private Credit credit(List<TargetField> asked, Outcome outcome, Examination.Findings findings) {
        int known = 0;
        int agreed = 0;
        for (int i = 0; i < asked.size(); i++) {
            TargetField target = asked.get(i);
            Optional<Answer> answer = outcome.replies().get(i).answer();
            if (confidence(target) >= SURE && answer.isPresent()) {
                known++;
                agreed += Optional.ofNullable(findings.passed().get(target.name())).filter(passed -> Credit.columns(proposed.get(target.name()).choice()).containsAll(passed.columns())).isPresent() ? 1 : 0;
            }
        }
        return new Credit(known, agreed);
    }
}
