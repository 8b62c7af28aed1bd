package dev.leat.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.model.Yaml;
import dev.leat.run.Pulse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** One pipeline's pulse and those of the last seconds, from which its rates are told. */
record Vital(Pulse pulse, Instant at, Deque<Vital> last) {
    private static final int SECONDS = 5;

    static Vital of(Pulse pulse, List<Vital> earlier) {
        Deque<Vital> last = new ArrayDeque<>();
        earlier.stream().filter(vital -> vital.pulse.pipeline().equals(pulse.pipeline())).findFirst().ifPresent(vital -> {
            last.addAll(vital.last);
            last.add(new Vital(vital.pulse, vital.at, new ArrayDeque<>()));
        });
        while (last.size() > SECONDS) {
            last.poll();
        }
        return new Vital(pulse, Instant.now(), last);
    }

    double capturedRate() {
        return last.isEmpty() ? 0 : rate(pulse.captured() - last.peek().pulse.captured());
    }

    double writtenRate() {
        return last.isEmpty() ? 0 : rate(pulse.written() + pulse.deleted() - last.peek().pulse.written() - last.peek().pulse.deleted());
    }

    private double rate(long records) {
        return records * 1000.0 / Math.max(1, Duration.between(last.peek().at, at).toMillis());
    }

    /** How old the newest thing may be that has not arrived. */
    String lag() {
        return pulse.fresh() == null ? "-" : String.format(Locale.ROOT, "%.1f s", seconds());
    }

    private double seconds() {
        return Math.max(0, Duration.between(pulse.fresh(), at).toMillis()) / 1000.0;
    }

    String sentence() {
        return String.format(Locale.ROOT, "%s: %s, captured %d (%.0f/s), written %d (%.0f/s), deleted %d, backlogged %d, behind %d, lag %s%s", pulse.pipeline(), pulse.phase(), pulse.captured(),
            capturedRate(), pulse.written(), writtenRate(), pulse.deleted(), pulse.backlogged(), pulse.behind(), lag(), pulse.trouble() == null ? "" : ", because " + pulse.trouble());
    }

    ObjectNode document() {
        ObjectNode document = Yaml.json().valueToTree(pulse);
        document.put("capturedPerSecond", round(capturedRate())).put("writtenPerSecond", round(writtenRate()));
        if (pulse.fresh() != null) {
            document.put("lagSeconds", seconds());
        }
        return document;
    }

    private static double round(double rate) {
        return Math.round(rate * 10) / 10.0;
    }
}
