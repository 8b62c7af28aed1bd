package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.model.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitTest {
    @TempDir
    Path parent;

    @Test
    void aNewWorkspaceIsReadWithoutAProblem() throws IOException {
        Path folder = parent.resolve("new one");
        Said said = Said.by("init", "first-steps", "--workspace", folder.toString());
        assertThat(said.code()).isZero();
        assertThat(said.lines()).startsWith("Made the workspace first-steps in " + folder).contains("  leat.yaml", "  .gitignore");
        assertThat(folder.resolve("flows")).isDirectory();
        assertThat(folder.resolve("mappings")).isDirectory();
        assertThat(folder.resolve("schemas")).isDirectory();
        assertThat(Said.by("plan", "--workspace", folder.toString()))
            .isEqualTo(new Said(0, "No flows yet. Write one to flows/NAME.yaml; leat schema flow prints its JSON Schema.\n", ""));
        assertThat(Said.by("up", "--workspace", folder.toString()).out()).isEqualTo("No connection of this workspace is embedded.\n");
        assertThat(Said.by("runs", "list", "--workspace", folder.toString()).lines()).hasSize(1);
    }

    @Test
    void theExamplesInItsCommentsAreRight() throws IOException {
        Path folder = parent.resolve("examples");
        Said.by("init", "examples", "--workspace", folder.toString());
        Path file = folder.resolve("leat.yaml");
        String text = Files.readString(file);
        for (String connection : new String[] {"shop", "demo", "search", "cache"}) {
            text = text.replaceFirst("(?m)^  # (" + connection + ": )", "  $1");
        }
        Files.writeString(file, text.replace("${env:SHOP_PASSWORD}", "none").replaceFirst("(?m)^# spark:", "spark:"));
        String flow = Files.readString(folder.resolve("flows/first-flow.yaml.example")).replaceFirst("# schedule", "schedule").replaceAll("(?m)^    # ", "    ");
        Files.writeString(folder.resolve("flows/shop.yaml"), flow.replaceAll("transformers:\n    -", "transformers:\n      -"));
        assertThat(Said.by("state", "show", "Customers", "--workspace", folder.toString())).returns(0, Said::code).returns("", Said::err);
    }

    @Test
    void anExistingWorkspaceStaysAsItIs() throws IOException {
        Said.by("init", "one", "--workspace", parent.toString());
        String before = Files.readString(parent.resolve("leat.yaml"));
        Said said = Said.by("init", "two", "--workspace", parent.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).isEqualTo(parent.resolve("leat.yaml") + ": there is a workspace already. Name another folder: leat init two --workspace two.\n");
        assertThat(parent.resolve("leat.yaml")).hasContent(before);
    }

    @Test
    void filesThatAreThereAlreadyAreKept() throws IOException {
        Files.writeString(parent.resolve(".gitignore"), "mine\n");
        assertThat(Said.by("init", "n", "--workspace", parent.toString()).out()).doesNotContain(".gitignore");
        assertThat(parent.resolve(".gitignore")).hasContent("mine\n");
    }

    @Test
    void anyNameIsWrittenSoThatItIsReadBack() throws IOException {
        String name = "Ümläut: \"quoted\" \\ # not a comment";
        assertThat(Said.by("init", name, "--workspace", parent.toString()).code()).isZero();
        assertThat(dev.leat.run.Leat.open(parent).files().workspace().workspace()).isEqualTo(name);
        assertThat(Said.by("init", " ", "--workspace", parent.resolve("x").toString()).err()).contains("' ' is no name");
    }

    @Test
    void withJsonTheFilesAreADocument() throws IOException {
        assertThat(Yaml.json().readTree(Said.by("init", "n", "--json", "--workspace", parent.toString()).out()).path("files").size()).isEqualTo(3);
    }
}
