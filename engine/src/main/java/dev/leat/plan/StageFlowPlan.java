package dev.leat.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.model.StageFlow;
import dev.leat.model.Yaml;
import java.util.List;
import java.util.Locale;

/** A stage flow as written, and whether it is approved. No action can be run by itself yet. */
public record StageFlowPlan(StageFlow flow, Verdict verdict) {

    public static StageFlowPlan of(WorkspaceFiles files, StageFlow flow) {
        return new StageFlowPlan(flow, Approvals.of(files).verify(flow));
    }

    /** The shape of {@code leat plan --json}. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("flow", flow.name());
        json.set("stages", Yaml.json().valueToTree(flow.stages()));
        ObjectNode approval = json.putObject("approval").put("state", verdict.state().name().toLowerCase(Locale.ROOT));
        verdict.changes().forEach(approval.putArray("changes")::add);
        return json;
    }

    /** A Mermaid flowchart. */
    public String toMermaid() {
        List<String> names = flow.stages().stream().map(StageFlow.Stage::name).toList();
        StringBuilder text = new StringBuilder("flowchart LR\n");
        for (int s = 0; s < names.size(); s++) {
            text.append("  s").append(s).append("[\"").append(Mermaid.escape(names.get(s))).append("\"]\n");
            for (String next : flow.stages().get(s).out()) {
                text.append("  s").append(s).append(" --> s").append(names.indexOf(next)).append('\n');
            }
        }
        return text.toString();
    }
}
