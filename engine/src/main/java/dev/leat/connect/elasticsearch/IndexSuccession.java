package dev.leat.connect.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Layout;
import dev.leat.connect.Succession;
import dev.leat.model.EntityName;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An index takes the place of another by aliases, all of which change in one request. An index cannot be renamed: a live one that has the entity's name itself is cloned first, while it takes no writes, and then
 * removed in the same request that gives its name to the next one as an alias: what is being read from it in that moment may fail, and succeeds when it is asked again. From then on it is an alias, nothing
 * is cloned any more, and what is being read ends with the index in which it began.
 */
final class IndexSuccession implements Succession {
    private static final Set<String> OWN_SETTINGS = Set.of("index.uuid", "index.creation_date", "index.provided_name", "index.refresh_interval", "index.history.uuid");
    private static final List<String> OWN_GROUPS = List.of("index.version.", "index.resize.", "index.blocks.", "index.routing.allocation.initial_recovery.");

    private final String where;
    private final Requests requests;
    private final ElasticsearchDestination destination;

    IndexSuccession(String where, Requests requests, ElasticsearchDestination destination) {
        this.where = where;
        this.requests = requests;
        this.destination = destination;
    }

    @Override
    public EntityName beside(EntityName live, String mark) {
        List<String> parts = new ArrayList<>(live.parts());
        parts.set(parts.size() - 1, live.last() + "_leat_" + mark);
        return new EntityName(parts);
    }

    /** The index behind an alias keeps its name. */
    @Override
    public EntityName aside(EntityName live, String mark) {
        String index = index(IndexName.of(live));
        return index.equals(IndexName.of(live)) ? beside(live, mark) : new EntityName(List.of(index));
    }

    @Override
    public void create(EntityName live, EntityName beside, Layout wanted) {
        Optional<IndexMapping> like = destination.mapping(live).filter(mapping -> mapping.problems("", wanted).isEmpty()).map(mapping -> mapping.forLoading(wanted));
        destination.create(beside, wanted, like.orElseGet(() -> IndexMapping.of(wanted)), settings(IndexName.of(live)));
    }

    private ObjectNode settings(String live) {
        ObjectNode kept = Requests.JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> setting : allSettings(live).properties()) {
            if (!OWN_SETTINGS.contains(setting.getKey()) && OWN_GROUPS.stream().noneMatch(setting.getKey()::startsWith)) {
                kept.set(setting.getKey(), setting.getValue());
            }
        }
        return kept;
    }

    private JsonNode allSettings(String index) {
        JsonNode answer = asked("GET", "/" + index + "/_settings?flat_settings=true", Optional.empty());
        return answer.elements().next().path("settings");
    }

    @Override
    public List<Problem> hindrances(EntityName live) {
        return List.of();
    }

    @Override
    public void swap(EntityName live, EntityName next, EntityName former) {
        String name = IndexName.of(live);
        String index = index(name);
        if (index.equals(IndexName.of(next))) {
            return;
        }
        if (destination.mapping(next).isEmpty()) {
            throw new LeatException(Kind.WORKSPACE, where + ": " + next, "there is no index to take the place of " + live, "Fill one anew: leat rebuild with --drop, then without");
        }
        refreshed(IndexName.of(next), allSettings(index).path("index.refresh_interval"));
        ArrayNode actions = Requests.JSON.createArrayNode();
        if (index.equals(name)) {
            clone(name, IndexName.of(former));
            actions.addObject().putObject("remove_index").put("index", name);
            actions.addObject().putObject("add").put("index", IndexName.of(next)).put("alias", name);
        }
        aliases(index).properties().forEach(alias -> moved(actions, index, IndexName.of(next), name, alias.getKey(), alias.getValue()));
        asked("POST", "/_aliases", Optional.of(Requests.JSON.createObjectNode().set("actions", actions)));
    }

    /** An alias that is removed with its index need not be removed before. */
    private static void moved(ArrayNode actions, String index, String next, String live, String alias, JsonNode how) {
        if (!index.equals(live)) {
            actions.addObject().putObject("remove").put("index", index).put("alias", alias);
        }
        ObjectNode added = actions.addObject().putObject("add");
        added.setAll((ObjectNode) how);
        added.put("index", next).put("alias", alias);
    }

    private void refreshed(String index, JsonNode interval) {
        ObjectNode settings = Requests.JSON.createObjectNode();
        settings.set("index.refresh_interval", interval.isMissingNode() ? Requests.JSON.nullNode() : interval);
        asked("PUT", "/" + index + "/_settings", Optional.of(settings));
        asked("POST", "/" + index + "/_refresh", Optional.empty());
    }

    /** A clone that is there already is of an attempt that died: the live one may have been written since. */
    private void clone(String live, String former) {
        drop(former);
        blocked(live, "true");
        ObjectNode body = Requests.JSON.createObjectNode();
        body.putObject("settings").putNull("index.blocks.write");
        Requests.Answer answer = requests.tried("POST", "/" + live + "/_clone/" + former + "?wait_for_active_shards=1&timeout=60s", Optional.of(body));
        if (answer.status() >= 400 || !answer.body().path("shards_acknowledged").asBoolean()) {
            blocked(live, null);
            drop(former);
            throw refused("clone " + live, answer);
        }
    }

    private void blocked(String index, String value) {
        asked("PUT", "/" + index + "/_settings", Optional.of(Requests.JSON.createObjectNode().put("index.blocks.write", value)));
    }

    @Override
    public void drop(EntityName beside) {
        drop(IndexName.of(beside));
    }

    private void drop(String index) {
        Requests.Answer answer = requests.tried("DELETE", "/" + index, Optional.empty());
        if (answer.status() >= 400 && answer.found()) {
            throw refused("delete " + index, answer);
        }
    }

    /** The one that a name stands for. */
    private String index(String name) {
        JsonNode aliases = asked("GET", "/" + name + "/_alias", Optional.empty());
        List<String> indices = aliases.properties().stream().map(Map.Entry::getKey).sorted().toList();
        if (indices.size() != 1) {
            throw new LeatException(Kind.WORKSPACE, where + ": " + name, "it is an alias of " + indices, "Name one index, or an alias of one index");
        }
        return indices.get(0);
    }

    private JsonNode aliases(String index) {
        return asked("GET", "/" + index + "/_alias", Optional.empty()).path(index).path("aliases");
    }

    private JsonNode asked(String method, String path, Optional<JsonNode> body) {
        Requests.Answer answer = requests.tried(method, path, body);
        if (answer.status() >= 400) {
            throw refused(method + " " + path, answer);
        }
        return answer.body();
    }

    private LeatException refused(String what, Requests.Answer answer) {
        return answer.allowed() ? new LeatException(answer.status() < 500 ? Kind.WORKSPACE : Kind.SYSTEM, where, "Elasticsearch refuses to " + what + " (" + answer.reason() + ")", "Put that right and run again")
            : new LeatException(Kind.WORKSPACE, where, "Elasticsearch refuses the credential (" + answer.reason() + ")", "Give it the privilege manage on the index and on those beside it, whose names begin as its name");
    }
}
