package dev.leat.cli;

import dev.leat.mapping.language.Asking;
import dev.leat.mapping.language.Conversation;
import dev.leat.mapping.schema.Describing;
import dev.leat.mapping.schema.Difference;
import dev.leat.mapping.schema.Profile;
import dev.leat.mapping.schema.Pull;
import dev.leat.mapping.schema.SchemaFiles;
import dev.leat.mapping.schema.Statement;
import dev.leat.mapping.schema.Trait;
import dev.leat.model.Counted;
import dev.leat.model.EntityName;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LanguageModel;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import dev.leat.model.Problems;
import dev.leat.model.Retry;
import dev.leat.run.Leat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pulling schemas, the same at both ends of a flow, and what is said of it. */
final class Pulls {
    private Pulls() {}

    /** As written on the command line; null for none. All that are no names are told. */
    static List<EntityName> entities(List<String> written) {
        Problems problems = new Problems();
        List<EntityName> entities = new ArrayList<>();
        for (String text : written == null ? List.<String>of() : written) {
            try {
                entities.add(EntityName.of(text));
            } catch (IllegalArgumentException wrong) {
                problems.add("ENTITY", wrong.getMessage(), "Correct it");
            }
        }
        problems.throwIfAny(Kind.WORKSPACE);
        return entities;
    }

    /** @param ofFlows the entities that a flow names of this connection */
    static int pull(Invocation invocation, String connection, List<EntityName> named, int rows, Describe describe, BiFunction<Flow, String, Stream<EntityName>> ofFlows) {
        try (Workplace place = Workplace.open(invocation).with(connection)) {
            Leat leat = place.leat();
            SchemaFiles files = new SchemaFiles(leat.files().dir());
            Optional<Describing> describing = describe.wanted() ? Optional.of(new Describing(files, leat.files().dir(), connection, model(leat))) : Optional.empty();
            List<EntityName> entities = named.isEmpty() ? leat.files().flows().stream().flatMap(flow -> ofFlows.apply(flow, connection)).distinct().toList() : named;
            place.serving(Set.of(connection));
            Pull pull = new Pull(files, leat.files().site(connection, Retry.DEFAULT, leat.servers()::address), rows);
            if (entities.isEmpty()) {
                throw new LeatException(Kind.WORKSPACE, connection, "no flow names an entity of it", "Name some of those that it has: "
                    + pull.entities().stream().limit(20).toList());
            }
            List<Pull.Pulled> pulled = pull.pull(entities);
            Map<String, Object> document = new LinkedHashMap<>(Map.of("connection", connection, "entities", pulled.stream().map(Pulls::document).toList()));
            if (describing.isPresent() && describe.onlyShown()) {
                List<Conversation.Request> requests = describing.get().requests(pulled);
                invocation.answer(Map.of("requests", requests), terminal -> DescribeSheet.show(requests, terminal));
                return 0;
            }
            Optional<Describing.Told> told = describing.map(model -> model.describe(pulled, describe.replayed() ? Asking.REPLAY : Asking.LIVE));
            told.ifPresent(said -> document.put("described", said));
            invocation.answer(document, terminal -> {
                pulled.forEach(one -> tell(one, terminal));
                told.ifPresent(said -> DescribeSheet.tell(said, terminal));
            });
            return 0;
        }
    }

    private static LanguageModel model(Leat leat) {
        return leat.files().workspace().assistant().orElseThrow(() -> new LeatException(Kind.WORKSPACE, "leat.yaml: assistant", "no language model is named that could describe fields",
            "Name one: assistant: {provider: openai, model: NAME, apiKey: \"${env:OPENAI_API_KEY}\"}"));
    }

    private static Map<String, Object> document(Pull.Pulled pulled) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("entity", pulled.entity());
        document.put("file", pulled.file());
        document.put("rows", pulled.profile().rows());
        document.put("keys", pulled.profile().keys());
        document.put("fields", pulled.profile().fields().stream().map(Pulls::document).toList());
        document.put("changes", pulled.differences().stream().map(change -> Map.of("field", change.field(), "before", change.before(), "after", change.after(), "breaks", change.breaks())).toList());
        document.put("unlabeled", pulled.unlabeled());
        document.put("leftOut", pulled.leftOut());
        return document;
    }

    private static Map<String, Object> document(Profile field) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", field.field());
        document.put("type", field.type());
        document.put("values", field.values());
        document.put("nulls", field.nulls());
        document.put("distinct", field.distinct());
        document.put("found", field.shown().stream().map(Pulls::document).toList());
        return document;
    }

    private static Map<String, Object> document(Statement statement) {
        return Map.of("trait", statement.trait().label(), "detail", statement.detail(), "holds", statement.holds(), "of", statement.of(), "counterExamples", statement.counterExamples(), "sentence", statement.sentence());
    }

    private static void tell(Pull.Pulled pulled, Terminal terminal) {
        Sheet sheet = new Sheet(pulled.entity() + ": " + Counted.of(pulled.schema().fields().size(), "field") + " from " + Counted.of(pulled.profile().rows(), "row") + ", in " + pulled.file());
        told(sheet, "keys could be", pulled.profile().keys().stream().map(key -> String.join(" with ", key)).toList());
        told(sheet, "changed", pulled.differences().stream().map(Difference::sentence).toList());
        told(sheet, "left out", pulled.leftOut().stream().map(Problem::toString).toList());
        told(sheet, "no description", pulled.unlabeled());
        terminal.sheet(sheet);
        terminal.table(new Table(List.of("field", "type", "null", "found"), pulled.profile().fields().stream().map(Pulls::row).toList()));
        terminal.line("");
    }

    private static void told(Sheet sheet, String label, List<String> what) {
        if (!what.isEmpty()) {
            sheet.with(label, String.join("; ", what));
        }
    }

    private static List<String> row(Profile field) {
        String found = field.shown().stream().filter(statement -> statement.trait() != Trait.OPTIONAL)
            .map(statement -> statement.trait().words() + (statement.detail().isEmpty() || statement.trait() == Trait.ENUMERATION ? "" : " (" + statement.detail() + ")"))
            .collect(Collectors.joining("; "));
        return List.of(field.field(), field.type().orElse(""), field.values() == 0 ? "" : Math.round(Math.ceil(100.0 * field.nulls() / field.values())) + "%", found);
    }
}
