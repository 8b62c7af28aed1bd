package dev.leat.connect.embedded;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An API for trying, with the manners of real ones: OAuth2 client credentials whose tokens expire, pages by cursor, a rate limit with {@code Retry-After}, gzip, changes of
 * the past. {@link ApiSeed} says what the seed holds. It runs on the Java that runs this.
 */
public final class HttpApiServer implements EmbeddedServer {
    @Override
    public String type() {
        return "http";
    }

    @Override
    public boolean takesSeed() {
        return true;
    }

    @Override
    public String program() {
        return "java";
    }

    @Override
    public Optional<String> user(Place place) {
        return Optional.of("leat");
    }

    @Override
    public String address(int port) {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void create(Place place) {
        try {
            ApiSeed seed = place.seed().isPresent() ? ApiSeed.read(place.seed().get()) : ApiSeed.EMPTY;
            ApiData.create(place.data().resolve("state.json"), seed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The password goes by standard input: other users can see a command line. */
    @Override
    public Launch launch(Place place) {
        Path settings = place.data().resolve("settings.json");
        ObjectNode json = new ObjectMapper().createObjectNode().put("port", place.port()).put("user", "leat").put("password", place.password());
        place.settings().forEach(json::put);
        Folders.writePrivate(settings, json.toString());
        List<String> command = List.of(Jvm.java(), "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "-cp", Jvm.classPath(HttpApi.class, ObjectMapper.class, JsonFactory.class, JsonInclude.class), HttpApi.class.getName(), place.data().resolve("state.json").toString());
        return new Launch(command, Map.of("LANG", "C.UTF-8"), Optional.of(settings), Launch.RunAs.CALLER);
    }

    @Override
    public boolean answers(Place place) {
        try {
            HttpURLConnection http = (HttpURLConnection) URI.create(address(place.port()) + "/sample").toURL().openConnection(Proxy.NO_PROXY);
            http.setConnectTimeout(1000);
            http.setReadTimeout(1000);
            try (InputStream body = http.getInputStream()) {
                return http.getResponseCode() == 200 && body.readAllBytes().length > 0;
            }
        } catch (IOException notYet) {
            return false;
        }
    }
}
