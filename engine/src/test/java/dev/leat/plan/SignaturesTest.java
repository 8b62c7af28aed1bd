package dev.leat.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the machine demands signatures, nothing else counts. */
class SignaturesTest {
    @TempDir
    Path dir;
    @TempDir
    Path outside;
    private Shop shop;
    private Path approvers;
    private Path jane;
    private Path mallory;

    @BeforeEach
    void keys() throws IOException {
        shop = new Shop(dir);
        approvers = outside.resolve("approvers.pem");
        Files.writeString(approvers, "# who may\n");
        jane = key("jane", true);
        key("joe", true);
        mallory = key("mallory", false);
    }

    private Path key(String name, boolean approver) throws IOException {
        KeyPair pair = generate("Ed25519");
        if (approver) {
            Files.writeString(approvers, Files.readString(approvers) + pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        }
        return Files.writeString(outside.resolve(name + ".pem"), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    }

    private static KeyPair generate(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }

    private LeatException refused() {
        LeatException refused = catchThrowableOfType(LeatException.class, () -> shop.plan(Optional.of(approvers)).approved());
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.kind()).isEqualTo(Kind.APPROVAL);
        return refused;
    }

    private void sign(Path key) {
        shop.approve("Profile", Optional.of(key), Optional.empty());
        shop.approve("Orders", Optional.of(key), Optional.empty());
    }

    @Test
    void theSignatureOfAnApproverCounts() {
        sign(jane);
        assertThatCode(() -> shop.plan(Optional.of(approvers)).approved()).doesNotThrowAnyException();
    }

    @Test
    void anApprovalWithoutSignatureDoesNot() {
        shop.approveAll();
        assertThat(refused()).hasMessageStartingWith("mappings/profile.yaml: the approval of 'Profile' that jane@example.com gave at 2026-11-21T09:00:00Z does not count: "
            + "it is not signed, and LEAT_APPROVERS demands it. Review it, then approve it: leat map approve \"Profile\" --by YOU --sign KEYFILE.");
    }

    @Test
    void theSignatureOfSomeoneElseDoesNot() {
        sign(mallory);
        assertThat(refused()).hasMessageContaining("its signature is of no key in LEAT_APPROVERS, or of something else");
    }

    @Test
    void aSignatureForAnotherContentPersonTimePipelineOrWorkspaceDoesNot() {
        sign(jane);
        shop.edit("mappings/orders.yaml", "by: jane@example.com", "by: joe@example.com");
        assertThat(refused().problems()).hasSize(1);
        shop.edit("mappings/orders.yaml", "by: joe@example.com", "by: jane@example.com").edit("mappings/orders.yaml", "T09:00:00Z", "T09:00:01Z");
        assertThat(refused().problems()).hasSize(1);
        shop.edit("mappings/orders.yaml", "T09:00:01Z", "T09:00:00Z").edit("leat.yaml", "workspace: shop", "workspace: stop");
        assertThat(refused().problems()).hasSize(2);
        shop.edit("leat.yaml", "workspace: stop", "workspace: shop");
        assertThatCode(() -> shop.plan(Optional.of(approvers)).approved()).doesNotThrowAnyException();

        String signed = shop.files().mapping(shop.files().pipeline("Orders")).orElseThrow().approval().orElseThrow().signature().orElseThrow();
        shop.edit("mappings/orders.yaml", "expression: amount", "expression: \"amount * 2\"");
        shop.approve("Orders", Optional.of(mallory), Optional.empty());
        String forged = shop.files().mapping(shop.files().pipeline("Orders")).orElseThrow().approval().orElseThrow().signature().orElseThrow();
        shop.edit("mappings/orders.yaml", forged, signed);
        assertThat(refused()).hasMessageContaining("mappings/orders.yaml").hasMessageContaining("does not count");
        shop.edit("mappings/orders.yaml", signed, "no base64 at all");
        assertThat(refused()).hasMessageContaining("does not count");
    }

    @Test
    void approversInsideTheWorkspaceDoNot() throws IOException {
        sign(jane);
        Path inside = Files.copy(approvers, dir.resolve("approvers.pem"));
        approvers = inside;
        assertThat(refused()).hasMessageContaining("the file is inside the workspace");
        approvers = Files.createSymbolicLink(outside.resolve("link.pem"), inside);
        assertThat(refused()).hasMessageContaining("the file is inside the workspace");
    }

    @Test
    void aFileWithoutUsableKeysApprovesNothing() throws IOException {
        sign(jane);
        Files.writeString(approvers, "nothing");
        assertThat(refused()).hasMessageContaining("there is no public key in it");
        Files.writeString(approvers, Files.readString(jane));
        assertThat(refused()).hasMessageContaining("it holds a PRIVATE KEY");
        Files.writeString(approvers, pem("PUBLIC KEY", generate("RSA").getPublic().getEncoded()));
        assertThat(refused()).hasMessageContaining("a key in it is no Ed25519 public key");
        Files.delete(approvers);
        assertThat(refused()).hasMessageContaining("the file cannot be read (NoSuchFileException)");
    }

    @Test
    void whoMayNotApproveIsToldBeforeAnythingIsWritten() {
        LeatException refused = catchThrowableOfType(LeatException.class, () -> shop.approve("Orders", Optional.of(mallory), Optional.of(approvers)));
        assertThat(refused.kind()).isEqualTo(Kind.APPROVAL);
        assertThat(refused).hasMessage("Orders: this key is not among those in LEAT_APPROVERS. Sign it with the key of an approver: --sign KEYFILE.");
        assertThat(shop.files().mapping(shop.files().pipeline("Orders")).orElseThrow().approval()).isEmpty();
    }

    @Test
    void aKeyFileThatIsNoneIsTold() throws IOException {
        Path wrong = Files.writeString(outside.resolve("x.pem"), "hello");
        assertThat(catchThrowableOfType(LeatException.class, () -> shop.approve("Orders", Optional.of(wrong), Optional.empty())))
            .hasMessage("--sign " + wrong + ": it holds no Ed25519 private key in PKCS#8 PEM. Make one: openssl genpkey -algorithm ed25519 -out KEYFILE.");
    }
}
