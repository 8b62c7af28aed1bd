package dev.leat.mapping.propose;

import dev.leat.mapping.language.Conversation;
import dev.leat.mapping.match.Matcher;
import dev.leat.mapping.schema.SampledEntity;
import dev.leat.model.EntityName;
import dev.leat.model.LanguageModel;
import dev.leat.model.Mapping;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a language model changes between two samples, by the same code as for a pipeline. For measuring. */
public final class SecondOpinion {
    private static final Mapping.End NOWHERE = new Mapping.End("sample", EntityName.of("sample"));

    private SecondOpinion() {}

    /**
     * The model's ideas that fill a field.
     *
     * @param exchanges takes what was asked and answered
     */
    public static Heard of(SampledEntity source, SampledEntity target, Matcher matcher, LanguageModel model, Path exchanges) {
        List<TargetField> targets = targets(target);
        MatchedOrigins origins = new MatchedOrigins(matcher, target);
        Proposal offline = new Proposer(origins).propose("sample", NOWHERE, NOWHERE, source, targets);
        Advice advice = new Advice(source, targets, origins.candidates(), offline, (field, expression) -> false);
        Proposal advised = advice.with(Conversation.live(model, exchanges).ask(advice.questions()), model);
        Map<String, Chosen> chosen = new LinkedHashMap<>();
        advised.fields().stream().filter(field -> field.choice().from().isPresent())
            .forEach(field -> chosen.put(field.target(), new Chosen(Credit.columns(field.choice()), field.choice().confidence())));
        return new Heard(chosen, advised.model().map(ModelReport::asked).orElse(0), advised.model().map(ModelReport::answered).orElse(0));
    }

    /** What is proposed without a model. */
    public static Proposal offline(SampledEntity source, SampledEntity target, Matcher matcher) {
        return new Proposer(new MatchedOrigins(matcher, target)).propose("sample", NOWHERE, NOWHERE, source, targets(target));
    }

    private static List<TargetField> targets(SampledEntity target) {
        Set<String> names = new HashSet<>();
        return target.fields().stream().filter(field -> names.add(field.name())).map(field -> new TargetField(field.name(), field.type(), field.description(), Optional.empty(), false, false,
            List.of(), Optional.empty(), field.values().stream().flatMap(Optional::stream).toList())).toList();
    }

    /** @param chosen by target field @param asked questions @param answered of these */
    public record Heard(Map<String, Chosen> chosen, int asked, int answered) {
        public Heard {
            chosen = Map.copyOf(chosen);
        }
    }

    /** @param columns of the source */
    public record Chosen(Set<String> columns, double confidence) {}
}
