package dev.leat.plan;

import dev.leat.model.Approval;
import dev.leat.model.FieldMapping;
import dev.leat.model.Kind;
import dev.leat.model.LeatException;
import dev.leat.model.Mapping;
import dev.leat.model.Pipeline;
import dev.leat.model.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares what was approved with what is, and tells the difference. */
final class Gate {
    private Gate() {}

    /** Whether these hashes are what was approved; signatures are another question. */
    static Verdict compare(Optional<Approval> approval, Content content, Optional<Contents> contents, List<FieldMapping> fields) {
        if (approval.isEmpty()) {
            return new Verdict(Verdict.State.MISSING, fields.stream().map(FieldMapping::target).toList(), List.of("nobody has approved it"));
        }
        if (approval.get().content().equals(content.hash())) {
            return Verdict.approved();
        }
        List<String> stale = Stream.concat(fields.stream().map(FieldMapping::target).filter(field -> !content.fields().get(field).equals(approval.get().fields().get(field))),
            unfilled(approval.get().parts(), content)).toList();
        List<String> changes = new ArrayList<>(parts(approval.get().parts(), content.parts(), contents));
        fields.stream().filter(field -> stale.contains(field.target())).flatMap(field -> field(field, approval.get(), content, contents.orElseThrow()).stream()).forEach(changes::add);
        new TreeSet<>(approval.get().fields().keySet()).stream().filter(field -> !content.fields().containsKey(field)).forEach(field -> changes.add("field " + field + ": removed"));
        return new Verdict(Verdict.State.STALE, stale, changes.isEmpty() ? List.of("its hash is not that of this content") : changes);
    }

    /** Fields that the mapping does not fill and of which the destination demands something else than it did. */
    private static Stream<String> unfilled(Map<String, String> before, Content content) {
        return demands(before) ? new TreeMap<>(content.parts()).entrySet().stream().filter(part -> part.getKey().startsWith(Content.TARGET) && !part.getValue().equals(before.get(part.getKey())))
            .map(part -> part.getKey().substring(Content.TARGET.length())).filter(field -> !content.fields().containsKey(field)) : Stream.empty();
    }

    /** Approvals of before do not have them, only their hash. */
    private static boolean demands(Map<String, String> parts) {
        return parts.keySet().stream().anyMatch(part -> part.startsWith(Content.TARGET));
    }

    /** Whether a used column or a demand of the destination is another than was approved. */
    static boolean changed(Map<String, String> before, Map<String, String> now, Contents contents) {
        return !contents.changed().isEmpty() || !Objects.equals(before.get("constraints"), now.get("constraints"));
    }

    private static List<String> columns(Map<String, String> before, Map<String, String> now, Contents contents) {
        String entity = now.getOrDefault("source", "").replaceFirst("^\\S+ \\S+ ", "");
        return contents.changed().entrySet().stream().map(path -> {
            String type = before.get(Content.COLUMN + path.getKey());
            return "source column " + entity + "." + path.getKey() + ": " + (path.getValue().equals(Content.GONE) ? "gone (was " + type + ")" : type + " → " + path.getValue());
        }).toList();
    }

    private static List<String> targets(Map<String, String> before, Map<String, String> now) {
        String entity = now.getOrDefault("destination", "").replaceFirst("^\\S+ \\S+ ", "");
        return Stream.concat(before.keySet().stream(), now.keySet().stream()).filter(part -> part.startsWith(Content.TARGET) && !Objects.equals(before.get(part), now.get(part))).distinct().sorted()
            .map(part -> "destination field " + entity + "." + part.substring(Content.TARGET.length()) + ": " + (before.containsKey(part) ? now.containsKey(part)
                ? before.get(part) + " → " + now.get(part) : "gone (was " + before.get(part) + ")" : "new (" + now.get(part) + ")")).toList();
    }

    private static List<String> parts(Map<String, String> before, Map<String, String> now, Optional<Contents> contents) {
        List<String> changes = new ArrayList<>();
        List<String> targets = demands(before) ? targets(before, now) : List.of();
        new TreeMap<>(now).forEach((part, value) -> {
            String old = before.get(part);
            if (old == null || old.equals(value) || part.startsWith(Content.COLUMN) || part.startsWith(Content.TARGET) || part.equals("constraints") && !targets.isEmpty()) {
                return;
            }
            boolean hash = value.startsWith("sha256:");
            String name = part.equals("constraints") ? "constraints of the destination" : part;
            changes.add(name + ": " + (hash ? "changed" : (old.isEmpty() ? "nothing" : old) + " → " + (value.isEmpty() ? "nothing" : value)));
        });
        contents.ifPresent(known -> changes.addAll(columns(before, now, known)));
        changes.addAll(targets);
        return changes;
    }

