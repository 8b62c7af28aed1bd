package dev.leat.connect.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Batch;
import dev.leat.connect.Destination;
import dev.leat.connect.Held;
import dev.leat.connect.Layout;
import dev.leat.connect.Outcome;
import dev.leat.connect.PartitionWrites;
import dev.leat.connect.Site;
import dev.leat.connect.Succession;
import dev.leat.connect.Written;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import dev.leat.model.WriteMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Indices (or aliases of one index) as entities. A document has the id of its row and, as its external version, the row's {@code _leat_seq}; a version that the server has
 * already is written again without effect, an older one is counted. The server remembers the versions of deleted documents for {@code index.gc_deletes}, one minute. An append writes
 * each change as a document of the id {@code <id>-<seq>}. What was written is searchable at the latest when this is closed, and in an index that this made not before.
 */
final class ElasticsearchDestination implements Destination {
    private final Site<ElasticsearchSettings> site;
    private final Requests requests;
    private final Set<String> unrefreshed = new LinkedHashSet<>();
    private final FirstLoads firstLoads;

    ElasticsearchDestination(Site<ElasticsearchSettings> site) {
        this.site = site;
        this.requests = new Requests(site);
        this.firstLoads = new FirstLoads(requests);
    }

    @Override
    public Optional<EntitySchema> schema(EntityName entity) {
        return mapping(entity).map(mapping -> new EntitySchema(entity, mapping.columns(), List.of()));
    }

    @Override
    public List<Problem> check(EntityName entity, Layout wanted) {
        List<Problem> problems = new ArrayList<>();
        IndexName.problem(where(entity), entity).ifPresent(problems::add);
        if (problems.isEmpty()) {
            problems.addAll(IndexMapping.unwritable(where(entity), wanted));
            mapping(entity).ifPresent(mapping -> problems.addAll(mapping.problems(where(entity), wanted)));
        }
        return problems;
    }

    @Override
    public Optional<Succession> succession() {
        return Optional.of(new IndexSuccession("connections." + site.name(), requests, this));
    }

    @Override
    public void create(EntityName entity, Layout wanted) {
        create(entity, wanted, IndexMapping.of(wanted), Requests.JSON.createObjectNode().put("number_of_shards", 1));
    }

    void create(EntityName entity, Layout wanted, IndexMapping mapping, ObjectNode settings) {
        List<Problem> problems = new ArrayList<>();
        IndexName.problem(where(entity), entity).ifPresent(problems::add);
        problems.addAll(IndexMapping.unwritable(where(entity), wanted));
        if (!problems.isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, problems);
        }
        Optional<IndexMapping> known = mapping(entity);
        if (known.isPresent()) {
            firstLoads.resume(IndexName.of(entity), known.get());
            return;
        }
        ObjectNode body = Requests.JSON.createObjectNode();
        body.set("settings", settings);
        body.set("mappings", mapping.tree());
        Requests.Answer answer = requests.call("PUT", "/" + IndexName.of(entity), Optional.of(body));
        if (answer.status() >= 400 && !answer.reason().startsWith("resource_already_exists_exception")) {
            throw new LeatException(Kind.WORKSPACE, where(entity), "Elasticsearch refuses to make the index (" + answer.reason() + ")", "Correct the fields, or make the index by hand");
        }
        if (answer.status() < 400) {
            firstLoads.begin(IndexName.of(entity), mapping);
        }
    }

    @Override
    public Written write(Batch batch) {
        String index = IndexName.of(batch.entity());
        if (mapping(batch.entity()).isEmpty()) {
            // The connector would make an index that takes any field
            throw new LeatException(Kind.WORKSPACE, where(batch.entity()), "the index does not exist", "Run again: it is made at the start of a run");
        }
        JavaRDD<InternalRow> rows = batch.rows().queryExecution().toRdd().toJavaRDD();
        WriteTask task = new WriteTask(site, index, batch.rows().schema(), batch.layout().mode() == WriteMode.APPEND);
        Outcome outcome = new PartitionWrites("connections." + site.name()).run(rows.coalesce(rows.context().defaultParallelism()), task);
        outcome.refused().forEach(batch.failures()::add);
        unrefreshed.add(index);
        return outcome.written();
    }

    /** As a search sees it: what was written a moment ago too. */
    @Override
    public Optional<Held> held(SparkSession spark, EntityName entity, Layout layout, List<String> fields) {
        return mapping(entity).map(mapping -> {
            String index = IndexName.of(entity);
            requests.call("POST", "/" + index + "/_refresh");
            return new StoredDocuments(site, index).of(spark, layout, fields, mapping);
        });
    }

    /** The server counts up the version of a document that is written without one; it forgets that of a deleted one after {@code index.gc_deletes}, for which this waits. */
    @Override
    public boolean forget(EntityName entity, List<String> ids) {
        if (!ids.isEmpty()) {
            new Deletion(site, requests, IndexName.of(entity)).forget(ids);
        }
        return !ids.isEmpty();
    }

    @Override
    public void close() {
        firstLoads.end();
        for (String index : unrefreshed) {
            requests.call("POST", "/" + index + "/_refresh");
        }
        unrefreshed.clear();
    }

    Optional<IndexMapping> mapping(EntityName entity) {
        if (IndexName.problem(where(entity), entity).isPresent()) {
            return Optional.empty();
        }
        Requests.Answer answer = requests.call("GET", "/" + IndexName.of(entity) + "/_mapping");
        if (!answer.found()) {
            return Optional.empty();
        }
        List<Map.Entry<String, JsonNode>> indices = List.copyOf(answer.body().properties());
        if (answer.status() >= 400 || indices.size() != 1) {
            throw new LeatException(Kind.WORKSPACE, where(entity), answer.status() >= 400 ? answer.reason()
                : "it is an alias of " + indices.stream().map(Map.Entry::getKey).sorted().toList(), "Name one index, or an alias of one index");
        }
        return Optional.of(new IndexMapping(indices.get(0).getValue().path("mappings")));
    }

    private String where(EntityName entity) {
        return "connections." + site.name() + ": " + entity;
    }
}
