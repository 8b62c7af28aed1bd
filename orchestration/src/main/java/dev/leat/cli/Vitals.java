package dev.leat.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.model.Secrets;
import dev.leat.model.Yaml;
import dev.leat.run.Pulse;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Shows flows that are followed: a table that is drawn anew each second where there is a terminal, else a line for each pipeline that moved, now and then, and as JSON one line for each flow and
 * second.
 */
final class Vitals implements AutoCloseable {
    private static final Duration NOW_AND_THEN = Duration.ofSeconds(10);

    /** How a flow's pulses are shown. */
    private interface View {
        void show(String flow, List<Vital> vitals);
    }

    private final Map<String, List<Vital>> before = new LinkedHashMap<>();
    private final View view;

    private Vitals(View view) {
        this.view = view;
    }

    static Vitals on(Invocation invocation) {
        Terminal terminal = invocation.terminal();
        if (invocation.json()) {
            return new Vitals((flow, vitals) -> terminal.document(line(flow, vitals)));
        }
        if (terminal.outIsTerminal()) {
            LogFactory.quiet();
            Map<String, List<Vital>> all = new LinkedHashMap<>();
            Redrawn drawn = new Redrawn(terminal);
            return new Vitals((flow, vitals) -> {
                all.put(flow, vitals);
                drawn.draw(lines(all, terminal.width()));
            });
        }
        Map<String, Long> told = new LinkedHashMap<>();
        return new Vitals((flow, vitals) -> {
            long now = System.nanoTime();
            if (now - told.getOrDefault(flow, now - NOW_AND_THEN.toNanos()) >= NOW_AND_THEN.toNanos()) {
                told.put(flow, now);
                vitals.forEach(vital -> terminal.line(vital.sentence()));
            }
        });
    }

    /** Called once a second for each flow. */
    synchronized void beat(String flow, List<Pulse> pulses) {
        List<Vital> earlier = before.getOrDefault(flow, List.of());
        List<Vital> now = pulses.stream().map(pulse -> Vital.of(pulse, earlier)).toList();
        before.put(flow, now);
        view.show(flow, now);
    }

    private static String line(String flow, List<Vital> vitals) {
        ObjectNode line = Yaml.json().createObjectNode().put("flow", flow).put("at", Instant.now().toString());
        line.set("pipelines", Yaml.json().valueToTree(vitals.stream().map(Vital::document).toList()));
        try {
            return Yaml.json().writeValueAsString(Secrets.redact((JsonNode) line));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Map<String, List<Vital>> flows, int width) {
        List<List<String>> rows = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        flows.values().forEach(vitals -> vitals.forEach(vital -> {
            Pulse pulse = vital.pulse();
            rows.add(List.of(pulse.pipeline(), pulse.phase(), rate(vital.capturedRate()), rate(vital.writtenRate()), vital.lag(), String.valueOf(pulse.behind()), String.valueOf(pulse.written()),
                String.valueOf(pulse.backlogged())));
            if (pulse.trouble() != null) {
                pulse.trouble().lines().forEach(troubles::add);
            }
        }));
        List<String> lines = new ArrayList<>(new Table(List.of("pipeline", "phase", "captured/s", "written/s", "lag", "behind", "written", "backlog"), rows).lines(width));
        lines.addAll(troubles);
        return lines;
    }

    private static String rate(double rate) {
        return String.format(Locale.ROOT, "%.0f", rate);
    }

    @Override
    public void close() {
        before.clear();
    }
}
