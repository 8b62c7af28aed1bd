package dev.leat.cli;

import dev.leat.mapping.language.Conversation;
import dev.leat.mapping.schema.Describing;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a language model says of fields, or what it would be asked. */
final class DescribeSheet {
    private DescribeSheet() {}

    static void tell(Describing.Told told, Terminal terminal) {
        told.said().forEach((entity, fields) -> {
            Sheet sheet = new Sheet(entity + ": " + told.model() + " suggests");
            fields.forEach(field -> sheet.with(field.field(), Stream.concat(field.description().stream(), field.semantic().map(word -> "(" + word + ")").stream()).collect(Collectors.joining(" "))));
            terminal.sheet(sheet.with("to take one", "move it out of suggested in the schema file"));
        });
        if (told.said().isEmpty()) {
            terminal.line("The language model added nothing.");
        }
        counts("Not answered: ", told.outcome().failed(), terminal);
        counts("Dropped: ", told.outcome().dropped(), terminal);
    }

    private static void counts(String label, Map<String, Integer> causes, Terminal terminal) {
        if (!causes.isEmpty()) {
            terminal.line(label + causes.entrySet().stream().map(cause -> cause.getKey() + " " + cause.getValue()).collect(Collectors.joining(", ")));
        }
    }

    static void show(List<Conversation.Request> requests, Terminal terminal) {
        requests.forEach(request -> terminal.line("POST " + request.url() + "\n" + request.body() + "\n"));
        terminal.line(requests.isEmpty() ? "Nothing would be sent: every field has a description, or one is suggested." : requests.size() + " requests; nothing was sent.");
    }
}
