package dev.leat.cli;

import dev.leat.model.EntityName;
import dev.leat.model.Scalars;
import dev.leat.run.Step;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.TypeConversionException;

/** Where the program starts. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        int code = run(Terminal.ofProcess(), arguments);
        System.exit(code);
    }

    /** Runs one command; the exit code is what it returns. */
    static int run(Terminal terminal, String... arguments) {
        Root root = new Root();
        Invocation invocation = new Invocation(root, terminal);
        Faults faults = new Faults(invocation);
        try {
            return commandLine(root, invocation, faults).execute(arguments);
        } catch (StackOverflowError | LinkageError fault) {
            return faults.tell(fault);
        }
    }

    /** All commands, as help, completion and tests see them. */
    static CommandLine commandLine(Root root, Invocation invocation, Faults faults) {
        CommandLine line = new CommandLine(root);
        commands(invocation).forEach(line::addSubcommand);
        line.addSubcommand(new CommandLine(new Bench(invocation)).addSubcommand(new BenchMapping(invocation)));
        Terminal terminal = invocation.terminal();
        return line.setExpandAtFiles(false).setExecutionExceptionHandler(faults).setParameterExceptionHandler(faults)
            .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
            .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colors() ? Ansi.ON : Ansi.OFF))
            .setUsageHelpWidth(terminal.width()).registerConverter(Step.class, Main::step)
            .registerConverter(EntityName.class, Main::entity).registerConverter(Instant.class, Main::instant)
            .registerConverter(Duration.class, Main::duration);
    }

    private static Step step(String word) {
        return Step.single().stream().filter(known -> known.name().toLowerCase(Locale.ROOT).equals(word)).findFirst()
            .orElseThrow(() -> new TypeConversionException("'" + word + "' is not known; use one of " + Run.Steps.WORDS));
    }

    private static EntityName entity(String text) {
        try {
            return EntityName.of(text);
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException(wrong.getMessage());
        }
    }

    private static Instant instant(String text) {
        try {
            return text.equals("now") ? Instant.now() : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException wrong) {
            throw new TypeConversionException("'" + text + "' is no time; write it as 2026-11-01T00:00:00Z, or now");
        }
    }

    private static Duration duration(String text) {
        try {
            return Scalars.duration(text);
        } catch (IllegalArgumentException | DateTimeParseException wrong) {
            throw new TypeConversionException(wrong instanceof DateTimeParseException ? "'" + text + "' is no duration; write it as 30s or PT30S" : wrong.getMessage());
        }
    }

    private static List<Object> commands(Invocation invocation) {
        return List.of(new Init(invocation), new Doctor(invocation), new Sources(invocation), new Destinations(invocation), new TypesCommands(invocation),
            mapping(invocation), new Plan(invocation), new PreviewCommand(invocation),
            new Run(invocation), new Verify(invocation), new Rebuilds(invocation), new Wait(invocation), new Up(invocation), new Down(invocation),
            new Start(invocation), new Stop(invocation), new Logs(invocation), new StatusCommand(invocation), new DagCommands(invocation), new BackfillCommand(invocation), new CommandLine(new State(invocation)).addSubcommand(new DropSlots(invocation)), new Backlogs(invocation), new Runs(invocation),
            new Schema(invocation), new Completion(invocation));
    }

    private static CommandLine mapping(Invocation invocation) {
        return new CommandLine(new MapCommands(invocation)).addSubcommand(new MapCheck(invocation)).addSubcommand(new MapPropose(invocation)).addSubcommand(new MapShow(invocation)).addSubcommand(new MapReview(invocation))
            .addSubcommand(new MapReject(invocation));
    }
}
