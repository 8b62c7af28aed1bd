package dev.leat.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.lake.Lake;
import dev.leat.model.Yaml;
import dev.leat.plan.FlowPlan;
import dev.leat.run.Backfill;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What pipelines of a plan would write from the history in the lake, by their names. */
record Histories(FlowPlan plan, Map<String, Backfill> backfills) {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    static Histories of(Lake lake, FlowPlan plan) {
        Map<String, Backfill> backfills = new LinkedHashMap<>();
        plan.pipelines().forEach(pipeline -> Backfill.of(lake, pipeline).ifPresent(backfill -> backfills.put(pipeline.pipeline().name(), backfill)));
        return new Histories(plan, backfills);
    }

    /** The plan's, with {@code backfill} in pipelines that have one. */
    ObjectNode document() {
        ObjectNode document = plan.toJson();
        for (JsonNode pipeline : document.path("pipelines")) {
            Backfill backfill = backfills.get(pipeline.path("name").asText());
            if (backfill != null) {
                ((ObjectNode) pipeline).set("backfill", Yaml.json().valueToTree(backfill));
            }
        }
        return document;
    }

    void tell(Terminal terminal) {
        if (backfills.isEmpty()) {
            return;
        }
        terminal.line("From the history in the lake:");
        terminal.table(new Table(List.of("pipeline", "because of", "rows", "bytes", "about"), backfills.entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue())).toList()));
        backfills.forEach((name, backfill) -> terminal.sheet(new Sheet(name).with("destination", backfill.destination()).with("estimate", backfill.basis())));
    }

    private static List<String> row(String name, Backfill backfill) {
        return List.of(name, backfill.reason().word(), String.format(Locale.ROOT, "%,d", backfill.rows()), bytes(backfill.bytes()), time(backfill.seconds()));
    }

    static String bytes(long bytes) {
        int unit = 0;
        double left = bytes;
        while (left >= 1000 && unit < UNITS.length - 1) {
            left /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", left, UNITS[unit]);
    }

    static String time(long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        return seconds < 120 ? seconds + " s" : seconds < 7200 ? time.toMinutes() + " min" : time.toHours() + " h " + time.toMinutesPart() + " min";
    }
}
