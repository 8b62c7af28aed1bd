package dev.leat.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.connect.Range;
import dev.leat.model.Capture;
import dev.leat.model.Column;
import dev.leat.model.EntityName;
import dev.leat.model.FieldMapping;
import dev.leat.model.Yaml;
import java.util.Locale;
import java.util.stream.Collectors;

/** A plan as a JSON document. Keys stay, new ones may come. */
final class PlanDocument {
    private PlanDocument() {}

    static ObjectNode json(FlowPlan plan) {
        ObjectNode flow = JsonNodeFactory.instance.objectNode().put("flow", plan.flow().flow());
        plan.flow().schedule().ifPresent(cron -> flow.put("schedule", cron));
        plan.flow().every().ifPresent(every -> flow.put("every", every.toString()));
        ArrayNode pipelines = flow.putArray("pipelines");
        plan.pipelines().forEach(pipeline -> pipelines.add(pipeline(pipeline)));
        return flow;
    }

    private static ObjectNode pipeline(PipelinePlan plan) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", plan.pipeline().name());
        WorkspaceFiles files = plan.compiled().files();
        json.set("source", end(files, plan.flow().source(), plan.pipeline().source()));
        json.set("destination", end(files, plan.flow().destination(), plan.pipeline().destination()).put("exists", plan.destinationExists()));
        Capture capture = plan.reading().capture();
        ObjectNode way = json.putObject("capture").put("mode", capture.mode().orElseThrow().name().toLowerCase(Locale.ROOT));
        capture.incremental().ifPresent(column -> way.put("column", column));
        capture.lag().ifPresent(lag -> way.put("lag", lag.toString()));
        capture.stream().ifPresent(start -> way.put("from", start));
        way.put("why", plan.why());
        plan.reading().key().forEach(json.putArray("key")::add);
        json.put("write", plan.pipeline().writeMode().name().toLowerCase(Locale.ROOT));
        ObjectNode changes = json.putObject("changes").put("new", plan.next().isPresent());
        plan.next().flatMap(Range::oldest).ifPresent(oldest -> changes.put("oldest", oldest.toString()));
        plan.next().flatMap(Range::note).ifPresent(note -> changes.put("note", note));
        plan.next().map(Range::rows).filter(rows -> rows >= 0).ifPresent(rows -> changes.put("rows", rows));
        fields(plan, json.putArray("fields"));
        plan.open().forEach(json.putArray("open")::add);
        plan.unused().stream().map(Column::name).forEach(json.putArray("unused")::add);
        ObjectNode approval = json.putObject("approval").put("state", plan.verdict().state().name().toLowerCase(Locale.ROOT)).put("content", plan.content());
        plan.verdict().fields().forEach(approval.putArray("fields")::add);
        plan.verdict().changes().forEach(approval.putArray("changes")::add);
        json.set("stages", Yaml.json().valueToTree(plan.stages()));
        return json;
    }

    private static ObjectNode end(WorkspaceFiles files, String connection, EntityName entity) {
        return JsonNodeFactory.instance.objectNode().put("connection", connection).put("type", files.type(connection)).put("entity", entity.toString());
    }

    private static void fields(PipelinePlan plan, ArrayNode fields) {
        var expressions = plan.mapping().fields().stream().collect(Collectors.toMap(FieldMapping::target, FieldMapping::expression));
        for (Column column : plan.layout().fields()) {
            ObjectNode field = fields.addObject().put("name", column.name()).put("type", column.type().orElseThrow()).put("nullable", column.nullable());
            if (expressions.containsKey(column.name())) {
                field.put("expression", expressions.get(column.name()));
            }
        }
    }
}
