package dev.leat.connect.embedded;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Kafka without a password, one node that is broker and controller (KRaft), with a heap of 256 MiB; it runs on the Java that runs this. Topics are made by who
 * needs them, not by asking for them.
 */
public final class KafkaServer implements EmbeddedServer {
    private static final short API_VERSIONS = 18;
    private static final String LOG = "log";

    @Override
    public String type() {
        return "kafka";
    }

    @Override
    public String program() {
        return "java";
    }

    @Override
    public String address(int port) {
        return "127.0.0.1:" + port;
    }

    /** What its own tool for formatting would write, which takes a JVM of its own. */
    @Override
    public void create(Place place) {
        Map<String, String> meta = Map.of("version", "1", "cluster.id", "leat", "node.id", "1", "directory.id", UUID.randomUUID().toString().replace("-", "").substring(0, 22));
        write(place.data().resolve(LOG), "meta.properties", meta);
    }

    @Override
    public Launch launch(Place place) {
        write(place.data(), "server.properties", settings(place));
        List<String> command = List.of(Jvm.java(), "-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError",
            "-Djava.awt.headless=true", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-Dorg.slf4j.simpleLogger.showDateTime=true", "-cp", Archives.folder("kafka-") + "/*", "kafka.Kafka",
            place.data().resolve("server.properties").toString());
        return new Launch(command, Map.of("LANG", "C.UTF-8"), Optional.empty(), Launch.RunAs.CALLER);
    }

    private static Map<String, String> settings(Place place) {
        String clients = "127.0.0.1:" + place.port();
        String controller = "127.0.0.1:" + Ports.freeFor(place.data());
        Map<String, String> settings = new TreeMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@" + controller);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", "PLAINTEXT://" + clients + ",CONTROLLER://" + controller);
        settings.put("advertised.listeners", "PLAINTEXT://" + clients);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", place.data().resolve(LOG).toString());
        settings.put("auto.create.topics.enable", "false");
        // A node that was killed may come back at once instead of after nine seconds.
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("group.initial.rebalance.delay.ms", "0");
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(topic + ".replication.factor", "1");
            settings.put(topic + ".num.partitions", "1");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.putAll(place.settings());
        return settings;
    }

    private static void write(Path folder, String name, Map<String, String> settings) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name), settings.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).collect(Collectors.joining("\n", "", "\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean takesSeed() {
        return true;
    }

    @Override
    public void fill(Place place) {
        place.seed().ifPresent(file -> Spawn.toEnd(place, new Launch(List.of(Jvm.java(), "-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", Jvm.classPath(KafkaSeed.class) + ":" + Archives.folder("kafka-") + "/*", KafkaSeed.class.getName(),
            address(place.port()), file.toAbsolutePath().toString()), Map.of("LANG", "C.UTF-8"), Optional.empty(), Launch.RunAs.CALLER)));
    }

    /** It takes requests last of all when it starts; one that it answers to anybody is which requests it knows. */
    @Override
    public boolean answers(Place place) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", place.port()), 1000);
            socket.setSoTimeout(1000);
            byte[] client = "leat".getBytes(StandardCharsets.US_ASCII);
            int correlation = 7;
            ByteBuffer request = ByteBuffer.allocate(14 + client.length);
            request.putInt(10 + client.length).putShort(API_VERSIONS).putShort((short) 0).putInt(correlation).putShort((short) client.length).put(client);
            socket.getOutputStream().write(request.array());
            DataInputStream answer = new DataInputStream(socket.getInputStream());
            return answer.readInt() > 0 && answer.readInt() == correlation;
        } catch (IOException notYet) {
            return false;
        }
    }
}
