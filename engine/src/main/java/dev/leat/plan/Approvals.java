package dev.leat.plan;

import dev.leat.model.Approval;
import dev.leat.model.Capture;
import dev.leat.model.EntitySchema;
import dev.leat.model.FieldMapping;
import dev.leat.model.Flow;
import dev.leat.model.FlowApproval;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Mapping;
import dev.leat.model.Pipeline;
import dev.leat.model.Slug;
import dev.leat.model.StageFlow;
import dev.leat.model.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Approvals: judged against the content as it is, and written into the mapping's file. Where the environment variable {@code LEAT_APPROVERS} names a file
 * with Ed25519 public keys, only a signature of one of them counts.
 */
public final class Approvals {
    public static final String VARIABLE = "LEAT_APPROVERS";
    private final WorkspaceFiles files;
    private final Optional<List<PublicKey>> approvers;

    Approvals(WorkspaceFiles files, Optional<Path> approvers) {
        this.files = files;
        this.approvers = approvers.map(file -> Signatures.approvers(file, files.dir()));
    }

    /** @throws LeatException of kind APPROVAL when {@code LEAT_APPROVERS} names a file that is in the workspace or has no keys */
    public static Approvals of(WorkspaceFiles files) {
        return new Approvals(files, Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of));
    }

    /**
     * Writes a person's decision on what this plan shows into the mapping's file; the rest of the file's text stays as it is.
     *
     * @param by      who decides
     * @param signing PKCS#8 PEM file of an Ed25519 private key
     * @throws LeatException of kind WORKSPACE when the file has changed since the plan was made, or the key cannot be used; of kind APPROVAL when
     *                       signatures are demanded and this is none that counts
     */
    public Approval approve(PipelinePlan plan, String by, Instant now, Optional<Path> signing) {
        Compiled compiled = plan.compiled();
        String name = compiled.pipeline().name();
        Approval approval = approval(compiled.content(), name, by, now, signing);
        Path file = files.dir().resolve(compiled.pipeline().mappingFile());
        String text = ApprovalText.read(file);
        unchanged(compiled, name);
        ApprovalText.replace(file, ApprovalText.with(text, approval));
        Optional<Approval> written = WorkspaceFiles.read(files.dir()).mapping(compiled.pipeline()).flatMap(Mapping::approval);
        if (!written.equals(Optional.of(approval))) {
            throw new LeatException(Kind.BUG, compiled.pipeline().mappingFile(), "the approval was written and reads differently", "Report it with this file");
        }
        return approval;
    }

    /** What is approved is what the plan showed, not what someone wrote into a file meanwhile. */
    private void unchanged(Compiled compiled, String name) {
        WorkspaceFiles now = WorkspaceFiles.read(files.dir());
        Optional<Mapping> mapping = now.mapping(compiled.pipeline());
        boolean same = mapping.map(Mapping::fields).equals(Optional.of(compiled.mapping().fields())) && now.flowOf(name).equals(compiled.flow());
        if (!same) {
            throw new LeatException(Kind.WORKSPACE, compiled.pipeline().mappingFile(), "the mapping or flow of '" + name + "' was changed just now", "Review it again, then approve it");
        }
    }

    /**
     * Takes the approval out of the mapping's file; the rest of the file's text stays as it is.
     *
     * @return what was withdrawn; empty when there was none
     */
    public Optional<Approval> withdraw(Pipeline pipeline) {
        Optional<Approval> given = files.mapping(pipeline).flatMap(Mapping::approval);
        Path file = files.dir().resolve(pipeline.mappingFile());
        given.ifPresent(any -> ApprovalText.replace(file, ApprovalText.without(ApprovalText.read(file))));
        return given;
    }

    /**
     * The fields that are not what was approved, as far as the files tell: the source's columns count as they were then. All of them without an approval; {@code map check}
     * asks the live systems.
     */
    public static List<String> changed(WorkspaceFiles files, Pipeline pipeline) {
        Optional<Mapping> mapping = files.mapping(pipeline);
        Optional<Approval> given = mapping.flatMap(Mapping::approval);
        if (given.isEmpty()) {
            return mapping.stream().flatMap(known -> known.fields().stream()).map(FieldMapping::target).toList();
        }
        Flow flow = files.flowOf(pipeline.name());
        Contents contents = new Contents(files, flow, pipeline, new EntitySchema(pipeline.source(), List.of(), List.of()), mapping.get(), Labels.constraints(files, flow, pipeline, mapping.get()));
        return mapping.get().fields().stream().filter(field -> !contents.field(field, contents.then(field)).equals(given.get().fields().get(field.target())))
            .map(FieldMapping::target).toList();
    }

    /**
     * How a pipeline stands to its approval as far as the files tell: what they leave to the live systems (types of columns, a key or a way to capture that is not written) counts as
     * it was approved.
     */
    public Verdict filed(Pipeline pipeline) {
        Optional<Mapping> mapping = files.mapping(pipeline);
        Optional<Approval> given = mapping.flatMap(Mapping::approval);
        if (given.isEmpty()) {
            return new Verdict(Verdict.State.MISSING, changed(files, pipeline), List.of(mapping.isEmpty() ? "it has no mapping yet" : "nobody has approved it"));
        }
        Flow flow = files.flowOf(pipeline.name());
        Contents contents = new Contents(files, flow, pipeline, new EntitySchema(pipeline.source(), List.of(), List.of()), mapping.get(), List.of());
        Map<String, String> now = contents.of(new Effective(pipeline.key(), pipeline.capture().orElse(Capture.of("snapshot")), pipeline.exclude(), "")).parts();
        Map<String, String> then = given.get().parts();
        List<String> parts = Stream.concat(then.keySet().stream(), now.keySet().stream().filter(part -> part.equals("deletes") || part.equals("entry"))).distinct().filter(part -> told(part, pipeline))
            .filter(part -> !Objects.equals(then.get(part), now.get(part))).map(part -> part + " changed").sorted().toList();
        List<String> fields = changed(files, pipeline);
        List<String> gone = given.get().fields().keySet().stream().filter(field -> mapping.get().fields().stream().noneMatch(known -> known.target().equals(field))).toList();
        boolean same = parts.isEmpty() && fields.isEmpty() && gone.isEmpty();
        return same ? signed(Verdict.approved(), given, pipeline.name())
            : new Verdict(Verdict.State.STALE, fields, Stream.of(parts.stream(), fields.stream().map(field -> "field " + field + " changed"), gone.stream().map(field -> "field " + field + " removed"))
                .flatMap(changes -> changes).toList());
    }

    /** Whether the files tell this part of what is bound. */
    private static boolean told(String part, Pipeline pipeline) {
        boolean open = part.equals("key") && pipeline.key().isEmpty() || part.equals("capture") && pipeline.capture().isEmpty();
        return !open && !part.startsWith(Content.COLUMN) && !part.startsWith(Content.TARGET) && !part.equals("constraints");
    }

    /** The same for a stage flow, into {@code approvals/}. */
    public Approval approve(StageFlow flow, String by, Instant now, Optional<Path> signing) {
        Approval approval = approval(Contents.of(files, files.document(flow)), flow.name(), by, now, signing);
        Path file = files.dir().resolve(files.approval(flow).map(Document::file).orElse("approvals/" + Slug.of(flow.name()) + ".yaml"));
        ApprovalText.replace(file, ApprovalText.with(Files.exists(file) ? ApprovalText.read(file) : Yaml.write(Map.of("flow", flow.name())), approval));
        return approval;
    }

    public Verdict verify(StageFlow flow) {
        Optional<Approval> approval = files.approval(flow).map(Document::value).map(FlowApproval::approval);
        return signed(Gate.compare(approval, Contents.of(files, files.document(flow)), Optional.empty(), List.of()), approval, flow.name());
    }

    Verdict verify(Pipeline pipeline, Mapping mapping, Content content, Contents contents) {
        return signed(Gate.compare(mapping.approval(), content, Optional.of(contents), mapping.fields()), mapping.approval(), pipeline.name());
    }

    private Verdict signed(Verdict verdict, Optional<Approval> approval, String name) {
        if (!verdict.isApproved() || approvers.isEmpty()) {
            return verdict;
        }
        Approval given = approval.orElseThrow();
        return Signatures.verifies(given, files.workspace().workspace(), name, approvers.get()) ? verdict
            : new Verdict(Verdict.State.UNSIGNED, List.of(), List.of(given.signature().isEmpty()
                ? "it is not signed, and " + VARIABLE + " demands it" : "its signature is of no key in " + VARIABLE + ", or of something else"));
    }

    private Approval approval(Content content, String name, String by, Instant now, Optional<Path> signing) {
        if (by.isBlank()) {
            throw new LeatException(Kind.WORKSPACE, "--by", "it is empty", "Say who approves: --by YOU");
        }
        Instant at = now.truncatedTo(ChronoUnit.SECONDS);
        Optional<String> signature = signing.map(key -> Signatures.sign(key, files.workspace().workspace(), name, by, at, content.hash()));
        Approval approval = new Approval(by, at, content.hash(), content.fields(), content.parts(), signature);
        if (approvers.isPresent() && !Signatures.verifies(approval, files.workspace().workspace(), name, approvers.get())) {
            throw new LeatException(Kind.APPROVAL, name, signature.isEmpty() ? VARIABLE + " demands a signature" : "this key is not among those in " + VARIABLE,
                "Sign it with the key of an approver: --sign KEYFILE");
        }
        return approval;
    }

    static String howTo(Pipeline pipeline) {
        return "Review it, then approve it: leat map approve \"" + pipeline.name() + "\" --by YOU";
    }
}
