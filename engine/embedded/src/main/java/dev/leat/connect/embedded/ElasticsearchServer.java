package dev.leat.connect.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/**
 * Elasticsearch as a single node with a heap of 512 MiB. It runs on the Java that runs this. Without security, unless the
 * settings say {@code xpack.security.enabled: true}; then the user is {@code elastic} with the server's password.
 */
public final class ElasticsearchServer implements EmbeddedServer {
    private static final String LOGGING = """
            status = error
            appender.file.type = File
            appender.file.name = file
            appender.file.fileName = ${sys:es.logs.base_path}/server.log
            appender.file.layout.type = PatternLayout
            appender.file.layout.pattern = [%d{ISO8601}][%-5p][%c{1.}] %m%n
            rootLogger.level = info
            rootLogger.appenderRef.file.ref = file
            """;
    /** Those of its own {@code jvm.options} that it needs; a garbage collection log and heap dumps are left out. */
    private static final List<String> JVM = List.of("-Xms512m", "-Xmx512m", "-Xss1m", "-XX:+UseG1GC", "-XX:G1HeapRegionSize=4m",
            "-XX:MaxDirectMemorySize=268435456", "-XX:InitiatingHeapOccupancyPercent=30", "-XX:G1ReservePercent=15",
            "-XX:+ExitOnOutOfMemoryError", "-XX:-OmitStackTraceInFastThrow", "-Des.networkaddress.cache.ttl=60",
            "-Des.networkaddress.cache.negative.ttl=10", "-Djava.security.manager=allow", "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8", "-Djna.nosys=true", "-Dio.netty.noUnsafe=true", "-Dio.netty.noKeySetOptimization=true",
            "-Dio.netty.recycler.maxCapacityPerThread=0", "-Dlog4j.shutdownHookEnabled=false", "-Dlog4j2.disable.jmx=true",
            "-Dlog4j2.formatMsgNoLookups=true", "-Djava.locale.providers=SPI,COMPAT", "-Des.distribution.type=zip",
            "--add-opens=java.base/java.io=org.elasticsearch.preallocate", "--add-modules=jdk.net",
            "--add-modules=org.elasticsearch.preallocate");

    @Override
    public String type() {
        return "elasticsearch";
    }

    @Override
    public String program() {
        return "java";
    }

    @Override
    public Optional<String> user(Place place) {
        return secure(place) ? Optional.of("elastic") : Optional.empty();
    }

    @Override
    public String address(int port) {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public Launch launch(Place place) {
        Path archive = Archives.unpacked("elasticsearch-", ZipArchiveInputStream::new, entry -> true);
        Path home = archive.resolve(archive.getFileName().toString());
        Path temporary = place.data().resolve("tmp");
        Path config = place.data().resolve("config");
        Path arguments = place.data().resolve("arguments");
        try {
            Files.createDirectories(temporary);
            Files.createDirectories(config);
            Files.writeString(config.resolve("log4j2.properties"), LOGGING);
            Map<String, String> secrets = secure(place)
                    ? Map.of("keystore.seed", place.password(), "bootstrap.password", place.password())
                    : Map.of("keystore.seed", place.password());
            Folders.writePrivate(arguments, ElasticsearchArguments.bytes(settings(place, home), secrets, config));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = new ArrayList<>(List.of(Jvm.java()));
        command.addAll(JVM);
        command.addAll(List.of("-Djava.io.tmpdir=" + temporary, "--module-path", home.resolve("lib").toString(),
                "-m", "org.elasticsearch.server/org.elasticsearch.bootstrap.Elasticsearch"));
        return new Launch(command, Map.of("LANG", "C.UTF-8", "LIBFFI_TMPDIR", temporary.toString()), Optional.of(arguments),
                Launch.RunAs.NOT_ROOT);
    }

    private static Map<String, String> settings(Place place, Path home) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("cluster.name", "leat");
        settings.put("node.name", "leat");
        settings.put("path.home", home.toString());
        settings.put("path.data", place.data().resolve("node").toString());
        settings.put("path.logs", place.home().toString());
        settings.put("discovery.type", "single-node");
        settings.put("http.host", "127.0.0.1");
        settings.put("http.port", String.valueOf(place.port()));
        settings.put("transport.host", "127.0.0.1");
        settings.put("transport.port", "0");
        settings.put("xpack.security.enabled", "false");
        settings.put("cluster.routing.allocation.disk.threshold_enabled", "false");
        settings.putAll(place.settings());
        return settings;
    }

    private static boolean secure(Place place) {
        return "true".equals(place.settings().get("xpack.security.enabled"));
    }

    /** Indices that can be read have been opened; those that cannot are waited for one second. */
    @Override
    public boolean answers(Place place) {
        try {
            HttpURLConnection http = (HttpURLConnection) URI.create(address(place.port())
                    + "/_cluster/health?wait_for_status=yellow&timeout=1s").toURL().openConnection(Proxy.NO_PROXY);
            http.setConnectTimeout(1000);
            http.setReadTimeout(2000);
            int status = http.getResponseCode();
            try (InputStream body = status < 400 ? http.getInputStream() : http.getErrorStream()) {
                String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
                return status == 200 || status == 401 || status == 408 && lost(text);
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Data is missing and nobody is looking for it any more: it takes requests for the rest. A server that has just begun also has no primary shards, but is busy. */
    private static boolean lost(String health) {
        return !health.contains("\"unassigned_shards\":0") && Stream.of("initializing_shards", "number_of_in_flight_fetch", "number_of_pending_tasks")
                .allMatch(busy -> health.contains("\"" + busy + "\":0"));
    }
}
