package dev.leat.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leat.connect.Range;
import dev.leat.connect.Reading;
import dev.leat.connect.Site;
import dev.leat.connect.Source;
import dev.leat.connect.TestSession;
import dev.leat.model.Capture;
import dev.leat.model.Connection;
import dev.leat.model.EntityName;
import dev.leat.model.EntitySchema;
import dev.leat.model.Kinds;
import dev.leat.model.Problems;
import dev.leat.model.Workspace;
import dev.leat.model.Yaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** A connection to a scripted API, written as users write it. */
public record TestApi(Site<HttpSettings> site) {
    public static final EntityName THINGS = EntityName.of("things");
    static final Optional<JsonNode> BEGINNING = Optional.empty();

    /** @param yaml keys of the connection after type and url; {@code things} is its entity */
    public static TestApi at(ScriptedApi api, Path folder, String yaml) {
        return at(api.url() + "/v2", folder, yaml);
    }

    static TestApi at(String url, Path folder, String yaml) {
        return new TestApi(new Site<>("api", settings("url: '" + url + "'\n" + yaml), folder.toString(), new Site.Retries(3, 10, 20)));
    }

    static HttpSettings settings(String yaml) {
        String text = "workspace: t\nlake: ./lake\nconnections:\n  api:\n" + ("type: http\n" + yaml).indent(4);
        Problems problems = new Problems();
        Optional<Workspace> workspace = Yaml.tree("leat.yaml", text, problems)
            .flatMap(tree -> Yaml.bind(tree, Workspace.class, new Kinds(Map.of(Connection.class, Map.of("http", HttpSettings.class))), "leat.yaml", problems));
        problems.throwIfAny(dev.leat.model.Kind.WORKSPACE);
        return (HttpSettings) workspace.orElseThrow().connections().get("api");
    }

    public Source source() {
        return new HttpConnector().source(site);
    }

    public Reading reading(Capture capture, String... key) {
        EntitySchema schema = source().schema(THINGS);
        return new Reading(THINGS, schema.columns(), List.of(key), capture);
    }

    static List<String> rows(Source source, Reading reading, Range range) {
        return source.read(TestSession.spark(), reading, range).collectAsList().stream().map(Row::toString).toList();
    }

    /** All rows of a snapshot with key {@code id}. */
    List<String> snapshot() {
        Reading reading = reading(Capture.of("snapshot"), "id");
        return rows(source(), reading, source().next(reading, BEGINNING).orElseThrow());
    }
}
