package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's commands, in its order, and then the example of every command's help, by the real launcher, in a folder with the samples. */
class ExamplesIT {
    private static final Path HOME = Path.of(System.getProperty("leat.home"));
    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    /** README's, and last of all whatever their place there. */
    private static final List<String> DOWN = List.of("./leat down --workspace samples/user-sync", "./leat down --workspace samples/shop",
        "./leat down --workspace samples/marketing-warehouse");

    @TempDir
    Path folder;

    @Test
    void everyExampleDoesWhatItSays() throws Exception {
        samples();
        knownCase(folder.resolve("samples/user-sync/mapping-bench/people/crm"));
        List<String> commands = commands();
        assertThat(commands).hasSizeGreaterThan(8);
        try {
            assertThat(shell(commands.get(0))).contains("User Sync Flow: succeeded", "10000", "9988");
            assertThat(shell(commands.get(0))).contains("nothing new");
            shell("./leat up --workspace samples/user-sync"); // the servers are started once for all that follows
            for (String command : commands.subList(1, commands.size())) {
                shell(command);
            }
            for (String example : helpExamples()) {
                shell(example.contains("--workspace") ? example : "cd samples/user-sync && ../../" + example);
            }
        } finally {
            for (String command : DOWN) {
                shell(command);
            }
        }
    }

    /** The fourth sample's, which takes minutes; it ends with another code when one certificate of the three tells of a difference. */
    @Test
    void theTourEndsWithCertificatesThatAgree() throws Exception {
        samples();
        assertThat(Files.readString(HOME.resolve("README.md"))).contains("\nsamples/history-and-live/tour\n");
        assertThat(shell("samples/history-and-live/tour")).contains("All three hold the same orders");
    }

    private void samples() throws IOException {
        LauncherIT.markBuilt();
        copy(HOME.resolve("samples"), folder.resolve("samples"));
        Files.createSymbolicLink(folder.resolve("leat"), HOME.resolve("leat"));
    }

    private static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        Matcher block = SHELL.matcher(Files.readString(HOME.resolve("README.md")));
        while (block.find()) {
            block.group(1).lines().filter(line -> line.startsWith("./leat ") && !DOWN.contains(line)).forEach(commands::add);
        }
        return commands;
    }

    /** As {@code ./leat …}. */
    private static List<String> helpExamples() {
        List<String> examples = HelpTest.commands().flatMap(command -> Stream.of(command.getCommandSpec().usageMessage().footer()))
            .filter(line -> line.startsWith("  leat ")).map(line -> line.replaceFirst("  leat ", "./leat ").replace("~/", "./")).distinct().toList();
        assertThat(examples).hasSizeGreaterThan(20);
        return examples.stream().filter(example -> !example.equals("./leat down")).toList();
    }

    /** @return what it printed, after it ended with 0 */
    private String shell(String command) throws Exception {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder("bash", "-c", command).redirectInput(new File("/dev/null")).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(15, TimeUnit.MINUTES)).as(command).isTrue();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(command + "\n" + said).isZero();
        return said;
    }

    /** For {@code leat bench mapping}, in the form that its help names. */
    private static void knownCase(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("source.csv"), "cust_no,mail\n1,a@example.com\n2,b@example.com\n");
        Files.writeString(folder.resolve("target.csv"), "email,customer_number\nc@example.com,7\nd@example.com,8\n");
        Files.writeString(folder.resolve("gold.json"), "[{\"source\": \"cust_no\", \"target\": \"customer_number\"}, {\"source\": \"mail\", \"target\": \"email\"}]");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).filter(file -> !from.relativize(file).toString().matches("[^/]+/(lake|\\.leat|warehouse)/.*")).toList()) {
                Path copied = to.resolve(from.relativize(file));
                Files.createDirectories(copied.getParent());
                Files.copy(file, copied);
            }
        }
    }
}
