package dev.leat.connect.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Sample;
import dev.leat.connect.Sampler;
import dev.leat.connect.Site;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Documents of an index as they were stored, chosen by a hash of their sequence number. */
final class ElasticsearchSampler implements Sampler {
    private static final int WINDOW = 10_000;

    private final Site<ElasticsearchSettings> site;
    private final Requests requests;
    private final ElasticsearchDestination destination;

    ElasticsearchSampler(Site<ElasticsearchSettings> site) {
        this.site = site;
        this.requests = new Requests(site);
        this.destination = new ElasticsearchDestination(site);
    }

    @Override
    public List<EntityName> entities() {
        List<EntityName> entities = new ArrayList<>();
        requests.call("GET", "/_cat/indices?format=json&h=index&s=index").body().forEach(index -> {
            String name = index.path("index").asText();
            if (!name.startsWith(".")) {
                entities.add(new EntityName(List.of(name)));
            }
        });
        return entities;
    }

    @Override
    public Optional<Sample> sample(EntityName entity, int most) {
        Optional<EntitySchema> schema = destination.schema(entity);
        return schema.map(known -> new Sample(known, most == 0 ? List.of() : documents(entity, most), Map.of(), Map.of()));
    }

    private List<ObjectNode> documents(EntityName entity, int most) {
        ObjectNode search = Requests.JSON.createObjectNode().put("size", Math.min(most, WINDOW));
        search.putObject("query").putObject("function_score").putObject("random_score").put("seed", 1).put("field", "_seq_no");
        Requests.Answer answer = requests.call("POST", "/" + IndexName.of(entity) + "/_search", Optional.of(search));
        if (answer.status() >= 400) {
            throw new LeatException(Kind.SYSTEM, "connections." + site.name() + ": " + entity, "its documents cannot be read (" + answer.reason() + ")", "Check the index");
        }
        List<ObjectNode> documents = new ArrayList<>();
        for (JsonNode hit : answer.body().path("hits").path("hits")) {
            if (hit.path("_source") instanceof ObjectNode document) {
                documents.add(document);
            }
        }
        return documents;
    }

    @Override
    public void close() {
        destination.close();
    }
}
