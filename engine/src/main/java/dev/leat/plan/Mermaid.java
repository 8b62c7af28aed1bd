package dev.leat.plan;

import dev.leat.model.StageFlow.Stage;
import java.util.List;

/** The graph as Mermaid text. */
final class Mermaid {
    private Mermaid() {}

    static String of(FlowPlan plan) {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        for (int p = 0; p < plan.pipelines().size(); p++) {
            PipelinePlan pipeline = plan.pipelines().get(p);
            List<Stage> stages = pipeline.stages();
            List<String> names = stages.stream().map(Stage::name).toList();
            String id = "p" + p + "s";
            text.append("  subgraph p").append(p).append("[\"").append(escape(pipeline.pipeline().name())).append("\"]\n");
            for (int s = 0; s < stages.size(); s++) {
                Stage stage = stages.get(s);
                text.append("    ").append(id).append(s).append("[\"").append(escape(label(pipeline, stage))).append("\"]\n");
                for (String next : stage.out()) {
                    text.append("    ").append(id).append(s).append(next.equals(Stages.BACKLOG) ? " -. failed .-> " : " --> ").append(id).append(names.indexOf(next)).append('\n');
                }
            }
            text.append("  end\n");
        }
        return text.toString();
    }

    private static String label(PipelinePlan plan, Stage stage) {
        return switch (stage.action()) {
            case "Capture" -> "Capture " + plan.flow().source() + " " + plan.pipeline().source();
            case "Materialize" -> "Materialize " + plan.flow().destination() + " " + plan.pipeline().destination();
            case "Backlog" -> "Backlog " + plan.pipeline().backlogName();
            default -> stage.name();
        };
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", " ");
    }
}
