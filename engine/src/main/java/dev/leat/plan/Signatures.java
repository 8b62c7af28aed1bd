package dev.leat.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.leat.model.Approval;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ed25519 signatures over {workspace, pipeline, by, at, content} as canonical JSON. For a stage flow the flow's name stands as the pipeline. */
final class Signatures {
    private static final String ALGORITHM = "Ed25519";
    private static final Pattern PEM = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    private Signatures() {}

    /**
     * The public keys (PEM, any number) of this file.
     *
     * @throws LeatException of kind APPROVAL: without keys nothing is approved
     */
    static List<PublicKey> approvers(Path file, Path workspace) {
        String where = Approvals.VARIABLE + "=" + file;
        try {
            Path real = file.toRealPath();
            if (real.startsWith(workspace.toRealPath())) {
                throw new LeatException(Kind.APPROVAL, where, "the file is inside the workspace, where who changes a mapping could change it as well", "Move it outside of " + workspace);
            }
            List<PublicKey> keys = new ArrayList<>();
            Matcher blocks = PEM.matcher(Files.readString(real));
            while (blocks.find()) {
                if (!blocks.group(1).equals("PUBLIC KEY")) {
                    throw new LeatException(Kind.APPROVAL, where, "it holds a " + blocks.group(1), "Put only Ed25519 public keys there: openssl pkey -in KEYFILE -pubout");
                }
                keys.add(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(blocks.group(2)))));
            }
            if (keys.isEmpty()) {
                throw new LeatException(Kind.APPROVAL, where, "there is no public key in it", "Add one: openssl pkey -in KEYFILE -pubout");
            }
            return keys;
        } catch (IOException e) {
            throw new LeatException(Kind.APPROVAL, where, "the file cannot be read (" + e.getClass().getSimpleName() + ")", "Name a file with the approvers' public keys", e);
        } catch (GeneralSecurityException e) {
            throw new LeatException(Kind.APPROVAL, where, "a key in it is no Ed25519 public key", "Make one: openssl genpkey -algorithm ed25519", e);
        }
    }

    static boolean verifies(Approval approval, String workspace, String pipeline, List<PublicKey> approvers) {
        if (approval.signature().isEmpty()) {
            return false;
        }
        byte[] signed = message(workspace, pipeline, approval.by(), approval.at(), approval.content());
        for (PublicKey key : approvers) {
            try {
                Signature verifier = Signature.getInstance(ALGORITHM);
                verifier.initVerify(key);
                verifier.update(signed);
                if (verifier.verify(Base64.getDecoder().decode(approval.signature().get()))) {
                    return true;
                }
            } catch (GeneralSecurityException | IllegalArgumentException malformed) {
                // bytes that are no signature at all verify with no key
                continue;
            }
        }
        return false;
    }

    /** @throws LeatException of kind WORKSPACE when the file holds no Ed25519 private key in PKCS#8 PEM */
    static String sign(Path keyFile, String workspace, String pipeline, String by, Instant at, String content) {
        try {
            Matcher block = PEM.matcher(Files.readString(keyFile));
            if (!block.find() || !block.group(1).equals("PRIVATE KEY")) {
                throw notAKey(keyFile, null);
            }
            PrivateKey key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(block.group(2))));
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(key);
            signer.update(message(workspace, pipeline, by, at, content));
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (IOException e) {
            throw new LeatException(Kind.WORKSPACE, "--sign " + keyFile, "the file cannot be read (" + e.getClass().getSimpleName() + ")", "Name your private key's file", e);
        } catch (GeneralSecurityException e) {
            throw notAKey(keyFile, e);
        }
    }

    private static LeatException notAKey(Path keyFile, Exception cause) {
        return new LeatException(Kind.WORKSPACE, "--sign " + keyFile, "it holds no Ed25519 private key in PKCS#8 PEM", "Make one: openssl genpkey -algorithm ed25519 -out KEYFILE", cause);
    }

    private static byte[] message(String workspace, String pipeline, String by, Instant at, String content) {
        return Canonical.json(JsonNodeFactory.instance.objectNode().put("workspace", workspace).put("pipeline", pipeline).put("by", by).put("at", at.toString()).put("content", content))
            .getBytes(StandardCharsets.UTF_8);
    }
}
