package dev.leat.connect.kafka;

import dev.leat.connect.Site;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Secret;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Clients of one connection. Records of transactions that were not committed are never seen. */
record Clients(Site<KafkaSettings> site) {
    private static final String PATIENCE_MILLIS = "15000";

    Admin admin() {
        try {
            return Admin.create(properties());
        } catch (KafkaException e) {
            throw explained(e);
        }
    }

    Consumer<byte[], byte[]> consumer() {
        try {
            return new KafkaConsumer<>(properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw explained(e);
        }
    }

    /** @param transactions their name, by which an older producer of the same is shut out */
    Producer<byte[], byte[]> producer(String transactions) {
        Properties properties = properties();
        properties.put("transactional.id", transactions);
        properties.put("linger.ms", "20");
        properties.put("batch.size", "131072");
        properties.put("compression.type", "lz4");
        properties.put("max.request.size", String.valueOf(Integer.MAX_VALUE)); // a record that is too large is told before
        try {
            return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw explained(e);
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.putAll(settings());
        properties.put("request.timeout.ms", PATIENCE_MILLIS);
        properties.put("default.api.timeout.ms", PATIENCE_MILLIS);
        properties.put("enable.auto.commit", "false");
        return properties;
    }

    /** In Kafka's own words. With the password in it. */
    Map<String, String> settings() {
        KafkaSettings settings = site.settings();
        Map<String, String> written = new HashMap<>(Map.of("bootstrap.servers", settings.brokers(), "isolation.level", "read_committed"));
        written.put("security.protocol", (settings.user().isPresent() ? "SASL_" : "") + (settings.encrypted() ? "SSL" : "PLAINTEXT"));
        settings.user().ifPresent(user -> {
            String mechanism = settings.mechanism().orElse("scram-sha-512");
            String module = mechanism.equals("plain") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
            written.put("sasl.mechanism", mechanism.toUpperCase(Locale.ROOT));
            written.put("sasl.jaas.config", "org.apache.kafka.common.security." + module + " required username=" + quoted(user) + " password="
                + quoted(settings.password().map(Secret::reveal).orElseThrow()) + ";");
        });
        settings.ca().ifPresent(file -> {
            written.put("ssl.truststore.type", "PEM");
            written.put("ssl.truststore.location", site.resolve(file).toString());
        });
        return written;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** A refused credential or permission is of kind WORKSPACE, everything else of kind SYSTEM. */
    LeatException explained(Throwable cause) {
        Throwable root = cause instanceof ExecutionException && cause.getCause() != null ? cause.getCause() : cause;
        String where = "connections." + site.name();
        String said = site.settings().brokers() + ": " + (root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage());
        if (root instanceof AuthenticationException || root instanceof AuthorizationException) {
            return new LeatException(Kind.WORKSPACE, where, said, "Correct user, password and mechanism, and let the user READ and DESCRIBE the topics (for writing also WRITE and CREATE, and use the transactional ids and groups leat-*)", root);
        }
        boolean settings = root instanceof ConfigException || root instanceof KafkaException && root.getCause() instanceof ConfigException;
        return new LeatException(settings ? Kind.WORKSPACE : Kind.SYSTEM, where, said, settings ? "Correct the connection" : "Start the brokers, or correct 'url', 'tls' and 'ca'", root);
    }
}
