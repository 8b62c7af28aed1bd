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
    /** What the server gives without a scroll. */
    private static final int WINDOW = 10_000;
    private static final int PAGE = 250;

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
        int wanted = Math.min(most, WINDOW);
        List<ObjectNode> documents = new ArrayList<>();
        long characters = 0;
        for (JsonNode hits = hits(entity, 0, wanted); !hits.isEmpty() && characters < Sample.MOST_CHARACTERS; hits = hits(entity, documents.size(), wanted)) {
            for (JsonNode hit : hits) {
                ObjectNode document = hit.path("_source") instanceof ObjectNode source ? source : Requests.JSON.createObjectNode();
                characters += document.toString().length();
                documents.add(document);
            }
        }
        return documents;
    }

    /** A page; empty at the end. */
    private JsonNode hits(EntityName entity, int from, int wanted) {
        ObjectNode search = Requests.JSON.createObjectNode().put("from", from).put("size", Math.min(PAGE, wanted - from));
        search.putObject("query").putObject("function_score").putObject("random_score").put("seed", 1).put("field", "_seq_no");
        if (from >= wanted) {
            return Requests.JSON.createArrayNode();
        }
        Requests.Answer answer = requests.call("POST", "/" + IndexName.of(entity) + "/_search", Optional.of(search));
        if (answer.status() >= 400) {
            throw new LeatException(Kind.SYSTEM, "connections." + site.name() + ": " + entity, "its documents cannot be read (" + answer.reason() + ")", "Check the index");
        }
        return answer.body().path("hits").path("hits");
    }

    @Override
    public void close() {
        destination.close();
    }
}
