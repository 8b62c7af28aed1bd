package dev.leat.connect.elasticsearch;

import dev.leat.connect.Site;
import dev.leat.connect.Trust;
import org.apache.commons.logging.LogFactory;
import org.elasticsearch.hadoop.cfg.PropertiesSettings;
import org.elasticsearch.hadoop.cfg.Settings;
import org.elasticsearch.hadoop.mr.security.HadoopUserProvider;
import org.elasticsearch.hadoop.rest.InitializationUtils;
import org.elasticsearch.hadoop.serialization.JdkBytesConverter;
import org.elasticsearch.hadoop.serialization.builder.JdkValueWriter;
import org.elasticsearch.hadoop.serialization.field.ConstantFieldExtractor;

/** A connection in the connector's words. Made on the executor, as it holds the secrets. */
record ConnectorSettings(Site<ElasticsearchSettings> site, String index) {

    Settings properties() {
        ElasticsearchSettings settings = site.settings();
        Addresses addresses = settings.addresses();
        Settings to = new PropertiesSettings();
        to.setProperty("es.resource", index);
        to.setProperty("es.nodes", String.join(",", addresses.hosts()));
        to.setProperty("es.nodes.wan.only", "true");
        if (!addresses.path().isEmpty()) {
            to.setProperty("es.nodes.path.prefix", addresses.path());
        }
        if (addresses.secure()) {
            to.setProperty("es.net.ssl", "true");
            settings.ca().ifPresent(ca -> {
                to.setProperty("es.net.ssl.truststore.location", new Trust("connections." + site.name(), site.resolve(ca)).storeFile().toUri().toString());
                to.setProperty("es.net.ssl.truststore.pass", Trust.STORE_PASSWORD);
                to.setProperty("es.net.ssl.truststore.type", "PKCS12");
            });
        }
        Requests.authorization(settings).ifPresent(value -> to.setProperty("es.net.http.header.Authorization", value));
        bulk(to);
        return to;
    }

    private void bulk(Settings to) {
        // Leat decides when a request is full, so that it still has the entries when the request fails; this room is never filled but by one huge document
        to.setProperty("es.batch.size.bytes", String.valueOf(Chunk.FULL_BYTES + (Chunk.FULL_BYTES >> 2)));
        to.setProperty("es.batch.size.entries", "0");
        to.setProperty("es.batch.write.refresh", "false");
        // Busy answers are counted and waited for in Answers
        to.setProperty("es.batch.write.retry.policy", "none");
        to.setProperty("es.batch.write.retry.count", "0");
        to.setProperty("es.batch.write.retry.limit", String.valueOf(site.retry().attempts() + 1));
        to.setProperty("es.write.rest.error.handlers", "leat");
        to.setProperty("es.write.rest.error.handler.leat", Answers.Handler.class.getName());
        to.setProperty("es.http.retries", "0");
        to.setProperty("es.index.auto.create", "false");
        to.setProperty("es.input.json", "true");
        InitializationUtils.setValueWriterIfNotSet(to, JdkValueWriter.class, LogFactory.getLog(ConnectorSettings.class));
        InitializationUtils.setBytesConverterIfNeeded(to, JdkBytesConverter.class, LogFactory.getLog(ConnectorSettings.class));
        InitializationUtils.setFieldExtractorIfNotSet(to, ConstantFieldExtractor.class, LogFactory.getLog(ConnectorSettings.class));
        InitializationUtils.setUserProviderIfNotSet(to, HadoopUserProvider.class, LogFactory.getLog(ConnectorSettings.class));
    }
}
