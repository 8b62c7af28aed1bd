package dev.leat.airflow;

import dev.leat.airflow.client.DagRun;
import dev.leat.lake.RunLog;
import dev.leat.model.Flow;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Slug;
import dev.leat.plan.FlowFile;
import dev.leat.plan.WorkspaceFiles;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/**
 * The Airflow DAG of a flow as one static Python file: the same bytes for the same files, on every machine.
 *
 * @param id   of the DAG
 * @param hash {@code sha256:} over the flow's content and this file without its hash
 */
public record DagFile(String flow, String id, String hash, String text) {
    private static final String EXTENSION = ".py";
    private static final int SHORT = "sha256:".length() + 16;

    public static DagFile of(WorkspaceFiles files, Flow flow) {
        DagText text = new DagText(files, flow);
        String hash = hash(files.content(flow) + "\n" + text.of(""));
        return new DagFile(flow.flow(), id(files, flow), hash, text.of(hash));
    }

    /** Of all flows, in the order of their files: one without a pipeline has nothing to run yet; one that follows its source runs by itself, and its DAG only looks whether it does. */
    public static List<DagFile> all(WorkspaceFiles files) {
        return files.flows().stream().filter(flow -> !flow.pipelines().isEmpty()).map(flow -> of(files, flow)).toList();
    }

    public static String id(WorkspaceFiles files, Flow flow) {
        return prefix(files) + slug(flow);
    }

    /** What the DAGs of a workspace, and no others, begin with. */
    public static String prefix(WorkspaceFiles files) {
        return "leat." + Slug.of(files.workspace().workspace()) + ".";
    }

    static String slug(Flow flow) {
        return Slug.of(flow.flow());
    }

    /** The pool that limits how many tasks use a connection at a time. */
    public static String pool(WorkspaceFiles files, String connection) {
        return prefix(files) + Slug.of(connection);
    }

    /** The id in the lake of what runs as this run of the flow's DAG: the same that its tasks give. Two DAGs may have runs of one id. */
    public static String run(Flow flow, DagRun run) {
        return RunLog.idOf(run.getRunAfter() + " " + run.getDagRunId() + " " + slug(flow));
    }

    /** The file of a DAG. */
    static String file(String id) {
        return id + EXTENSION;
    }

    /** Which file names are those of this workspace's DAGs. */
    static Predicate<String> ours(WorkspaceFiles files) {
        return name -> name.startsWith(prefix(files)) && name.endsWith(EXTENSION) && name.indexOf('/') < 0;
    }

    /** The file's name. */
    public String name() {
        return file(id);
    }

    /** The tag by which Airflow's REST API tells that it has parsed exactly this file. */
    public String tag() {
        return tag(hash);
    }

    static String tag(String hash) {
        return hash.substring(0, Math.min(SHORT, hash.length()));
    }

    static String source(WorkspaceFiles files, Flow flow) {
        return FlowFile.of(files, flow).name();
    }

    private static String hash(String text) {
        try {
            return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new LeatException(Kind.BUG, "SHA-256", "this Java has none", "Use another Java", e);
        }
    }
}
