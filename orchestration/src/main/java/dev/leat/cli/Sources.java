package dev.leat.cli;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leat source}. */
@Command(name = "source", description = "What flows read.", footerHeading = "%nExample:%n", footer = "  leat source pull prod_postgres users")
final class Sources extends Group {
    private final Invocation invocation;

    Sources(Invocation invocation) {
        this.invocation = invocation;
    }

    @Command(name = "pull", description = "Writes the live schema, and what a sample of rows shows, to schemas/CONNECTION/ENTITY.yaml. Labels that are there stay.",
        footerHeading = "%nExample:%n", footer = "  leat source pull prod_postgres users user_preferences")
    int pull(@Parameters(paramLabel = "CONNECTION", description = "By its name in leat.yaml.") String connection,
             @Parameters(paramLabel = "ENTITY", arity = "0..*", index = "1..*", description = "As in a flow; those that flows read when absent.") List<String> entities,
             @Option(names = "--rows", paramLabel = "N", defaultValue = "1000", description = "Look at so many rows, at most; ${DEFAULT-VALUE} when absent.") int rows,
             @Mixin Describe describe) {
        return Pulls.pull(invocation, connection, Pulls.entities(entities), rows, describe, (flow, name) -> Stream.concat(
            flow.source().equals(name) ? flow.pipelines().stream().map(pipeline -> pipeline.source()) : Stream.empty(),
            flow.pipelines().stream().flatMap(pipeline -> pipeline.auxiliary().values().stream()).filter(auxiliary -> auxiliary.connection().equals(name))
                .flatMap(auxiliary -> auxiliary.entity().stream())));
    }
}
