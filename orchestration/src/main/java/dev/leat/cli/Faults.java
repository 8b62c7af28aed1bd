package dev.leat.cli;

import dev.leat.connect.embedded.ServerException;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a user sees when something goes wrong: problems, each as {@code where: what. How to fix.}, and the exit code of their kind. */
final class Faults implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Invocation invocation;

    Faults(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public int handleExecutionException(Exception fault, CommandLine command, ParseResult parsed) {
        if (fault instanceof Handover handover) {
            return handover.tellLauncher();
        }
        return fault instanceof ParameterException wrong ? handleParseException(wrong, new String[0]) : tell(fault);
    }

    /** Also for what never reaches picocli, such as an {@link Error}. */
    int tell(Throwable fault) {
        if (invocation.debug()) {
            StringWriter trace = new StringWriter();
            fault.printStackTrace(new PrintWriter(trace, true));
            invocation.terminal().note(trace.toString().stripTrailing());
        }
        if (fault instanceof LeatException known && known.kind() != Kind.BUG) {
            return tell(known.kind(), known.problems(), invocation.json());
        }
        if (fault instanceof ServerException server) {
            return tell(server.kind() == ServerException.Kind.WORKSPACE ? Kind.WORKSPACE : Kind.SYSTEM,
                List.of(new Problem("embedded server", server.getMessage().replaceAll("[.]$", ""), "Start it again: leat up")), invocation.json());
        }
        String what = fault instanceof LeatException bug ? bug.getMessage() : fault.toString();
        return tell(Kind.BUG, List.of(new Problem("leat", "this is a bug of Leat: " + what,
            invocation.debug() ? "Report it with what stands above" : "Run it again with --debug and report what it says")), invocation.json());
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        boolean json = invocation.json() || List.of(arguments).contains("--json");
        String what = wrong instanceof UnmatchedArgumentException unmatched ? "'" + String.join(" ", unmatched.getUnmatched()) + "' is not known"
            : wrong.getMessage().replaceAll("\\.?\\s*$", "");
        String name = command.getCommandSpec().qualifiedName();
        List<String> similar = wrong instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String fix = !similar.isEmpty() ? "Did you mean " + String.join(" or ", similar) + "? "
            : wrong instanceof UnmatchedArgumentException && !command.getSubcommands().isEmpty() ? Problem.choices(command.getSubcommands().keySet()) + ". " : "";
        return tell(Kind.WORKSPACE, List.of(new Problem(name, what.isEmpty() ? "it cannot be read" : lower(what), fix + "See " + name + " --help")), json);
    }

    private int tell(Kind kind, List<Problem> problems, boolean json) {
        problems.forEach(problem -> invocation.terminal().note(problem.toString()));
        if (json) {
            invocation.document(Map.of("error", Map.of("kind", kind.name().toLowerCase(Locale.ROOT), "problems", problems)));
        }
        return kind.exitCode();
    }

    private static String lower(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }
}
