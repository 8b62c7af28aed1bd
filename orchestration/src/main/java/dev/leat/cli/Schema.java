package dev.leat.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.format.FileSchema;
import dev.leat.format.FileType;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code leat schema}. */
@Command(name = "schema", description = "Prints the JSON Schema of a file type, for editors and CI; without one, lists the types.",
    footerHeading = "%nExample:%n", footer = "  leat schema flow")
final class Schema implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "FILE TYPE", arity = "0..1", completionCandidates = Types.class, description = "One of ${COMPLETION-CANDIDATES}.")
    private Optional<String> type = Optional.empty();

    Schema(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (type.isPresent()) {
            invocation.document(FileSchema.of(chosen(type.get())));
            return 0;
        }
        Map<String, JsonNode> schemas = new LinkedHashMap<>();
        if (invocation.json()) {
            Arrays.stream(FileType.values()).forEach(known -> schemas.put(known.toString(), FileSchema.of(known)));
        }
        invocation.answer(schemas, terminal -> terminal.table(new Table(List.of("file type", "files"),
            Arrays.stream(FileType.values()).map(known -> List.of(known.toString(), known.files())).toList())));
        return 0;
    }

    private static FileType chosen(String word) {
        return Arrays.stream(FileType.values()).filter(known -> known.toString().equals(word)).findFirst()
            .orElseThrow(() -> new LeatException(Kind.WORKSPACE, "schema", "'" + word + "' is no file type", Problem.choices(new Types().words())));
    }

    /** For help and completion. */
    static final class Types implements Iterable<String> {
        List<String> words() {
            return Arrays.stream(FileType.values()).map(FileType::toString).toList();
        }

        @Override
        public java.util.Iterator<String> iterator() {
            return words().iterator();
        }
    }
}
