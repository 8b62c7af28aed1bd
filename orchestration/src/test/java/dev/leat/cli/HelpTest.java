package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    static Stream<CommandLine> commands() {
        List<CommandLine> all = new ArrayList<>();
        collect(line(), all);
        return all.stream();
    }

    private static CommandLine line() {
        Root root = new Root();
        Invocation invocation = new Invocation(root, Terminal.ofProcess());
        return Main.commandLine(root, invocation, new Faults(invocation));
    }

    private static void collect(CommandLine line, List<CommandLine> all) {
        all.add(line);
        line.getSubcommands().values().forEach(sub -> collect(sub, all));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpOfEveryCommandSaysWhatItDoesAndEndsWithAnExampleThatParses(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        Said help = Said.by(Stream.concat(Stream.of(name.split(" ")).skip(1), Stream.of("--help")).toArray(String[]::new));
        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).startsWith("Usage: " + name).contains("--workspace", "--json", "\nExample:\n  leat ").doesNotContain("\u001B");
        assertThat(help.lines()).allMatch(line -> line.length() <= 80 || line.startsWith("  leat "));
        help.lines().stream().filter(line -> line.startsWith("  leat ")).forEach(example ->
            assertThatCode(() -> line().parseArgs(words(example))).as(example).doesNotThrowAnyException());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionAndParameterIsDescribed(CommandLine command) {
        assertThat(command.getCommandSpec().args()).allSatisfy(argument -> assertThat(argument.description()).as(argument.toString()).isNotEmpty());
        assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
    }

    @Test
    void aTerminalGetsColoursAndAPipeNone() {
        assertThat(Said.by("--help").out()).doesNotContain("\u001B");
        if (System.getenv("NO_COLOR") == null) {
            assertThat(Said.onTerminal("--help").out()).contains("\u001B[");
        }
    }

    @Test
    void versionNamesTheJavaVersion() {
        assertThat(Said.by("--version").out()).matches("leat .* \\(Java " + Runtime.version().feature() + "\\)\n");
    }

    @Test
    void completionKnowsCommandsAndOptions() {
        assertThat(Said.by("completion").out()).startsWith("#!/usr/bin/env bash").contains("complete -F _complete_leat", "backlog", "--nothing-new-exit", "stage-flow");
    }

    static String[] words(String example) {
        Matcher words = WORD.matcher(example.replaceAll(">.*", "").strip());
        List<String> list = new ArrayList<>();
        while (words.find()) {
            list.add(words.group(1) != null ? words.group(1) : words.group(2));
        }
        return list.stream().skip(1).toArray(String[]::new);
    }
}
