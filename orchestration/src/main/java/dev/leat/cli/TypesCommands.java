package dev.leat.cli;

import dev.leat.mapping.schema.SchemaFiles;
import dev.leat.mapping.types.Types;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leat types}. */
@Command(name = "types", description = "Java records for the rows of an entity.", footerHeading = "%nExample:%n", footer = "  leat types generate prod_postgres users")
final class TypesCommands extends Group {
    private final Invocation invocation;

    TypesCommands(Invocation invocation) {
        this.invocation = invocation;
    }

    @Command(name = "generate", description = "Writes a Java 17 record for each entity, from its schema file, and says what that breaks.",
        footerHeading = "%nExample:%n", footer = "  leat types generate prod_postgres users --package com.example.shop")
    int generate(@Parameters(paramLabel = "CONNECTION", description = "By its name in leat.yaml.") String connection,
                 @Parameters(paramLabel = "ENTITY", arity = "0..*", index = "1..*", description = "As in a flow; all with a schema file when absent.") List<String> named,
                 @Option(names = "--package", paramLabel = "NAME", description = "The records' package; leat.CONNECTION when absent.") Optional<String> packageName,
                 @Option(names = "--out", paramLabel = "DIR", defaultValue = "types", description = "Folder of the source tree, from the workspace; ${DEFAULT-VALUE} when absent.") Path out) {
        Path dir = Workplace.open(invocation).with(connection).leat().files().dir();
        SchemaFiles files = new SchemaFiles(dir);
        List<EntityName> entities = named == null || named.isEmpty() ? files.entities(connection) : Pulls.entities(named);
        if (entities.isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, "schemas/" + connection, "there is no schema yet", "Pull one first: leat source pull " + connection);
        }
        List<Types.Generated> generated = new Types(files, dir.resolve(out)).generate(connection, entities, packageName.orElseGet(() -> Types.packageOf(connection)));
        invocation.answer(Map.of("connection", connection, "types", generated), terminal -> generated.forEach(type -> {
            terminal.line(type.entity() + ": " + type.className() + " in " + dir.relativize(type.file().normalize()));
            type.breaks().forEach(sentence -> terminal.line("  " + sentence));
        }));
        return 0;
    }
}
