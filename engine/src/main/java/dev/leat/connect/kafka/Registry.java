package dev.leat.connect.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leat.connect.Backoff;
import dev.leat.connect.Site;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** A schema registry that speaks Confluent's protocol. Schemas never change, so whoever has one need not ask again. */
record Registry(Site<KafkaSettings> site) {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty when there is none of this number, or it is none of Avro: the bytes are something else. */
    Optional<Schema> schema(int number) {
        Optional<JsonNode> found = asked("/schemas/ids/" + number).filter(answer -> answer.path("schemaType").asText("AVRO").equals("AVRO"));
        Schema.Parser parser = new Schema.Parser();
        try {
            return found.map(answer -> parsed(answer, parser));
        } catch (SchemaParseException e) {
            throw failed("its schema " + number + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** What it refers to first: names must be known when they are used. */
    private Schema parsed(JsonNode answer, Schema.Parser parser) {
        for (JsonNode reference : answer.path("references")) {
            String place = "/subjects/" + URLEncoder.encode(reference.path("subject").asText(), StandardCharsets.UTF_8) + "/versions/" + reference.path("version").asInt();
            if (!parser.getTypes().containsKey(reference.path("name").asText())) {
                parsed(asked(place).orElseThrow(() -> failed(place + " is not there", null)), parser);
            }
        }
        return parser.parse(answer.path("schema").asText());
    }

    private Optional<JsonNode> asked(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(site.settings().registry().orElseThrow().replaceAll("/+$", "") + path)).timeout(PATIENCE)
            .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
        site.settings().registryUser().ifPresent(user -> request.header("Authorization", "Basic " + Base64.getEncoder()
            .encodeToString((user + ":" + site.settings().registryPassword().map(Secret::reveal).orElseThrow()).getBytes(StandardCharsets.UTF_8))));
        Backoff backoff = new Backoff(site.retry());
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        for (int attempt = 1;; attempt++) {
            try {
                HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200 || answer.statusCode() == 404) {
                    return answer.statusCode() == 404 ? Optional.empty() : Optional.of(JSON.readTree(answer.body()));
                } else if (answer.statusCode() == 401 || answer.statusCode() == 403) {
                    throw new LeatException(Kind.WORKSPACE, "connections." + site.name() + ".registry", "it refuses the credential (" + answer.statusCode() + ")", "Correct registryUser and registryPassword");
                } else if (!backoff.again(attempt)) {
                    throw failed("it answers " + answer.statusCode(), null);
                }
            } catch (IOException e) {
                if (!backoff.again(attempt)) {
                    throw failed("it does not answer (" + e.getMessage() + ")", e);
                }
            } catch (InterruptedException e) {
                throw Topic.interrupted(site, e);
            }
        }
    }

    private LeatException failed(String what, Exception cause) {
        return new LeatException(Kind.SYSTEM, "connections." + site.name() + ".registry", what, "Start the registry, or correct its address; then run again", cause);
    }
}
