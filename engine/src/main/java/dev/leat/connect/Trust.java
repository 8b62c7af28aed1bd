package dev.leat.connect;

import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificates of a PEM file, as Java and as the Elasticsearch-Hadoop connector want them. A file that cannot be used is an error of kind WORKSPACE. */
public final class Trust {
    /** It guards nothing: the store holds public certificates only. */
    public static final String STORE_PASSWORD = "certificates";
    private static final Map<String, Path> STORES = new ConcurrentHashMap<>();

    private final String where;
    private final Path pem;

    /** @param where of the setting that names the file, for messages */
    public Trust(String where, Path pem) {
        this.where = where;
        this.pem = pem;
    }

    public SSLContext context() {
        try {
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    /** A PKCS12 file of this process, readable by its user only and deleted when the process ends; one for each content of the PEM file. */
    public Path storeFile() {
        try {
            return STORES.computeIfAbsent(Files.readString(pem), content -> write());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private Path write() {
        try {
            Path file = Files.createTempFile("leat-trust", ".p12", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            file.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(file)) {
                store().store(out, STORE_PASSWORD.toCharArray());
            }
            return file;
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(e);
        }
    }

    private KeyStore store() {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            if (number == 0) {
                throw new IOException("no certificate is in it");
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(e);
        }
    }

    private LeatException unusable(Exception cause) {
        return new LeatException(Kind.WORKSPACE, where + ".ca", "the certificates in '" + pem + "' cannot be read (" + cause.getClass().getSimpleName() + ": " + cause.getMessage() + ")",
            "Name a PEM file with the certificate of the authority that signed the server's", cause);
    }
}
