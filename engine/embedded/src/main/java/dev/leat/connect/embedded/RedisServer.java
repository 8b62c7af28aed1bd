package dev.leat.connect.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/** Redis without a password. Every write goes to an append-only file, which the system flushes each second. */
public final class RedisServer implements EmbeddedServer {
    private static final String SYSTEM = "-linux-amd64";

    @Override
    public String type() {
        return "redis";
    }

    @Override
    public String program() {
        return "redis-server";
    }

    @Override
    public String address(int port) {
        return "redis://127.0.0.1:" + port + "/0";
    }

    @Override
    public Launch launch(Place place) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("bind", "127.0.0.1");
        settings.put("port", String.valueOf(place.port()));
        settings.put("dir", place.data().toString());
        settings.put("save", "");
        settings.put("appendonly", "yes");
        // Keeps the data folder in the process list, where a lost server is looked for.
        settings.put("proc-title-template", "{title} {listen-addr} " + place.data() + "/");
        settings.putAll(place.settings());
        Path folder = Archives.unpacked("embedded-redis-", ZipArchiveInputStream::new, entry -> entry.endsWith(SYSTEM));
        List<String> command = new ArrayList<>(List.of(folder.resolve(program(folder)).toString()));
        settings.forEach((name, value) -> command.addAll(List.of("--" + name, value)));
        return new Launch(command, Map.of("LANG", "C.UTF-8"), Optional.empty(), Launch.RunAs.CALLER);
    }

    private static String program(Path folder) {
        return Optional.ofNullable(folder.toFile().list((dir, name) -> name.endsWith(SYSTEM))).filter(names -> names.length == 1)
                .map(names -> names[0]).orElseThrow(() -> ServerException.machine(folder + ": has no redis-server. Delete the folder."));
    }

    @Override
    public boolean answers(Place place) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", place.port()), 1000);
            socket.setSoTimeout(1000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
            // A test may set a password; asking for it is an answer. "-LOADING" is not.
            return answer.equals("+PONG") || answer.equals("-NOAU");
        } catch (IOException notYet) {
            return false;
        }
    }
}
