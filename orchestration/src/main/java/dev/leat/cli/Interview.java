package dev.leat.cli;

import dev.leat.mapping.schema.Label;
import dev.leat.mapping.schema.Labeling;
import dev.leat.mapping.schema.Question;
import dev.leat.mapping.schema.SchemaFiles;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import dev.leat.model.SchemaFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions in a terminal, one at a time. Each answer is written at once, so it can be left and taken up again. */
final class Interview {
    private static final String END = ".";

    private Interview() {}

    /** Asks only in a terminal. @return the schema as it is then */
    static SchemaFile of(Invocation invocation, Labeling labeling, SchemaFiles files, String connection, EntityName entity, Optional<String> only) {
        SchemaFile schema = files.read(connection, entity).orElseThrow(() -> new LeatException(Kind.WORKSPACE, "schemas/" + connection,
            "there is no schema of '" + entity + "'", "Pull it first: leat destination pull " + connection + " " + entity));
        List<String> names = only.map(List::of).orElseGet(() -> Label.unlabeled(schema));
        names.forEach(name -> Label.field(schema, name).orElseThrow(() -> new LeatException(Kind.WORKSPACE, files.name(connection, entity), "there is no field '" + name + "'",
            Problem.choices(schema.fields().stream().map(SchemaFile.Field::name).toList()))));
        if (invocation.json() || !invocation.terminal().outIsTerminal()) {
            return schema;
        }
        invocation.terminal().line("Enter leaves an answer open, a single dot ends.");
        BufferedReader answers = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String name : names) {
            SchemaFile.Field field = Label.field(schema, name).orElseThrow();
            invocation.terminal().line("");
            invocation.terminal().line(name + " (" + field.type() + ")");
            field.found().forEach(sentence -> invocation.terminal().line("  " + sentence));
            for (Question question : Question.of(field)) {
                Optional<Label> label = ask(invocation.terminal(), question, answers);
                if (label.isEmpty()) {
                    return files.read(connection, entity).orElseThrow();
                }
                labeling.label(Map.of(name, label.get()));
            }
        }
        return files.read(connection, entity).orElseThrow();
    }

    /** Again until the answer is one; empty at the end. */
    private static Optional<Label> ask(Terminal terminal, Question question, BufferedReader answers) {
        while (true) {
            terminal.line(question.text());
            try {
                String answer = answers.readLine();
                return answer == null || answer.strip().equals(END) ? Optional.empty() : Optional.of(question.label(answer));
            } catch (IllegalArgumentException wrong) {
                terminal.line(wrong.getMessage() + ".");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