    /** What only the hash of a field tells: a column's type and the constraints are told as parts already. */
    private static Optional<String> field(FieldMapping field, Approval approval, Content content, Contents contents) {
        String before = approval.fields().get(field.target());
        if (before == null) {
            return Optional.of("field " + field.target() + ": new");
        }
        String demand = Content.TARGET + field.target();
        if (contents.field(field, contents.then(field)).equals(before) || demands(approval.parts()) && !Objects.equals(approval.parts().get(demand), content.parts().get(demand))) {
            return Optional.empty();
        }
        boolean constraints = !demands(approval.parts()) && !Objects.equals(approval.parts().get("constraints"), content.parts().get("constraints"));
        return Optional.of("field " + field.target() + ": " + (constraints ? "expression or constraints changed" : "expression changed"));
    }

    static void tell(PipelinePlan plan, Problems problems) {
        Compiled compiled = plan.compiled();
        tell(compiled.pipeline(), plan.verdict(), compiled.mapping(), problems);
    }

    static void tell(Standing drifted, Problems problems) {
        Pipeline pipeline = drifted.pipeline();
        problems.add(pipeline.mappingFile(), stale(pipeline, drifted.verdict(), drifted.mapping()),
            (drifted.lost().isEmpty() ? "Have it repaired: leat map propose \"" + pipeline.name() + "\" --stale. " : "What to write in the flow's file says leat map check \"" + pipeline.name() + "\". ") + Approvals.howTo(pipeline));
    }

    private static String who(Mapping mapping) {
        return mapping.approval().map(approval -> " that " + approval.by() + " gave at " + approval.at()).orElse("");
    }

    private static String stale(Pipeline pipeline, Verdict verdict, Mapping mapping) {
        return "the approval of '" + pipeline.name() + "'" + who(mapping) + " is stale (" + String.join("; ", verdict.changes()) + ")";
    }

    private static void tell(Pipeline pipeline, Verdict verdict, Mapping mapping, Problems problems) {
        String file = pipeline.mappingFile();
        switch (verdict.state()) {
            case APPROVED -> { }
            case MISSING -> problems.add(file, "'" + pipeline.name() + "' has no approval", Approvals.howTo(pipeline));
            case STALE -> problems.add(file, stale(pipeline, verdict, mapping), Approvals.howTo(pipeline));
            case UNSIGNED -> problems.add(file, "the approval of '" + pipeline.name() + "'" + who(mapping) + " does not count: " + String.join("; ", verdict.changes()), Approvals.howTo(pipeline) + " --sign KEYFILE");
        }
    }

    /** The same question with the files of now and the schema of then. */
    static void again(Compiled then, WorkspaceFiles now, Approvals approvals) {
        Pipeline pipeline = now.pipeline(then.pipeline().name());
        Mapping mapping = now.mapping(pipeline).orElseThrow(() -> new LeatException(Kind.APPROVAL, pipeline.mappingFile(), "the mapping of '" + pipeline.name() + "' is gone", "Bring it back"));
        Problems problems = new Problems();
        Optional<Effective> effective = new CaptureChoice(now, now.flowOf(pipeline.name()), pipeline, then.schema(), then.modes(), problems).effective();
        problems.throwIfAny(Kind.WORKSPACE);
        Contents contents = new Contents(now, now.flowOf(pipeline.name()), pipeline, then.schema(), mapping, Labels.constraints(now, then.flow(), pipeline, mapping));
        Content content = contents.of(effective.orElseThrow());
        Verdict verdict = approvals.verify(pipeline, mapping, content, contents);
        if (verdict.isApproved() && !content.hash().equals(then.content().hash())) {
            throw new LeatException(Kind.APPROVAL, pipeline.mappingFile(), "'" + pipeline.name() + "' was changed and approved anew while it was running", "Start it again");
        }
        tell(pipeline, verdict, mapping, problems);
        problems.throwIfAny(Kind.APPROVAL);
    }
}
