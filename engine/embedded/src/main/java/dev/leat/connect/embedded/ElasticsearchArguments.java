package dev.leat.connect.embedded;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/**
 * What Elasticsearch's launcher tells the server's JVM on its standard input: {@code ServerArgs} in the stream format of
 * version 8.8. Writing it here saves the launcher, a JVM of its own that costs two seconds at every start, and gives the
 * server the process number that was started. Another version may read something else; then it fails at once and says so.
 */
final class ElasticsearchArguments {
    private static final int KEYSTORE_FORMAT = 5;

    private ElasticsearchArguments() {}

    /** @param secrets the entries of its keystore, ASCII; {@code keystore.seed} must be among them */
    static byte[] bytes(Map<String, String> settings, Map<String, String> secrets, Path config) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBoolean(true); // Daemon: the end of its standard input does not end it.
        out.writeBoolean(false); // Quiet.
        out.writeBoolean(false); // No file for the process number.
        string(out, "org.elasticsearch.common.settings.KeyStoreWrapper");
        out.writeInt(KEYSTORE_FORMAT);
        out.writeBoolean(false); // No password.
        out.writeBoolean(false); // No encrypted bytes: the entries follow in clear.
        length(out, secrets.size());
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            byte[] value = secret.getValue().getBytes(StandardCharsets.US_ASCII);
            string(out, secret.getKey());
            array(out, value);
            array(out, sha256(value));
        }
        out.writeBoolean(false); // Not closed.
        length(out, settings.size());
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            string(out, setting.getKey());
            out.writeByte(0); // A value of type string.
            string(out, setting.getValue());
        }
        string(out, config.toString());
        return bytes.toByteArray();
    }

    /** The length counts UTF-16 units, each of which is written in one to three bytes. */
    private static void string(DataOutputStream out, String text) throws IOException {
        length(out, text.length());
        for (char c : text.toCharArray()) {
            if (c < 0x80) {
                out.write(c);
            } else if (c < 0x800) {
                out.write(0xC0 | c >> 6);
                out.write(0x80 | c & 0x3F);
            } else {
                out.write(0xE0 | c >> 12);
                out.write(0x80 | c >> 6 & 0x3F);
                out.write(0x80 | c & 0x3F);
            }
        }
    }

    private static void array(DataOutputStream out, byte[] bytes) throws IOException {
        length(out, bytes.length);
        out.write(bytes);
    }

    /** Seven bits a byte, lowest first. */
    private static void length(DataOutputStream out, int length) throws IOException {
        int rest = length;
        while (rest >= 0x80) {
            out.write(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
