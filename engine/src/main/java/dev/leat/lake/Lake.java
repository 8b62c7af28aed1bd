package dev.leat.lake;

import dev.leat.model.Care;
import dev.leat.model.EntityName;
import dev.leat.model.Pipeline;
import dev.leat.model.Slug;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The folder of a workspace's history. Everything but table contents is read and written here without Spark.
 *
 * <pre>
 * captures/CONNECTION/ENTITY/   table (Delta), positions/N.json, commits/N.json, bundles/FIRST-LAST.json of older ones, head.json, look.json, cared.json
 * pipelines/PIPELINE/           state.json, checkpoint/GENERATION, backlog (Delta), waiting.json, and of a rebuild shadow.json, former.json, swap.json
 * flows/FLOW/freshness.json
 * runs/PART.FLOW.RUN.json       leases/NAME/FENCE.json
 * </pre>
 */
public final class Lake {
    private final Documents documents;
    private final Care care;

    private Lake(Documents documents, Care care) {
        this.documents = documents;
        this.care = care;
    }

    /** @param path as {@code leat.yaml} names it; without a scheme a folder, relative to the workspace */
    public static Lake at(String path, Path workspace) {
        return new Lake(new Documents(path.matches("[a-z][a-z0-9+.-]+:.*") && !path.startsWith("file:") ? new HadoopStore(path)
            : new LocalStore(workspace.resolve(path.replaceFirst("^file:(//)?", "")))), Care.DEFAULT);
    }

    /** The same, kept small within other limits. */
    public Lake within(Care limits) {
        return new Lake(documents, limits);
    }

    public Care care() {
        return care;
    }

    public CaptureLog capture(String connection, EntityName entity) {
        return new CaptureLog(documents, "captures/" + Slug.of(connection) + "/" + Slug.of(entity.toString()));
    }

    /** All that have been captured of a connection, by the names of their folders, also those that no file names any more. */
    public Map<String, CaptureLog> captures(String connection) {
        String folder = "captures/" + Slug.of(connection);
        return documents.list(folder).stream().collect(Collectors.toMap(name -> name, name -> new CaptureLog(documents, folder + "/" + name), (one, other) -> one, TreeMap::new));
    }

    public PipelineLog pipeline(Pipeline pipeline) {
        return new PipelineLog(documents, "pipelines/" + pipeline.slug());
    }

    /** How fresh the destinations of a flow are. */
    public FreshnessLog freshness(String flow) {
        return new FreshnessLog(documents, "flows/" + Slug.of(flow) + "/freshness.json");
    }

    public RunLog runs() {
        return new RunLog(documents);
    }

    public Leases leases() {
        return new Leases(documents);
    }

    public String path() {
        return documents.path("");
    }
}
