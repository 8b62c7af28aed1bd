package dev.leat.mapping.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.mapping.language.Asking;
import dev.leat.mapping.language.Conversation;
import dev.leat.mapping.language.Description;
import dev.leat.mapping.language.Descriptions;
import dev.leat.mapping.language.Question;
import dev.leat.mapping.language.Undescribed;
import dev.leat.model.LanguageModel;
import dev.leat.model.SchemaFile;
import dev.leat.model.Slug;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Has the workspace's language model say what fields are of which neither a person nor the system does. What it says is written as {@code suggested} with the model's name, beside the
 * labels and never over one; it counts once a person makes it a label. What was suggested before is not asked again. Without an answer nothing is written.
 *
 * <pre>{@code
 * Describing describing = new Describing(new SchemaFiles(workspace), workspace, "shop_db", model);
 * Map<String, List<Description>> said = describing.describe(new Pull(files, site, 1000).pull(entities), Asking.LIVE).said();
 * }</pre>
 */
public final class Describing {
    /** The words of the label {@code semantic} that a model may choose from. */
    private static final List<String> SEMANTICS = Arrays.stream(Trait.values()).filter(Trait::semantic).map(Trait::label).toList();

    private final SchemaFiles files;
    private final String connection;
    private final LanguageModel model;
    private final Path exchanges;

    public Describing(SchemaFiles files, Path workspace, String connection, LanguageModel model) {
        this.files = files;
        this.connection = connection;
        this.model = model;
        this.exchanges = workspace.resolve(".leat").resolve("descriptions").resolve(Slug.of(connection) + ".exchanges.jsonl");
    }

    /**
     * What came of it.
     *
     * @param said    what was written, by entity
     * @param asked   questions; one is about up to {@link Undescribed#MOST} fields
     * @param outcome with what failed and what was not taken
     */
    public record Told(String model, Map<String, List<Description>> said, int asked, Descriptions outcome) {
        public Told {
            said = Collections.unmodifiableMap(new LinkedHashMap<>(said));
        }
    }

    /** What would leave the machine. Sends and writes nothing. */
    public List<Conversation.Request> requests(List<Pull.Pulled> pulled) {
        return Conversation.requests(model, questions(pulled).stream().map(Asked::question).toList(), SEMANTICS);
    }

    /** @throws dev.leat.model.LeatException of kind WORKSPACE when the key cannot be resolved, there is nothing to replay, or a file cannot be written */
    public Told describe(List<Pull.Pulled> pulled, Asking asking) {
        List<Asked> asked = questions(pulled);
        if (asked.isEmpty()) {
            return new Told(model.model(), Map.of(), 0, new Descriptions(List.of(), Map.of(), Map.of(), Optional.empty(), 0));
        }
        Conversation conversation = asking == Asking.LIVE ? Conversation.live(model, exchanges) : Conversation.replay(model, exchanges);
        Descriptions outcome = conversation.describe(asked.stream().map(Asked::question).toList(), SEMANTICS);
        Map<String, List<Description>> said = new LinkedHashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            Pull.Pulled entity = asked.get(i).entity();
            Map<String, SchemaFile.Field> fields = entity.schema().fields().stream().collect(Collectors.toMap(SchemaFile.Field::name, field -> field, (one, other) -> one));
            List<Description> news = outcome.said().get(i).stream().map(one -> lacking(fields.get(one.field()), one)).filter(one -> one.description().isPresent() || one.semantic().isPresent()).toList();
            if (!news.isEmpty()) {
                said.computeIfAbsent(entity.entity().toString(), name -> new ArrayList<>()).addAll(news);
            }
        }
        pulled.stream().filter(entity -> said.containsKey(entity.entity().toString())).forEach(entity -> write(entity, said.get(entity.entity().toString())));
        return new Told(model.model(), said, asked.size(), outcome);
    }

    private record Asked(Pull.Pulled entity, Undescribed question) {}

    private static List<Asked> questions(List<Pull.Pulled> pulled) {
        List<Asked> questions = new ArrayList<>();
        for (Pull.Pulled entity : pulled) {
            Map<String, SampledField> rows = entity.rows().fields().stream().collect(Collectors.toMap(SampledField::name, field -> field, (one, other) -> one));
            List<Question.Field> fields = entity.schema().fields().stream().filter(Describing::lacks).map(field -> new Question.Field(field.name(), field.type(), Label.description(field).orElse(""),
                Optional.ofNullable(rows.get(field.name())).map(SampledField::values).orElse(List.of()))).toList();
            for (int from = 0; from < fields.size(); from += Undescribed.MOST) {
                questions.add(new Asked(entity, new Undescribed(entity.entity().toString(), fields.subList(from, Math.min(fields.size(), from + Undescribed.MOST)))));
            }
        }
        return questions;
    }

    private static boolean lacks(SchemaFile.Field field) {
        Family family = Family.of(Optional.of(field.type()));
        return field.suggested().isEmpty() && (Label.description(field).isEmpty() || field.semantic().isEmpty() && (family == Family.TEXT || family == Family.NUMBER));
    }

    /** Only what nobody has said. */
    private static Description lacking(SchemaFile.Field field, Description said) {
        return new Description(said.field(), Label.description(field).isPresent() ? Optional.empty() : said.description(), field.semantic().isPresent() ? Optional.empty() : said.semantic());
    }

    private void write(Pull.Pulled entity, List<Description> said) {
        SchemaFiles.Document document = files.document(connection, entity.entity()).orElseThrow();
        ObjectNode tree = document.tree().deepCopy();
        Map<String, Description> byName = said.stream().collect(Collectors.toMap(Description::field, one -> one, (one, other) -> one));
        tree.path("fields").forEach(field -> Optional.ofNullable(byName.get(field.path("name").asText())).ifPresent(one -> {
            ObjectNode suggested = ((ObjectNode) field).putObject("suggested").put("by", model.model());
            one.description().ifPresent(text -> suggested.put("description", text));
            one.semantic().ifPresent(word -> suggested.put("semantic", word));
        }));
        files.write(connection, entity.entity(), tree, document.comments());
    }
}
