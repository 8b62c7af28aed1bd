package dev.leat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        System.getProperties().stringPropertyNames().stream().filter(name -> name.startsWith("leat.env.LEAT_TEST")).forEach(System::clearProperty);
    }

    @Test
    void aSecretShowsItsReferenceAndRevealsItsValue() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "correct horse\n");
        Secret secret = new Secret("${file:" + file + "}");
        assertThat(secret).hasToString("${file:" + file + "}");
        assertThat(secret.reveal()).isEqualTo("correct horse");
        assertThat(Yaml.json().valueToTree(secret).asText()).isEqualTo("${file:" + file + "}");
    }

    @Test
    void aLiteralSecretIsNeverShown() {
        Secret secret = new Secret("tell-nobody");
        assertThat(secret.toString()).isEqualTo("***");
        assertThat(Yaml.write(List.of(secret))).doesNotContain("tell-nobody");
        assertThat(secret.reveal()).isEqualTo("tell-nobody");
        assertThat(Secrets.redact("it is tell-nobody")).doesNotContain("tell-nobody");
    }

    @Test
    void theLiteralPartOfAMixedSecretIsNotShown() {
        System.setProperty("leat.env.LEAT_TEST_PART", "value-of-part");
        Secret secret = new Secret("hidden-half-${env:LEAT_TEST_PART}");
        assertThat(secret.toString()).doesNotContain("hidden-half").contains("${env:LEAT_TEST_PART}");
        assertThat(secret.reveal()).isEqualTo("hidden-half-value-of-part");
    }

    @Test
    void revealedValuesAreTakenOutOfTextsAndExceptions() {
        System.setProperty("leat.env.LEAT_TEST_PASSWORD", "s3cr3t$1");
        assertThat(new Secret("${env:LEAT_TEST_PASSWORD}").reveal()).isEqualTo("s3cr3t$1");
        assertThat(Secrets.redact("login failed for s3cr3t$1!")).isEqualTo("login failed for ${env:LEAT_TEST_PASSWORD}!");
        LeatException exception = new LeatException(Kind.SYSTEM, "connections.db", "FATAL: s3cr3t$1 refused", "Correct s3cr3t$1");
        assertThat(exception.getMessage()).doesNotContain("s3cr3t");
        assertThat(exception.problems().toString()).doesNotContain("s3cr3t");
    }

    @Test
    void aSecretWithinALongerOneLeavesNothingOfIt() {
        System.setProperty("leat.env.LEAT_TEST_SHORT", "abcd");
        System.setProperty("leat.env.LEAT_TEST_LONG", "xabcdy-and-more");
        new Secret("${env:LEAT_TEST_SHORT}").reveal();
        new Secret("${env:LEAT_TEST_LONG}").reveal();
        assertThat(Secrets.redact("xabcdy-and-more")).isEqualTo("${env:LEAT_TEST_LONG}");
    }

    @Test
    void redactingTwiceChangesNothing() {
        System.setProperty("leat.env.LEAT_TEST_TWICE", "TEST_TWICE");
        new Secret("${env:LEAT_TEST_TWICE}").reveal();
        String once = Secrets.redact("it is TEST_TWICE here");
        assertThat(once).isEqualTo("it is ${env:LEAT_TEST_TWICE} here");
    }

    @Test
    void theVariablesOfADocumentAreThoseOfItsReferencesAndNotOfItsComments() {
        String text = "password: ${env:ONE}\nlist: [{url: 'a ${env:TWO} b ${env:ONE}'}, '${file:THREE}']\n# ${env:FOUR}\n${env:KEY}: 1\n";
        assertThat(Secrets.variables(Yaml.tree("x", text, new Problems()).orElseThrow())).containsExactly("ONE", "TWO");
    }

    @Test
    void missingReferencesSayHowToSetThem() {
        assertThatThrownBy(() -> new Secret("${env:LEAT_TEST_NONE}").reveal())
            .hasMessage("${env:LEAT_TEST_NONE}: the environment variable LEAT_TEST_NONE is not set. Set it: export LEAT_TEST_NONE=....")
            .extracting("kind").isEqualTo(Kind.WORKSPACE);
        assertThatThrownBy(() -> new Secret("${file:" + folder.resolve("none") + "}").reveal()).hasMessageContaining("NoSuchFileException");
    }

    @Test
    void aFilesValueEndsBeforeItsLastLineBreakAndKeepsItsBlanks() throws Exception {
        Path file = Files.writeString(folder.resolve("blanks"), "pass word \r\n");
        assertThat(new Secret("${file:" + file + "}").reveal()).isEqualTo("pass word ");
    }
}
